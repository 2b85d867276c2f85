"""Names and texts in the letters of their writers: drawn, joined, in their direction, and read as typed."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.utils import translation
from pypdf import PdfReader
from reportlab.lib.enums import TA_LEFT, TA_RIGHT

from programmes.documents.agreement_pdf import agreement_pdf
from programmes.documents.pdf import styles
from programmes.documents.pdf.directions import as_typed, base_direction, joined, turned
from programmes.documents.pdf.document import HEIGHT, WIDTH, build
from programmes.documents.pdf.flowables import TaggedParagraph
from programmes.documents.pdf.fonts import ARABIC, REGULAR, runs
from programmes.documents.pdf.turning import in_order_of_the_eye
from programmes.documents.pdf.words import words_of
from tests.programmes.documents.test_agreement_length import paper_of

FROM_THE_LEFT = {
    "Northern Sámi": "Áŋŋel Čáhci Đ đ Ŧ ŧ Ž ž Š š",
    "Skolt Sámi": "Ǩeeʹrǩǩ ǥ ǯ ʒ õõ â",
    "Inari Sámi": "Pââkâččâm Ä ä",
    "Russian": "Помогать на кухне, Ёлкина",
    "Ukrainian": "Ґанна Їжакевич, Єва",
    "Kildin Sámi": "Кӣллт са̄мь ӓ ӭ ҍ ҋ",
    "Greek": "Ελένη Παπαδοπούλου, κουζίνα",
    "Turkish": "Işıl Güneş Çağrı",
    "Vietnamese": "Nguyễn Thị Hồng Đặng",
    "Romanian": "Ștefan Țîrlea",
    "Somali": "Cabdi Xasan, ʻali",
}
FROM_THE_RIGHT = {
    "Arabic": "مريم حسن العلي",
    "Persian": "پژمان چراغی گل",
    "Urdu": "ٹیپو ڈار ہما",
    "Sorani": "هێمن ڕەسوڵ پێشەوا",
}
SENTENCE = "أساعد في المطبخ (تحضير الطعام) 3 أيام في الأسبوع، وأتعلم اللغة الفنلندية Joensuu في العمل."


def pdf_of(*paragraphs: TaggedParagraph) -> bytes:
    return build(
        list(paragraphs),
        title="t",
        language="fi",
        author="a",
        foot="f",
        page_words="Sivu %(page)s/%(pages)s",
        link_word="Linkki",
    )


def agreement_with(text: str) -> bytes:
    with translation.override("fi"):
        return agreement_pdf(paper_of(name=text, host=text, guide=text, tasks=text, aim=text))


def strings_drawn(content: bytes) -> list[bytes]:
    """The codes that are shown, string by string; 0 stands for a glyph that the font does not have."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            bytes(operands[0])
            for page in pdf.pages
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "Tj"
        ]


def words_in_the_structure(content: bytes) -> list[str]:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            str(each.ActualText)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/ActualText" in each
        ]


@pytest.mark.parametrize("script", [*FROM_THE_LEFT, *FROM_THE_RIGHT])
def test_every_letter_has_a_glyph(script):
    text = (FROM_THE_LEFT | FROM_THE_RIGHT)[script]

    content = agreement_with(text)

    assert "?" not in words_of(text)
    drawn = strings_drawn(content)
    assert len(drawn) > 50
    assert [string for string in drawn if b"\0" in string] == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 2


@pytest.mark.parametrize("script", FROM_THE_LEFT)
def test_what_runs_from_the_left_is_extracted_as_typed(script):
    text = FROM_THE_LEFT[script]

    pages = PdfReader(io.BytesIO(agreement_with(text))).pages

    for page in pages:
        assert text in page.extract_text()
        assert "?" not in page.extract_text()


@pytest.mark.parametrize("script", FROM_THE_RIGHT)
def test_what_runs_from_the_right_is_read_as_typed_and_drawn_turned(script):
    text = FROM_THE_RIGHT[script]

    content = pdf_of(TaggedParagraph(words_of(text), styles.BODY))

    assert words_in_the_structure(content) == [text]
    drawn = PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "?" not in drawn
    assert turned(joined(text), "R") != joined(text)


