"""How the documents look: the ink, forest and cloudberry of the pages, told apart in black and white too."""

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import TableStyle

from programmes.documents.pdf.fonts import BOLD, REGULAR

INK, INK_2, LINE, SUNK = HexColor("#10292f"), HexColor("#435a5f"), HexColor("#d5cdbb"), HexColor("#ece6d9")
FOREST, FOREST_DEEP, CLOUDBERRY = HexColor("#17603f"), HexColor("#0d4530"), HexColor("#b06400")

MARGIN = 20 * mm

BODY = ParagraphStyle(
    "body", fontName=REGULAR, fontSize=10, leading=14.5, spaceAfter=6, textColor=INK, splitLongWords=1
)
LEAD = ParagraphStyle("lead", parent=BODY, fontSize=11.5, leading=17, spaceAfter=8)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8.5, leading=12, spaceAfter=3, textColor=INK_2)
TITLE = ParagraphStyle(
    "title", parent=BODY, fontName=BOLD, fontSize=23, leading=28, spaceAfter=6, textColor=FOREST_DEEP
)
HEADING_2 = ParagraphStyle(
    "heading-2",
    parent=BODY,
    fontName=BOLD,
    fontSize=14,
    leading=18,
    spaceBefore=14,
    spaceAfter=6,
    keepWithNext=1,
)
HEADING_3 = ParagraphStyle(
    "heading-3",
    parent=BODY,
    fontName=BOLD,
    fontSize=11,
    leading=15,
    spaceBefore=9,
    spaceAfter=3,
    keepWithNext=1,
)
BIG_FIGURE = ParagraphStyle("figure", parent=BODY, fontName=BOLD, fontSize=44, leading=50, textColor=FOREST)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11.5, spaceAfter=0)
CELL_BOLD = ParagraphStyle("cell-bold", parent=CELL, fontName=BOLD)
NUMBER = ParagraphStyle("number", parent=CELL, alignment=TA_RIGHT)
NUMBER_BOLD = ParagraphStyle("number-bold", parent=NUMBER, fontName=BOLD)
CELL_HEAD = ParagraphStyle("cell-head", parent=CELL, fontName=BOLD, fontSize=8, leading=10.5, textColor=white)
NUMBER_HEAD = ParagraphStyle("number-head", parent=CELL_HEAD, alignment=TA_RIGHT)

CELL_SIDE = 4
TABLE = TableStyle(
    [
        ("BACKGROUND", (0, 0), (-1, 0), FOREST_DEEP),
        ("LINEBELOW", (0, 1), (-1, -1), 0.5, LINE),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 3.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4.5),
        ("LEFTPADDING", (0, 0), (-1, -1), CELL_SIDE),
        ("RIGHTPADDING", (0, 0), (-1, -1), CELL_SIDE),
    ]
)
