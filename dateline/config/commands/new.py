"""`dateline new`: begin a live blog."""

import argparse
import json

from django.conf import settings

from dateline.config import database
from dateline.coverage.actions import begin_live_blog


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--headline", required=True)
    parser.add_argument("--standfirst", default="")
    parser.add_argument("--story", default="", help="slug of the running story; begun if it is not there")
    parser.add_argument("--slug", default="", help="last part of the address; made of the headline if left out")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(arguments: argparse.Namespace) -> int:
    database.make_ready()
    blog = begin_live_blog(
        headline=arguments.headline, standfirst=arguments.standfirst, story=arguments.story, slug=arguments.slug
    )
    if arguments.json:
        print(json.dumps({"slug": blog.slug, "url": settings.SITE_URL + blog.url, "story": blog.story.slug}))
    else:
        print(f"{settings.SITE_URL}{blog.url}")
    return 0