def test_letters_are_joined_by_their_neighbours():
    assert [f"{ord(letter):04X}" for letter in joined("مريم")] == ["FEE3", "FEAE", "FEF3", "FEE2"]
    assert [f"{ord(letter):04X}" for letter in joined("لا")] == ["FEFB"]
    assert joined("Kylätalo") == "Kylätalo"


def test_kurdish_letters_join_too():
    assert [f"{ord(letter):04X}" for letter in joined("حەسەن")] == ["FEA3", "E000", "FEB3", "E000", "FEE5"]
    assert [f"{ord(letter):04X}" for letter in joined("پێش")] == ["FB58", "FBFF", "065A", "FEB6"]


@pytest.mark.parametrize("script", FROM_THE_RIGHT)
def test_joined_letters_are_known_again(script):
    assert as_typed(joined(FROM_THE_RIGHT[script])) == FROM_THE_RIGHT[script]


@pytest.mark.parametrize(
    ("line", "base", "from_the_left"),
    [
        ("אב", "L", "בא"),
        ("Oy אב גד 12", "L", "Oy 12 דג בא"),
        ("אב · Oy", "L", "בא · Oy"),
        ("אב · Oy", "R", "Oy · בא"),
        ("אב (גד) 3.", "R", ".3 (דג) בא"),
        (f"א{chr(0xE000)}ב", "R", f"ב{chr(0xE000)}א"),
        ("Oy (ab)", "L", "Oy (ab)"),
    ],
)
def test_a_line_is_turned_run_by_run(line, base, from_the_left):
    assert turned(line, base) == from_the_left


@pytest.mark.parametrize(
    ("lines", "base"),
    [
        (["مريم حسن"], "R"),
        (["مريم حسن · Oy"], "L"),
        (["Oy مريم حسن العلي"], "L"),
        (["مريم حسن العلي Oy", "مريم"], "R"),
        (["Oy مريم حسن العلي", "مريم"], "L"),
        (["مريم Kylätalo", "on tässä"], "L"),
        (["Oy"], "L"),
    ],
)
def test_a_paragraph_begins_where_its_text_does(lines, base):
    assert base_direction(lines) == base


@pytest.mark.parametrize(
    ("text", "alignment"), [(SENTENCE * 6, TA_RIGHT), ("مريم", TA_LEFT), ("Oy", TA_LEFT)]
)
def test_text_of_several_lines_stands_at_the_right(text, alignment):
    paragraph = TaggedParagraph(words_of(text), styles.BODY)
    paragraph.wrap(WIDTH, HEIGHT)

    with in_order_of_the_eye(paragraph):
        assert paragraph.style.alignment == alignment

    assert paragraph.style.alignment == TA_LEFT


def test_text_over_two_pages_is_turned_once():
    text = SENTENCE + (" " + SENTENCE) * 120

    content = pdf_of(TaggedParagraph(words_of(text), styles.BODY))

    assert len(PdfReader(io.BytesIO(content)).pages) > 1
    assert words_in_the_structure(content) == [text]


def test_bold_text_is_bold_in_every_script():
    content = pdf_of(
        TaggedParagraph(words_of("Aino مريم"), styles.CELL_BOLD),
        TaggedParagraph(words_of("مريم"), styles.CELL),
    )

    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = {str(font.BaseFont).split("+")[-1] for font in pdf.pages[0].Resources.Font.values()}
    assert {"NotoSans-Bold", "NotoSansArabic-Bold", "NotoSansArabic-Regular"} <= fonts


def test_text_is_cut_where_its_font_changes():
    assert list(runs("Oy مريم حسن 12")) == [(REGULAR, "Oy "), (ARABIC, "مريم حسن "), (REGULAR, "12")]
    assert list(runs("한 a")) == [(None, "한"), (REGULAR, " a")]


def test_pictures_are_left_out_and_letters_without_a_font_are_marked():
    assert words_of("😀👩‍🍳 Emma 한나 <b>") == " Emma ?? &lt;b&gt;"


def test_text_without_such_letters_has_no_other_words():
    assert words_in_the_structure(pdf_of(TaggedParagraph(words_of("Помогать Ž"), styles.BODY))) == []
