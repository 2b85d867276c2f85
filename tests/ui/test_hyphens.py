"""Long Finnish words may be cut with a hyphen on a narrow screen; nothing else of the text changes."""

from pathlib import Path

import pytest
from django import forms
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe

from ui.forms import ScaleField
from ui.hyphens import SOFT_HYPHEN, in_finnish, soft_hyphens

FORMS = Path(__file__).resolve().parents[2] / "platform/ui/static/ui/css/components/forms.css"


@pytest.mark.parametrize("word", ["Keittiöapulainen", "Vastuutyöntekijä", "työllistymissuunnitelmassasi"])
def test_a_long_word_is_cut_between_syllables_and_leaves_no_stump(word):
    parts = soft_hyphens(word).split(SOFT_HYPHEN)

    assert "".join(parts) == word
    assert len(parts) > 2
    assert min(len(parts[0]), len(parts[-1])) >= 3
    assert all(part[0] not in "aeiouyäö" and part[1] in "aeiouyäö" for part in parts[1:])


def test_short_words_stay_and_a_narrow_column_calls_less_long():
    assert soft_hyphens("Puistotyö ja pyöräpaja") == "Puistotyö ja pyöräpaja"
    assert SOFT_HYPHEN in soft_hyphens("Suvantorannan", 10)


def test_markup_stays_whole_and_safe():
    told = soft_hyphens(mark_safe('<span lang="fi" title="Keittiöapulainen">Keittiöapulainen</span>'))

    assert isinstance(told, SafeString)
    assert 'title="Keittiöapulainen"' in told
    assert told.count(SOFT_HYPHEN) >= 2


def test_what_was_typed_is_still_escaped_later():
    assert not isinstance(soft_hyphens("<b>Keittiöapulainen</b>"), SafeString)


def test_words_of_a_page_in_another_language_are_left_alone():
    with translation.override("sv"):
        assert in_finnish("arbetslöshetsförmånen") == "arbetslöshetsförmånen"


def test_a_tile_cuts_long_words_of_a_finnish_page():
    tiles = ScaleField(words=["Tapahtumassa", "Käynti"]).widget

    assert SOFT_HYPHEN in tiles.render("way", None)
    assert "Käynti" in tiles.render("way", None)
    with translation.override("sv"):
        assert SOFT_HYPHEN not in tiles.render("way", None)


def test_every_tile_is_drawn_as_one():
    """The class of the frame is made of the widget's name; a rule for another name draws nothing."""

    class Asked(forms.Form):
        way = ScaleField(words=["Ei", "Kyllä"])

    assert f".field-{Asked()['way'].widget_type} > div[id]" in FORMS.read_text()
