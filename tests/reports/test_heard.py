"""Every document of the reports, in each language, as the checkers of PDF/UA hear it."""

import io
from datetime import date

import pikepdf
import pytest
from django.utils import timezone
from django.utils.translation import override
from pypdf import PdfReader

from reports.catalogue import REPORTS
from reports.goals import ensure_goals
from reports.municipality.writing import NAME as MUNICIPALITY
from reports.periods import Period
from tests.reports.conftest import place
from tests.reports.heard import faults

HALF = Period.named("2026-H1")
ENDED = {
    "accepted_on": "2026-01-10",
    "started_on": "2026-01-20",
    "ended_on": "2026-03-01",
    "exit_class": "pension",
    "exit_status": "pension",
    "state": "ended",
}


@pytest.fixture
def people(referral):
    """Some with and without an offer, one in a place, one who has left; goals are set."""
    ensure_goals()
    referral("167", **ENDED)
    referral("167", offered=20)
    referral("422")
    row = referral("167", offered=5)
    place(row, date(2026, 2, 1), agreed_on=date(2026, 2, 2), starts_on=date(2026, 2, 3),
          programme_type="pay_subsidised_work")  # fmt: skip


def document(name: str, language: str) -> bytes:
    report = REPORTS[name]
    if name == MUNICIPALITY:
        report = report.of("167")
    with override(language):
        return report.write("pdf", None, HALF, None, timezone.localtime())


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("name", list(REPORTS))
def test_the_checkers_find_no_fault(people, tmp_path, name, language):
    assert faults(document(name, language), tmp_path) == []


@pytest.mark.parametrize(
    ("what", "rule"), [("language", "UA-"), ("words of a figure", "FIG-"), ("tags", "DOC-002")]
)
def test_a_document_with_a_fault_is_heard(people, tmp_path, what, rule):
    """The checkers are asked the right way: each kind of fault that is planted is found."""
    with pikepdf.open(io.BytesIO(document("right-to-work", "fi"))) as pdf:
        if what == "language":
            del pdf.Root.Lang
        elif what == "tags":
            del pdf.Root.StructTreeRoot
        else:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure":
                    del each.Alt
        spoilt = io.BytesIO()
        pdf.save(spoilt)

    found = faults(spoilt.getvalue(), tmp_path)

    assert any(one.startswith(rule) for one in found), found


NUMBERS = {"fi": "Sivu {}/2", "sv": "Sida {} av 2", "en": "Page {} of 2"}


@pytest.mark.parametrize(("language", "words"), NUMBERS.items())
def test_each_page_tells_its_number_of_how_many(people, language, words):
    pages = PdfReader(io.BytesIO(document(MUNICIPALITY, language))).pages

    told = [" ".join(page.extract_text().split()) for page in pages]

    assert [words.format(number) in text for number, text in enumerate(told, start=1)] == [True, True]
