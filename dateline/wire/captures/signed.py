"""Forms in which each entry is closed by its byline and time: "Mara Quist4 March 2031 10:42"."""

from collections.abc import Sequence
from dataclasses import replace

from dateline.wire.captures.blocks import Block, Reading, read_block, read_block_with_heading
from dateline.wire.captures.head import Head, read_head, split_head
from dateline.wire.captures.headed import last_words, read_run
from dateline.wire.captures.lines import Line, reads_like_a_heading
from dateline.wire.captures.marks import Kind, Mark, shapes_of
from dateline.wire.captures.times import Stamp


def is_signed(lines: Sequence[Line], marks: Sequence[Mark]) -> bool:
    """True when the times stand below their entries: glued to the byline, or with nothing behind the last of them."""
    if any(mark.kind is Kind.SIGNED for mark in marks):
        return True
    dated = [mark for mark in marks if mark.kind is Kind.DATED]
    return (
        len(dated) > 1
        and dated[-1].at == len(lines) - 1
        and all(not reads_like_a_heading(lines[mark.at - 1].text) for mark in dated[1:])
    )


def read_signed(lines: Sequence[Line], marks: Sequence[Mark]) -> Reading:
    """Each entry is closed by its byline and time; on older pages a line of epoch seconds opens it besides."""
    epochs = [mark for mark in marks if mark.kind is Kind.EPOCH]
    signed = [mark for mark in marks if mark.kind is Kind.SIGNED]
    # A bare date and time closes an entry too, if it is written as the signed ones are; the page's own is not.
    shapes = shapes_of(signed) or {
        mark.shape for mark in marks if mark.kind is Kind.DATED and mark.at == len(lines) - 1
    }
    closers = [mark for mark in marks if mark.kind in (Kind.SIGNED, Kind.DATED) and mark.shape in shapes]
    first_end = closers[0].at
    warnings: tuple[str, ...] = ()
    if epochs and epochs[0].at < first_end:
        start = epochs[0].at
        head = read_head(lines[:start])
    else:
        head, start, warnings = _head_before_heading(lines[:first_end])
    blocks: list[Block] = []
    texts: list[str] = []
    epoch: Stamp | None = None
    bounds = {mark.at: mark for mark in (*epochs, *closers)}
    for at in range(start, len(lines)):
        mark = bounds.get(at)
        if mark is None:
            texts.append(lines[at].text)
        elif mark.kind is Kind.EPOCH:
            if texts:
                blocks.append(read_block(texts, stamp=epoch))
            texts, epoch = [], mark.stamp
        else:
            stamp = replace(mark.stamp, epoch=epoch.epoch) if epoch else mark.stamp
            blocks.append(read_block(texts, stamp=stamp, byline=mark.byline))
            texts, epoch = [], None
    _take_what_is_left(blocks, texts, epoch)
    return Reading("independent_epoch" if epochs else "independent_2024", head, tuple(blocks), warnings)


def _head_before_heading(lines: Sequence[Line]) -> tuple[Head, int, tuple[str, ...]]:
    """Find where the introduction ends: at the first heading that has a paragraph below it."""
    head, rest = split_head(lines)
    start = len(lines) - len(rest)
    introduction: list[str] = []
    perhaps: int | None = None
    at = 0
    while at < len(rest):
        if not reads_like_a_heading(rest[at].text):
            introduction.append(rest[at].text)
            at += 1
            continue
        end = at
        while end < len(rest) and reads_like_a_heading(rest[end].text):
            end += 1
        below = rest[end].text if end < len(rest) else None
        run = read_run([line.text for line in rest[at:end]], last_words(introduction), below)
        if run.heading:
            return replace(head, introduction=tuple(introduction)), start + end - 1, ()
        if below is None:
            return replace(head, introduction=tuple(introduction)), start + at, ()
        if perhaps is None:
            perhaps = end - 1
        at = end
    if perhaps is not None:
        told = tuple(line.text for line in rest[:perhaps] if not reads_like_a_heading(line.text))
        return replace(head, introduction=told), start + perhaps, ()
    return head, start, ("The first entry has no heading: the introduction could not be told from it.",)


def _take_what_is_left(blocks: list[Block], texts: list[str], epoch: Stamp | None) -> None:
    """Below the last time stand teasers, which belong to the last entry, or an entry that the capture cut off."""
    if not texts:
        return
    left = read_block_with_heading(None, texts)
    if left.related and not left.body and epoch is None:
        blocks[-1] = replace(blocks[-1], related=blocks[-1].related + left.related)
    elif epoch is not None or any(not reads_like_a_heading(text) for text in texts):
        blocks.append(read_block(texts, stamp=epoch))
