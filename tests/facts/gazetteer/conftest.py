"""The same gazetteer as the extractor's tests use."""

from tests.facts.extractor.conftest import atlas

__all__ = ["atlas"]
