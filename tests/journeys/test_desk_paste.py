"""What is pasted: only what the schema knows, only as much as fits, and what is there stays."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys.seats import Seat, Seats

HOSTILE = """<meta charset=utf-8><style>p { color: red }</style><script>document.title = "owned"</script>
<h1 onclick="document.title='owned'">Big words</h1>
<p style="background:url(https://evil.example/x)" onmouseover="document.title='owned'">Plain <b>bold</b>
<i>aslant</i> <span style="font-weight:700">heavy</span> <a href="javascript:document.title='owned'">bad link</a>
<a href=" https://good.example/ ">good link</a></p>
<img src="https://evil.example/x.png" onerror="document.title='owned'">
<svg onload="document.title='owned'"><script>document.title='owned'</script></svg>
<iframe src="https://evil.example/"></iframe><object data="https://evil.example/"></object>
<form action="https://evil.example/"><input value="typed"><button>Send</button></form>
<ul><li>one</li><li>two</li></ul><table><tr><td>cell</td></tr></table>
<blockquote data-source="Somebody" data-url="javascript:x">said</blockquote>"""

PASTE = """([text, types]) => {
  const carried = new DataTransfer();
  for (const [type, value] of Object.entries(types)) carried.setData(type, value);
  const event = new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true });
  text.dispatchEvent(event);
}"""


@pytest.fixture
def nora(seats: Seats) -> Seat:
    return seats.take("nora")


def paste(seat: Seat, *, html: str = "", text: str = "") -> None:
    seat.text.focus()
    types = {name: value for name, value in (("text/html", html), ("text/plain", text)) if value}
    seat.page.evaluate(PASTE, [seat.text.element_handle(), types])


def test_hostile_html_is_pasted_as_words_in_their_form_and_nothing_else(nora: Seat) -> None:
    nora.heading.fill("Pasted")
    paste(nora, html=HOSTILE, text="words")
    nora.publish()
    body = nora.entry("Pasted").locator(".body").inner_html()
    assert "<h4>Big words</h4>" in body
    assert "<strong>bold</strong>" in body
    assert "<em>aslant</em>" in body
    assert "<strong>heavy</strong>" in body
    assert '<a href="https://good.example/" rel="noopener" target="_blank">good link</a>' in body
    assert "bad link" in body
    assert "<figcaption>Somebody</figcaption>" in body
    for gone in ("javascript:", "evil.example", "onclick", "style", "<img", "<svg", "<iframe", "owned", "color: red"):
        assert gone not in body, gone
    assert nora.page.title() != "owned"


def test_what_claims_to_come_from_an_editor_is_looked_at_all_the_same(nora: Seat) -> None:
    nora.heading.fill("Pasted")
    context = json.dumps(["quote", {"source": "Somebody", "url": "javascript:alert(1)"}])
    paste(nora, html=f"<p data-pm-slice='1 1 {context}'>said</p>", text="said")
    card = json.dumps({"headline": "Card", "standfirst": 5, "url": "javascript:alert(1)", "more": "x"})
    paste(nora, html=f"<div data-related='{card}'></div>", text="card")
    nora.publish()
    body = nora.entry("Pasted").locator(".body").inner_html()
    assert "said" in body
    assert "Card" in body
    assert "javascript" not in body


def test_words_from_a_word_processor_are_not_all_bold(nora: Seat) -> None:
    nora.heading.fill("Pasted")
    paste(
        nora,
        html='<b style="font-weight:normal"><p><span style="font-style:italic">so</span> it is</p></b>',
        text="so it is",
    )
    nora.publish()
    expect(nora.entry("Pasted").locator(".body")).to_have_text("so it is")
    assert nora.entry("Pasted").locator(".body").inner_html() == "<p><em>so</em> it is</p>"


def test_an_entry_copied_from_the_live_page_keeps_its_quote_and_card(seats: Seats, nora: Seat) -> None:
    nora.heading.fill("Pasted")
    quote = (
        '<figure class="quote"><blockquote><p>We are safe.</p></blockquote>'
        "<figcaption>Captain Born</figcaption></figure>"
    )
    card = (
        '<aside class="related"><p class="kicker">Related</p>'
        '<p class="related-headline"><a href="https://example.org/">So far</a></p></aside>'
    )
    paste(nora, html=quote + card, text="words")
    nora.publish()
    expect(nora.entry("Pasted").locator("figure.quote figcaption")).to_have_text("Captain Born")
    expect(nora.entry("Pasted").locator("aside.related").get_by_role("link")).to_have_attribute(
        "href", "https://example.org/"
    )


def test_two_megabytes_are_refused_in_a_sentence_and_what_is_there_stays(nora: Seat) -> None:
    nora.write("Storm", "What I wrote")
    paste(nora, text="word " * 400_000)
    sentence = nora.page.locator("#body-sentence")
    expect(sentence).to_contain_text("This paste has 2,000,000 characters; at most 50,000 fit in one entry")
    expect(sentence).to_contain_text("and 12 are there already")
    expect(nora.text).to_have_text("What I wrote")
    nora.type(" goes on")
    expect(sentence).to_have_text("")
    nora.publish()
    expect(nora.entry("Storm")).to_contain_text("What I wrote goes on")


def test_two_megabytes_of_markup_are_refused_too(nora: Seat) -> None:
    nora.write("Storm", "What I wrote")
    paste(nora, html="<p>word</p>" * 180_000)
    expect(nora.page.locator("#body-sentence")).to_contain_text("at most 50,000 fit")
    expect(nora.text).to_have_text("What I wrote")


def test_what_fits_only_alone_is_refused_after_what_is_there(nora: Seat) -> None:
    nora.heading.fill("Storm")
    paste(nora, text="x" * 30_000)
    paste(nora, text="y" * 30_000)
    expect(nora.page.locator("#body-sentence")).to_contain_text("60,000 characters; at most 50,000 fit")
    expect(nora.text).to_have_text("x" * 30_000)


def test_as_much_as_fits_is_published(seats: Seats, nora: Seat) -> None:
    nora.heading.fill("Long")
    paste(nora, text="\n\n".join(["word " * 999 + "words"] * 9) + "\n\n" + "x" * 4_900)
    nora.publish()
    expect(nora.entry("Long")).to_be_visible()
    assert seats.entries() == ["Long"]
