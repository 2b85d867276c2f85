"""What a no, silence and an unclear agreement mean is said in all four languages, everywhere it is said."""

import re

import pytest
from django.utils import translation

from programmes.placements.context import EFFECTS
from programmes.placements.states import FACTS

NO = {"fi": r"\bei\b", "fi-simple": r"\bsanot ei\b", "sv": r"\bnej\b", "en": r"\bno\b"}
STOP = {"fi": r"lopet", "fi-simple": r"lopetat", "sv": r"\bslutar?\b", "en": r"\bstop"}
MONEY = {
    "fi": r"työttömyysturva|etuu",
    "fi-simple": r"menettää rahaa|rahasi muuttuvat",
    "sv": r"förmån",
    "en": r"benefit",
}
SILENCE = {
    "fi": r"ei lueta ei-vastaukseksi",
    "fi-simple": r"ei tarkoita, että sanoit ei|ei ole ei",
    "sv": r"inte ett nej",
    "en": r"not a no",
}
DO_NOT_SIGN = {
    "fi": r"älä allekirjoita", "fi-simple": r"älä allekirjoita", "sv": r"inte under", "en": r"do not sign",
}  # fmt: skip
STOPPING = (
    "You may stop. Talk with your worker first, if you can: stopping can affect your benefit.",
    "You may stop. You are still in a place: it is ended first, together with your worker. "
    "Stopping can affect your benefit.",
    "The places suggested to you are called off. Stopping can affect your benefit: talk first with your "
    "officer, if you can. You can change your mind for %(days)s days.",
)
SUGGESTED = (
    "Something has been suggested to you. Read it in peace. If you do not answer, your worker calls you. "
    "Not answering is not a no."
)
TO_SIGN = "An agreement can be read and signed. If anything is unclear, do not sign: call first."
LANGUAGES = ["fi", "fi-simple", "sv", "en"]


def says(text: str, *marks: dict[str, str], language: str) -> None:
    missing = [mark[language] for mark in marks if not re.search(mark[language], text, re.IGNORECASE)]
    assert missing == [], text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_no_in_the_plan_may_cost_money_and_so_may_stopping(language):
    with translation.override(language):
        says(str(EFFECTS["in_plan"]), NO, STOP, MONEY, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_about_paid_work_may_change_money_and_is_asked_about_first(language):
    with translation.override(language):
        says(str(EFFECTS["job"]), MONEY, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", STOPPING)
def test_stopping_may_cost_money(text, language):
    with translation.override(language):
        says(translation.gettext(text), STOP, MONEY, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_silence_is_no_no(language):
    with translation.override(language):
        strip = FACTS["proposed"].wait.own % {"n": 2, "date": "x"}
        for text in (strip, translation.gettext(SUGGESTED)):
            says(text, SILENCE, language=language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_unclear_is_not_signed(language):
    with translation.override(language):
        for text in (str(FACTS["signing"].wait.own), translation.gettext(TO_SIGN)):
            says(text, DO_NOT_SIGN, language=language)


def test_the_button_of_the_no_says_no_more_than_the_no():
    with translation.override("fi"):
        finnish = translation.gettext("Not this time")
    with translation.override("fi-simple"):
        assert translation.gettext("Not this time") == finnish
