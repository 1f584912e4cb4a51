"""Every way the accounts room says no."""

from dateline.kit.refusal import Refusal

SENTENCES = {
    "email_odd": "“{email}” is not an e-mail address. Give one such as nora@example.org.",
    "email_taken": "{email} has an account already. To give it a new password: dateline user {email} --password",
    "role_unknown": "“{role}” is not a role. Use admin, editor or reporter.",
    "password_weak": "This password is too weak: {why}",
    "nothing_asked": "Say what to do: --name adds the person, --role or --password changes the account.",
    "name_missing": "Give the person’s name, as it should stand in bylines.",
    "user_unknown": "Nobody has the address {email}. Add the person first, with --name and --role.",
}


def refusal(code: str, **facts: object) -> Refusal:
    """Return the refusal for `code`, its sentence filled in with `facts`."""
    return Refusal(code, SENTENCES[code].format(**facts), **facts)
