"""Every figure has a name and a definition of its own in Easy Finnish, in short sentences."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import override

from reports.indicators import INDICATORS
from reports.outputs.document import definition_of

LONGEST = 30


def spoken(text: object, language: str) -> str:
    with override(language):
        return str(text)


@pytest.mark.parametrize("name", INDICATORS)
def test_a_figure_is_told_in_easy_finnish(name):
    line = INDICATORS[name]
    easy, finnish = (spoken(line.definition, language) for language in ("fi-simple", "fi"))

    assert easy != finnish
    assert spoken(line.name, "fi-simple") != spoken(line.name, "en")
    sentences = [sentence.split() for sentence in re.split(r"[.?:] ", easy)]
    assert max(map(len, sentences)) <= LONGEST


@pytest.mark.parametrize("name", INDICATORS)
def test_the_document_names_a_figure_in_all_four_languages(name):
    names = definition_of(INDICATORS[name])["name"]

    assert set(names) == {"fi", "sv", "en", "fi-simple"}
    assert names["fi-simple"] != names["fi"] or name == "O7"
