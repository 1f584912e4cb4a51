"""Make the README's picture from the real page: `.venv/bin/python -m tests.pictures`, after `bin/test` has run once."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser import QUIET
from tests.programs import program
from tests.servers import own_server_in

PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "live-page.png"


def main() -> None:
    with tempfile.TemporaryDirectory() as home, own_server_in(Path(home)) as server, sync_playwright() as playwright:
        server.start()
        server.run_command("demo", "--every", "0", "--rounds", "1")
        browser = playwright.chromium.launch(executable_path=program("chromium"), args=QUIET)
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light")
        page.goto(f"{server.url}/live/storm-ada")
        page.get_by_text("Live. Last update").wait_for()
        page.screenshot(path=PICTURE)
        browser.close()
        server.stop()


if __name__ == "__main__":
    main()
