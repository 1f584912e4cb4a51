"""The log's two tables. Only `log.py` writes them."""

from django.db import models

REDACTED = "redacted"
"""The kind of a message that was blanked."""


class Log(models.Model):
    """One numbered, append-only record, answered at `/<name>/log`."""

    name = models.CharField(max_length=200, unique=True)
    tail = models.PositiveBigIntegerField(default=0)
    """The last number given. Raised inside the writing transaction, so no number is skipped or seen early."""
    closed = models.BooleanField(default=False)
    redactions = models.PositiveIntegerField(default=0)
    """How often an old message was blanked: whoever keeps copies compares this and throws them away."""
    restored = models.PositiveBigIntegerField(default=0)
    """Another number after every restore of a backup: the log may have gone back, and its numbers name other words."""

    def __str__(self) -> str:
        return self.name


class Message(models.Model):
    """One message, kept as the JSON that readers get."""

    log = models.ForeignKey(Log, on_delete=models.PROTECT, related_name="messages")
    n = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["log", "n"], name="message_number_once")]

    def __str__(self) -> str:
        return f"{self.log_id}:{self.n} {self.kind}"
