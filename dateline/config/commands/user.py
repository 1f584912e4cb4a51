"""`dateline user`: add a person to the desk, or change a role or a password."""

import argparse
import getpass
import json
import sys

from dateline.accounts import actions
from dateline.accounts.models import Role
from dateline.accounts.refusals import refusal
from dateline.config import database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email")
    parser.add_argument("--name", default="", help="adds the person; as it should stand in bylines")
    parser.add_argument("--role", choices=Role.values, help="editor if left out for a new person")
    parser.add_argument(
        "--password", action="store_true", help="give a new password: asked for on a terminal, else made"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    database.make_ready()
    password = None
    if arguments.name:
        password, shown = _password()
        staff = actions.add_staff(
            arguments.email, name=arguments.name, role=arguments.role or Role.EDITOR, password=password
        )
    elif arguments.password:
        password, shown = _password()
        staff = actions.change_password(arguments.email, password=password)
    elif arguments.role:
        shown = False
        staff = actions.change_role(arguments.email, role=arguments.role)
    else:
        raise refusal("nothing_asked")
    told = {"email": staff.email, "name": staff.name, "role": staff.role, **({"password": password} if shown else {})}
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(f"{staff.name} <{staff.email}>, {staff.role}" + (f", password {password}" if shown else ""))
    return 0


def _password() -> tuple[str, bool]:
    """Return a password and whether to show it: typed on a terminal it is known, made here it is not."""
    if sys.stdin.isatty():
        typed = getpass.getpass("Password (Enter to have one made): ")
        if typed:
            return typed, False
    return actions.new_password(), True
