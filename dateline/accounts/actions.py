"""Let people in, and change what they may do."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from dateline.accounts.models import Role, Staff
from dateline.accounts.refusals import refusal
from dateline.kit.tokens import ALPHABET


def add_staff(email: str, *, name: str, role: str, password: str) -> Staff:
    """Give a person an account at the desk. Refuses odd or taken addresses, unknown roles and weak passwords."""
    staff = Staff(email=_checked_email(email), name=name.strip(), role=_checked_role(role))
    if not staff.name:
        raise refusal("name_missing")
    _set_checked_password(staff, password)
    try:
        with transaction.atomic():
            staff.save(force_insert=True)
    except IntegrityError as error:
        raise refusal("email_taken", email=staff.email) from error
    return staff


def change_role(email: str, *, role: str) -> Staff:
    """Give a person another role. It counts from the next request on."""
    staff = _staff(email)
    staff.role = _checked_role(role)
    staff.save(update_fields=["role"])
    return staff


def change_password(email: str, *, password: str) -> Staff:
    """Give a person a new password. Their sessions end, for Django signs them with its hash (ASVS 5.0, 7.4.3)."""
    staff = _staff(email)
    _set_checked_password(staff, password)
    staff.save(update_fields=["password"])
    return staff


def new_password() -> str:
    """Return a password a person can copy from a terminal: four groups of four, 77 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def _staff(email: str) -> Staff:
    staff = Staff.objects.filter(email=email.strip().lower()).first()
    if staff is None:
        raise refusal("user_unknown", email=email)
    return staff


def _checked_email(email: str) -> str:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise refusal("email_odd", email=email) from error
    return email


def _checked_role(role: str) -> str:
    if role not in Role.values:
        raise refusal("role_unknown", role=role)
    return role


def _set_checked_password(staff: Staff, password: str) -> None:
    try:
        validate_password(password, staff)
    except ValidationError as error:
        raise refusal("password_weak", why=" ".join(error.messages)) from error
    staff.set_password(password)
