"""The document for the board: its structure for those who listen, its words in each language."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest
from django.utils.timezone import get_current_timezone
from django.utils.translation import override
from pypdf import PdfReader
from reportlab.lib.units import mm

from programmes.documents.pdf import styles
from programmes.documents.pdf.document import build
from programmes.documents.pdf.flowables import TaggedParagraph, tagged_table
from programmes.documents.pdf.fonts import register_fonts
from reports.figures import GoalFact
from reports.models import Edition
from reports.pages import MapView
from reports.pdf.right_to_work import right_to_work_pdf
from reports.periods import Period
from reports.right_to_work import count_right_to_work
from tests.reports.bundle import DATA, frames_from_bundle
from ui.elements import Shape

MADE_AT = datetime(2026, 7, 1, 9, 30, tzinfo=get_current_timezone())
TITLES = {
    "fi": "Oikeus työhön: tarjous 90 päivässä, 2026, 1. puolivuosi (1.1.–30.6.2026)",
    "sv": "Rätten till arbete: erbjudande inom 90 dagar, 2026, första halvåret (1.1.–30.6.2026)",
    "en": "Right to work: offer within 90 days, 2026, 1st half (1 Jan–30 Jun 2026)",
}


MAP = MapView(
    "0 0 320 200",
    [
        Shape("167", "Joensuu", "M10 10L90 12L80 90Z", "81 %", 4, label_x=60, label_y=40),
        Shape("422", "Lieksa", "M100 10L190 12L180 90Z", "–", None, label_x=160, label_y=40),
        Shape("707", "Rääkkylä"),
    ],
    [],
)


@pytest.fixture(scope="module")
def report():
    goals = [GoalFact("P3", 90.0, Period.named("2020").start)]
    return count_right_to_work(frames_from_bundle(DATA / "sample_bundle"), Period.named("2026-H1"), goals)


def document(report, language: str = "fi", edition: Edition | None = None) -> pikepdf.Pdf:
    with override(language):
        content = right_to_work_pdf(
            report,
            scope_name="",
            names={},
            made_at=MADE_AT,
            sources=["Lähde: testi"],
            municipalities=MAP,
            edition=edition,
        )
    return pikepdf.open(io.BytesIO(content))


def elements(node, tag: str) -> list:
    found = [node] if node.get("/S") == f"/{tag}" else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else []:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            found += elements(kid, tag)
    return found


@pytest.mark.parametrize("language", TITLES)
def test_document_says_its_language_title_and_that_it_is_accessible(report, language):
    pdf = document(report, language)

    assert str(pdf.Root.Lang) == language
    assert pdf.Root.MarkInfo.Marked is True
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == TITLES[language]
        assert metadata["pdfuaid:part"] == "1"


def test_headings_stand_in_order_and_in_the_outline(report):
    pdf = document(report)
    root = pdf.Root.StructTreeRoot.K[0]

    assert len(elements(root, "H1")) == 1
    assert len(elements(root, "H2")) == 12
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Oikeus työhön: tarjous 90 päivässä"]
        assert len(outline.root[0].children) == 12


def test_figures_have_words_and_a_place(report):
    pdf = document(report)
    figures = elements(pdf.Root.StructTreeRoot.K[0], "Figure")

    mark, *figures = figures
    assert str(mark.Alt) == "Välityö"
    assert len(figures) == 3
    assert "Joensuu 81 %" in str(figures[1].Alt)
    assert all(len(str(figure.Alt)) > 40 and len(figure.A.BBox) == 4 for figure in figures)


def test_tables_have_one_head_and_a_scope_for_each_head_cell(report):
    pdf = document(report)
    tables = elements(pdf.Root.StructTreeRoot.K[0], "Table")

    assert len(tables) == 8
    for table in tables:
        assert len(elements(table, "THead")) == 1
        scopes = [str(cell.A.Scope) for cell in elements(table, "TH")]
        rows = len(elements(table, "TR"))
        columns = scopes.count("/Column")
        assert scopes == ["/Column"] * columns + ["/Row"] * (rows - 1)
        assert len(elements(table, "TD")) == (rows - 1) * (columns - 1)


def test_every_page_is_marked_and_every_mark_has_its_element(report):
    pdf = document(report)
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums

    assert [int(numbers[place]) for place in range(0, len(numbers), 2)] == list(range(len(pdf.pages)))
    for number, page in enumerate(pdf.pages):
        marked = page.Contents.read_bytes().count(b"/MCID ")
        assert int(page.obj.StructParents) == number
        assert len(numbers[2 * number + 1]) == marked > 0


def test_a_table_over_several_pages_is_one_table_and_its_repeated_head_is_not_read_again():
    register_fonts()
    head = [TaggedParagraph(words, styles.CELL_HEAD) for words in ("Kunta", "Luku")]
    body = [
        [TaggedParagraph(f"Kunta {row}", styles.CELL), TaggedParagraph("1", styles.NUMBER)]
        for row in range(120)
    ]
    table = tagged_table([head, *body], summary="Pitkä", widths=[60 * mm, 30 * mm], style=styles.TABLE)
    content = build(
        [table],
        title="Pitkä",
        language="fi",
        author="Testi",
        foot="",
        page_words="Sivu %(page)s/%(pages)s",
        link_word="Linkki",
    )

    pdf = pikepdf.open(io.BytesIO(content))

    root = pdf.Root.StructTreeRoot.K[0]
    assert len(pdf.pages) > 2
    assert [len(elements(root, tag)) for tag in ("Table", "THead", "TR", "TH", "TD")] == [1, 1, 121, 122, 120]


def test_fonts_are_embedded(report):
    pdf = document(report)
    fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]

    assert {str(font.BaseFont).split("+")[-1] for font in fonts if "/FontDescriptor" in font} == {
        "NotoSans-Regular",
        "NotoSans-Bold",
    }


@pytest.mark.parametrize("language", TITLES)
def test_the_sources_follow_the_method_on_the_last_sheet(report, language):
    with document(report, language) as pdf:
        sheets = [pdf.pages.index(heading_page(each)) for each in pdf.open_outline().root[0].children]

        assert sheets[-1] == len(pdf.pages) - 1
        assert sheets[-2] >= sheets[-1] - 1


def heading_page(heading) -> pikepdf.Page:
    return pikepdf.Page(heading.destination[0])


@pytest.mark.parametrize("language", TITLES)
def test_the_first_page_holds_the_summary_and_the_map_whatever_is_published(report, language):
    published = datetime(2026, 7, 5, 22, 30, tzinfo=UTC)
    edition = Edition(name="2026-H1-2", period="2026-H1", published_at=published, sha256="0a" * 32)

    with document(report, language, edition) as pdf, pdf.open_outline() as outline:
        sheets = [pdf.pages.index(heading_page(each)) for each in outline.root[0].children]

    assert sheets[:3] == [0, 0, 1]


def test_the_edition_of_the_period_stands_on_the_first_page_with_its_hash(report):
    published = datetime(2026, 7, 5, 22, 30, tzinfo=UTC)
    edition = Edition(name="2026-H1-2", period="2026-H1", published_at=published, sha256="0a" * 32)
    with override("fi"):
        told, untold = (
            right_to_work_pdf(report, scope_name="", names={}, made_at=MADE_AT, sources=[], edition=each)
            for each in (edition, None)
        )

    first, other = (
        " ".join(PdfReader(io.BytesIO(each)).pages[0].extract_text().split()) for each in (told, untold)
    )

    assert "2026-H1-2 (6.7.2026), SHA-256 " + "0a" * 32 in first
    assert "Ei julkaistu" not in first
    assert "Ei julkaistu" in other
    assert "SHA-256" not in other
