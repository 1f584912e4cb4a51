"""Built scripts and styles by their plain names."""

import json
from pathlib import Path

import pytest
from django.template import engines
from pytest_django import Settings

from dateline.kit.assets import AssetMissing, asset_url


@pytest.fixture
def built(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"reader.js": "reader-4QK2ZN7A.js"}))
    settings.ASSETS = tmp_path


def test_a_template_names_a_script_plainly(built: None) -> None:
    template = engines["django"].from_string('{% load house %}<script src="{% asset "reader.js" %}"></script>')
    assert template.render() == '<script src="/assets/reader-4QK2ZN7A.js"></script>'


def test_a_name_that_was_not_built_is_refused_with_those_that_were(built: None) -> None:
    with pytest.raises(AssetMissing, match=r"no “editor\.js”, only reader\.js"):
        asset_url("editor.js")


def test_a_front_end_that_is_not_built_says_how_to_build_it(settings: Settings, tmp_path: Path) -> None:
    settings.ASSETS = tmp_path
    with pytest.raises(AssetMissing, match="bin/dateline"):
        asset_url("reader.js")
