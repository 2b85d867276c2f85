"""However much is typed, the agreement is two pages, and nothing that was typed is lost."""

import io
import re

import pikepdf
import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from programmes.documents.agreement_pdf import agreement_pdf
from programmes.documents.agreement_values import AgreementPaper
from tests.depth import examples
from ui.elements import Signature

SHORT = "Apua keittiössä"
SENTENCES = (
    "You get a wage from the employer.",
    "If you are ill or late, tell your guide.",
    "If something is not right, call your worker. You can ask for a change or a break at any time.",
    "If the content changes, a new version is made and signed again.",
)


def paper_of(*, tasks=SHORT, aim=SHORT, insurance=SHORT, guide="Anna Aho", name="Eeva Elo", host="Kylätalo"):
    """A paper as the programme makes it, with what people type in its places."""
    return AgreementPaper(
        title="Agreement of a place",
        lead=f"{name} · {host}",
        plain=(
            ("Place", host),
            ("Address", name),
            ("What you do", tasks),
            ("First day", "ma 2.3.2026"),
            ("Last day", "pe 29.5.2026"),
            ("Hours a week", "16"),
            ("Your guide at work", guide),
            ("Money", "Your benefit goes on"),
            ("Insurance", insurance),
            ("Your worker", name),
        ),
        sentences=SENTENCES,
        parties=(
            ("Participant", name),
            ("Organiser of the work try-out", f"{host} (0242746-2)"),
            ("Area", name),
        ),
        terms=(
            ("Type of service", "Work try-out"),
            ("Legal basis", "Laki työvoimapalveluiden järjestämisestä 380/2023, 4 luku"),
            ("Decision", f"ma 2.3.2026 · {name[:60]}"),
            ("Aim", aim),
            ("Tasks", tasks),
            ("Time", "ma 2.3.2026 – pe 29.5.2026"),
            ("Hours a week", "16"),
            ("Guide at the workplace", guide),
            ("Insurance", insurance),
        ),
        signatures=tuple(
            Signature(name=name, role=role, signed_at="ma 2.3.2026 klo 9.30", method="By telephone")
            for role in ("Participant", "Organiser of the work try-out", "Employment area")
        ),
        version=1,
        sha256="0" * 64,
        issued="ma 2.3.2026 klo 9.30",
        reference="k7m2x9p4qa",
    )


def pages_of(paper):
    return [page.extract_text() for page in PdfReader(io.BytesIO(agreement_pdf(paper))).pages]


def letters_of(text):
    return re.sub(r"\s", "", text)


# As long as the forms and the models let them be.
WORDS = st.one_of(
    st.text(st.sampled_from("aåäöW iln.,-\n"), max_size=2000),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=2000),
    st.integers(0, 2000).map(lambda number: "W" * number),
    st.integers(0, 400).map(lambda number: "työ " * number),
    st.integers(0, 1000).map(lambda number: "a\n" * number),
    st.sampled_from(["<b>&amp;</para>", "Мария Иванова", "مريم حسن", "😀👩‍🍳 Emma", "한나", "M\tN\r\nO"]),
)


@settings(max_examples=examples(8, 60), deadline=None)
@given(
    tasks=WORDS,
    aim=WORDS.map(lambda text: text[:1000]),
    insurance=WORDS.map(lambda text: text[:200]),
    guide=WORDS.map(lambda text: text[:120]),
    name=WORDS.map(lambda text: text[:161]),
    host=WORDS.map(lambda text: text[:160]),
)
def test_it_is_two_pages_and_an_annex_only_for_what_was_cut(**typed):
    with translation.override("en"):
        pages = pages_of(paper_of(**typed))

    assert "The agreement in plain words" in pages[0]
    assert "Fingerprint of the content" in pages[1]
    assert (len(pages) > 2) == ("has an annex" in " ".join(pages[0].split()))
    assert (len(pages) > 2) == ("Annex: the long texts in full" in "".join(pages[2:3]))


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_longest_words_in_every_place_still_leave_two_pages(language):
    typed = {"tasks": 2000, "aim": 1000, "insurance": 200, "guide": 120, "name": 161, "host": 160}

    with translation.override(language):
        content = agreement_pdf(paper_of(**{field: "W" * most for field, most in typed.items()}))

    reader = PdfReader(io.BytesIO(content))
    pages = [page.extract_text() for page in reader.pages]
    headings = [reader.get_destination_page_number(each) for each in reader.outline[1][:5]]
    assert headings == [0, 1, 1, 1, 2]
    assert ["0" * 64 in letters_of(page) for page in pages[:3]] == [False, True, False]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/StructTreeRoot" in pdf.Root


def test_nothing_of_a_long_text_is_lost():
    tasks = " ".join(f"tehtävä{number}" for number in range(150))
    aim = " ".join(f"tavoite{number}" for number in range(70))

    with translation.override("fi"):
        pages = pages_of(paper_of(tasks=tasks, aim=aim))

    whole = letters_of("".join(pages))
    assert letters_of(tasks) in whole
    assert letters_of(aim) in whole


def test_a_text_that_is_whole_on_the_second_page_needs_no_annex():
    tasks = " ".join(f"tehtävä{number}" for number in range(100))

    with translation.override("fi"):
        pages = pages_of(paper_of(tasks=tasks))

    assert len(pages) == 2
    assert "jatkuu sivulla 2" in " ".join(pages[0].split())
    assert letters_of(tasks) in letters_of(pages[1])


def test_line_breaks_stay_and_markup_is_only_text():
    with translation.override("fi"):
        pages = pages_of(paper_of(tasks="Keittiö\nSali <b>ja</b> pesu"))

    assert "Keittiö\nSali <b>ja</b> pesu" in pages[1]
