"""Any text is read into a body that may be published, or refused in a sentence: never a traceback."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coverage.body import checked, text_of
from dateline.coverage.body.markdown import body_from_markdown
from dateline.coverage.body.render import html
from dateline.kit.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("A **b** *c*", "<p>A <strong>b</strong> <em>c</em></p>"),
        ("# One\n\ntwo", "<h4>One</h4><p>two</p>"),
        ("- a\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("3. a", '<ol start="3"><li><p>a</p></li></ol>'),
        ("> said", '<figure class="quote"><blockquote><p>said</p></blockquote></figure>'),
        (
            "[x](https://example.org/?a=1&b=2)",
            '<p><a href="https://example.org/?a=1&amp;b=2" rel="noopener nofollow">x</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("> >\n", '<figure class="quote"><blockquote></blockquote></figure>'),
    ],
)
def test_markdown_becomes_the_body_that_its_writer_meant(text: str, rendered: str) -> None:
    assert html(body_from_markdown(text)) == rendered


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300) | st.text("> -*1.#[]()`\n a", max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Refusal):
        body = body_from_markdown(text)
        assert checked(body) == body
        assert isinstance(text_of(body), str)
        assert "<script" not in html(body)


def test_quotes_in_quotes_without_end_are_refused_or_read_but_never_fatal() -> None:
    for deep in ("> " * 40 + "x", "> " * 4_000, "- " * 4_000 + "x"):
        with contextlib.suppress(Refusal):
            assert checked(body_from_markdown(deep))
