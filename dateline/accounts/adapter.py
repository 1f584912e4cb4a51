"""What sign-in does here that django-allauth leaves to the house."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types.
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        # One sentence for an unknown address and a wrong password: neither tells who has an account.
        "email_password_mismatch": "No account has this e-mail address and this password. Check both and try again.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes a staff account for themselves: `dateline user` does."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: the page that follows shows whether one is signed in."""
