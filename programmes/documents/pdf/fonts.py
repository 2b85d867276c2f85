"""The fonts of the documents, embedded so that a file looks the same everywhere."""

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR, BOLD = "NotoSans", "NotoSans-Bold"
ARABIC, ARABIC_BOLD = "NotoSansArabic", "NotoSansArabic-Bold"
MOST_WORDS = 20_000  # whose widths a process keeps
FAMILIES = ((REGULAR, BOLD), (ARABIC, ARABIC_BOLD))
_FILES = {
    REGULAR: "NotoSans-Regular.ttf",
    BOLD: "NotoSans-Bold.ttf",
    ARABIC: "NotoSansArabic-Regular.ttf",
    ARABIC_BOLD: "NotoSansArabic-Bold.ttf",
}


class QuickFont(TTFont):
    """A font that measures each word once: most words of a document stand in it many times."""

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        self._units = lru_cache(maxsize=MOST_WORDS)(self._measured)

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - reportlab's name
        """How wide the text is in this size."""
        return 0.001 * size * self._units(text)

    def _measured(self, text: str) -> float:
        widths, otherwise = self.face.charWidths, self.face.defaultWidth
        return sum(widths.get(ord(letter), otherwise) for letter in text)


@cache
def register_fonts() -> None:
    """Text can be set in the documents' fonts; they are made by `manage.py build_assets`."""
    folder = Path(settings.STATICFILES_DIRS[0]) / "pdf"
    for name, file in _FILES.items():
        pdfmetrics.registerFont(QuickFont(name, str(folder / file)))
    for regular, bold in FAMILIES:
        pdfmetrics.registerFontFamily(regular, normal=regular, bold=bold, italic=regular, boldItalic=bold)


def runs(text: str) -> Iterator[tuple[str | None, str]]:
    """The text cut where its font changes: the family that has the letters, None where no family has.

    The first family sets what it can; a space stays with what stands before it.
    """
    register_fonts()
    letters = list(text)
    families = [_family_of(letter) for letter in letters]
    for place in range(1, len(letters)):
        if letters[place] == " ":
            families[place] = families[place - 1] or REGULAR
    for family, run in groupby(zip(families, letters, strict=True), key=lambda pair: pair[0]):
        yield family, "".join(letter for _family, letter in run)


@cache
def _family_of(letter: str) -> str | None:
    for family, _bold in FAMILIES:
        if ord(letter) in pdfmetrics.getFont(family).face.charToGlyph:
            return family
    return None
