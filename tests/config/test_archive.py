"""The form of a backup: what it can hold, and what is done with one that is damaged."""

import random
from pathlib import Path

from dateline.config.backup import archive, tables
from dateline.kit.refusal import Refusal

# What JSON or `archive._plain` has a form for, and a field takes back.
FORMS = {
    *("AutoField", "BigAutoField", "BigIntegerField", "IntegerField", "PositiveBigIntegerField"),
    *("PositiveIntegerField", "PositiveSmallIntegerField", "SmallIntegerField", "BooleanField", "FloatField"),
    *("CharField", "TextField", "SlugField", "GenericIPAddressField", "JSONField"),
    *("DateTimeField", "DateField", "TimeField", "DecimalField", "ForeignKey", "OneToOneField"),
}


def test_every_column_that_is_kept_has_a_form_in_a_backup(transactional_db: None) -> None:
    columns = [(table.name, field) for table in tables.after(tables.known()) for field in table.fields]
    assert [f"{name}.{field.name}" for name, field in columns if field.get_internal_type() not in FORMS] == []


def test_a_damaged_backup_is_refused_whatever_the_damage(tmp_path: Path) -> None:
    whole = tmp_path / "whole.zip"
    with archive.writing(whole) as writer:
        table = writer.table("coverage_entry", ["id", "words"], ([n, f"Update {n}"] for n in range(50)))
        writer.secret_key("k" * 40)
        writer.manifest(
            archive.Manifest(
                "0.1.0", "sqlite", "2031-03-04", frozenset(), {"coverage_entry": table}, {}, secret_key=True
            )
        )
    good, dice, damaged = whole.read_bytes(), random.Random(7), tmp_path / "damaged.zip"
    refused = 0
    for _ in range(600):
        bad = bytearray(good)
        for _ in range(dice.randint(1, 3)):
            bad[dice.randrange(len(bad))] = dice.randrange(256)
        damaged.write_bytes(bad[: dice.choice([len(bad), len(bad), dice.randrange(len(bad))])])
        try:
            with archive.reading(damaged) as backup:
                for _ in backup.verified():
                    pass
        except Refusal:
            refused += 1
    assert refused > 300
