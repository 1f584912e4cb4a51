"""`dateline serve`: everything, in one process or in several."""

import argparse
import socket
import sys
import threading

from django.conf import settings
from django.db import connection

from dateline.accounts import actions as accounts
from dateline.accounts.models import Role, Staff
from dateline.config import database, workers
from dateline.kit.refusal import Refusal
from dateline.wire.demonstration import play

FIRST_EMAIL = "editor@dateline.example"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", help="the port to listen on, 8000 if left out (DATELINE_PORT)")
    parser.add_argument("--host", help="the address to listen on, 127.0.0.1 if left out (DATELINE_HOST)")
    parser.add_argument("--workers", help="how many processes, 1 if left out; more need Postgres (DATELINE_WORKERS)")
    parser.add_argument("--no-demo", action="store_true", help="leave the demonstration story out")


def run(arguments: argparse.Namespace) -> int:
    listener = _listen(settings.ENVIRONMENT.host, settings.ENVIRONMENT.port)
    database.bring_up_to_date()
    password = _first_editor()
    connection.close()
    stop = threading.Event()
    story = None if arguments.no_demo else play.in_background(stop)
    _print_addresses(password)
    try:
        if settings.ENVIRONMENT.workers == 1:
            workers.answer(listener)
        else:
            workers.keep_answering(listener, workers=settings.ENVIRONMENT.workers)
    finally:
        stop.set()
        if story:
            story.join(timeout=5)
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """Take the port before anything else is done, so that a second start fails at once and changes nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)
    except OSError as error:
        listener.close()
        raise Refusal(
            "port_taken",
            f"Cannot listen on {host}, port {port} ({error.strerror}). Stop what uses it, or choose another:"
            f" bin/serve --port {port + 1 if port < 65535 else 8000}",
        ) from error
    return listener


def _first_editor() -> str | None:
    """Make the desk's first account where there is none, and return its password, which is shown this once."""
    if Staff.objects.exists():
        return None
    password = accounts.new_password()
    accounts.add_staff(FIRST_EMAIL, name=settings.SITE_NAME[:120], role=Role.ADMIN, password=password)
    return password


def _print_addresses(password: str | None) -> None:
    print(f"\n  Readers   {settings.SITE_URL}/\n  Desk      {settings.SITE_URL}/desk/")
    if password:
        print(f"  Sign in   {FIRST_EMAIL}   {password}")
        print("            (shown this once; for a new one: bin/dateline user " + FIRST_EMAIL + " --password)")
    print("\n  Stop with Ctrl-C.\n")
    sys.stdout.flush()
