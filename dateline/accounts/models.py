"""Who may enter the desk."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Role(models.TextChoices):
    ADMIN = "admin", "admin"
    EDITOR = "editor", "editor"
    REPORTER = "reporter", "reporter"


class Staff(AbstractBaseUser):
    """One person of the newsroom, who signs in by e-mail address."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    """As printed in bylines."""
    role = models.CharField(max_length=10, choices=Role.choices, default=Role.REPORTER)
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.name

    @property
    def publishes(self) -> bool:
        """Whether this person may put words before readers; a reporter drafts and submits."""
        return self.role in (Role.ADMIN, Role.EDITOR)
