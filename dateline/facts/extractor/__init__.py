"""Suggests the claims of a text: local, deterministic, a few milliseconds an entry.

`suggest.suggest` is the door. The steps, in their order: `tokens`, `sentences`, `numbers`, `figures`, `refused`,
`measures`, `attribution`, `places`, `times`, `statuses`, `repeats`; each is a pure function of what the last one gave.
"""
