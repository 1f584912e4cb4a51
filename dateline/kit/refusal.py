"""How every room says no: a code that is a contract, and a sentence that is for people."""


class Refusal(Exception):
    """A verb or a reading refused. `code` never changes its meaning; `sentence` says what to do and may be reworded."""

    def __init__(self, code: str, sentence: str, **facts: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.facts = facts
        """What a screen may show besides: plain values only."""
