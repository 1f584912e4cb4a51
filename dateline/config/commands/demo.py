"""`dateline demo`: play the demonstration story, entry by entry, round after round, until Ctrl-C."""

import argparse
import threading

from django.conf import settings

from dateline.config import database
from dateline.wire.demonstration import play


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--every", type=float, default=12.0, metavar="SECONDS", help="pause between entries, 12 if left out"
    )
    parser.add_argument(
        "--rounds", type=int, default=0, help="how many times to tell the story; 0, the default, for ever"
    )


def run(arguments: argparse.Namespace) -> int:
    database.make_ready()
    stop = threading.Event()
    for slug in play.rounds(every=arguments.every, rounds=arguments.rounds, stop=stop):
        print(f"{settings.SITE_URL}/live/{slug}", flush=True)
    return 0
