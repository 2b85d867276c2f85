"""Occupations and skills are found by any form of a Finnish, Swedish or English word."""

import pytest

from areas.finding import search_occupation_groups, search_occupations, search_skills

pytestmark = pytest.mark.django_db

CLEANING, CARPENTRY, COOKING, FOREST = "91", "75", "51", "62"


@pytest.mark.parametrize(
    ("word", "lang", "group"),
    [
        ("siivoojana", "fi", CLEANING),
        ("siivousta", "fi", CLEANING),
        ("siivoamaan", "fi", CLEANING),
        ("SIIVOUS", "fi", CLEANING),
        ("siivoojana", "en", CLEANING),
        ("städare", "sv", CLEANING),
        ("städning", "sv", CLEANING),
        ("stadare", "sv", CLEANING),
        ("städare", "fi", CLEANING),
        ("cleaning", "en", CLEANING),
        ("cleaners", "fi", CLEANING),
        ("puutöitä", "fi", CARPENTRY),
        ("puutoita", "fi", CARPENTRY),
        ("puusepäksi", "fi", CARPENTRY),
        ("ompelemaan", "fi", CARPENTRY),
        ("kokkina", "fi", COOKING),
        ("metsätöitä", "fi", FOREST),
        ("kaupan kassalla", "fi", "52"),
        ("lasten kanssa", "fi", "53"),
    ],
)
def test_an_occupation_is_found_by_any_form_of_a_word(reference, word, lang, group):
    found = search_occupations(word, lang)

    assert group in {one.group_id[:2] for one in found}


@pytest.mark.parametrize(
    ("word", "lang", "name"),
    [
        ("neuvomaan", "fi", "neuvoa muita"),
        ("ryhmissä", "fi", "työskennellä ryhmässä"),
        ("working in teams", "en", "työskennellä ryhmässä"),
    ],
)
def test_a_skill_is_found_by_any_form_of_a_word(reference, word, lang, name):
    assert name in [one.name_fi for one in search_skills(word, lang)]


@pytest.mark.parametrize("word", ["siivoojat", "siivoojana", "städare", "cleaners"])
def test_a_group_is_found_by_its_own_name(reference, word):
    assert "9112" in [one.code for one in search_occupation_groups(word, "fi")]


def test_the_whole_name_comes_before_longer_ones(reference):
    assert search_occupations("myyjiä", "fi", 2)[0].name_fi == "myyjä"
    assert search_occupations("kokki", "fi")[0].name_fi == "kokki"


def test_the_word_itself_comes_before_others_for_the_same(reference):
    found = [one.name_fi for one in search_occupations("siivoojana", "fi")]

    assert found.index("laitossiivooja") < found.index("siivousesimies")


@pytest.mark.parametrize("word", ["", "  ", "%", "_", "xyzzy", "ö", "a" * 500, "\x00", "'; --"])
def test_nothing_is_found_by_what_is_no_word(reference, word):
    assert search_occupations(word, "fi") == []


def test_a_search_asks_once_for_what_it_finds_at_once(reference, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert search_occupations("siivoojana", "fi")
