"""What readers see and do on a live page."""

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.waiting import until

# What may differ between two pages that show the same: what the reader opened, and the line where they had been.
SHOWN = """() => {
  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("data-line");
    copy.querySelectorAll("details").forEach((details) => details.removeAttribute("open"));
    return copy.outerHTML;
  };
  return {
    regions: [...document.querySelectorAll("[data-region]")].map(plain),
    entries: [...document.querySelectorAll("#entries>article")].slice(0, 50).map(plain),
    title: document.querySelector("h1").textContent,
    ended: "ended" in document.body.dataset,
  };
}"""
# Layout shifts that no click or key explains, as browsers report them to search engines.
COUNT_SHIFTS = """
  window.shifts = [];
  const name = ({ node }) => node ? (node.outerHTML ?? node.data).slice(0, 80) : "something gone";
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries())
      if (!shift.hadRecentInput) shifts.push(`${shift.value} ${shift.sources.map(name).join(", ")}`);
  }).observe({ type: "layout-shift", buffered: true });
"""
PRESS_HELD = """() => {
  const button = document.getElementById("held");
  if (!button.hidden) button.click();
  return !document.title.startsWith("(");
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
LIVE = re.compile(r"^Live\. (Last update |No updates yet\.)")


def open_live(page: Page, url: str) -> None:
    """Open a live page and wait until it is in touch."""
    page.goto(url)
    expect(page.locator("#wire")).to_have_text(LIVE)


def shown(page: Page) -> Any:
    """Return what the page shows, but for what is the reader's own."""
    return page.evaluate(SHOWN)


def headings(page: Page) -> list[str]:
    """Return the headings of the entries on the page, from the top."""
    return page.locator("#entries > article > h3").all_text_contents()


def wait_for_headings(page: Page, *expected: str) -> None:
    until(lambda: headings(page) == list(expected), what=f"{expected} on the page")


def wait_for_number(page: Page, n: int) -> None:
    """Wait until the page has the log's message `n`."""
    until(lambda: page.evaluate("+document.body.dataset.offset") >= n, what=f"message {n} on the page")


def wait_until_served(page: Page, url: str, n: int) -> None:
    """Wait until the server has heard of the log's message `n`, which another process wrote."""
    until(
        lambda: int(page.request.head(f"{url}/log").headers["stream-next-offset"]) >= n,
        what=f"message {n} at the server",
    )


def count_shifts(page: Page) -> None:
    """Count layout shifts from the next load on."""
    page.add_init_script(COUNT_SHIFTS)


def shifts(page: Page) -> list[str]:
    """Return every layout shift so far: its score, and what moved."""
    page.evaluate(TWO_FRAMES)
    found: list[str] = page.evaluate("window.shifts")
    return found


def top_of(page: Page, entry_id: str) -> float:
    """Return where an entry's top is in the window, in pixels."""
    top: float = page.evaluate(f"document.getElementById('entry-{entry_id}').getBoundingClientRect().top")
    return top


def show_held(page: Page) -> None:
    """Ask for the entries that wait, until none does.

    Those that wait for another to slide in come by themselves, and the button goes away as they do: so it is pressed by
    the page itself, in the moment in which it is there.
    """
    until(lambda: page.evaluate(PRESS_HELD), what="no entry that waits")


def scroll_to(page: Page, entry_id: str) -> None:
    """Scroll as a reader does who is reading this entry: a little into it."""
    page.evaluate(f"document.getElementById('entry-{entry_id}').scrollIntoView(); scrollBy(0, 120)")
    page.evaluate(TWO_FRAMES)
