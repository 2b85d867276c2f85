"""Web fonts by script and static fonts for PDFs, cut from the packaged variable fonts (OFL)."""

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LATIN = (
    "U+0020-007E,U+00A0-00FF,U+010C-010D,U+0110-0111,U+014A-014B,U+0160-0161,U+0166-0167,U+017D-017E,"
    "U+2010-2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2032-2033,U+2039-203A,U+20AC,U+2122,"
    "U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265,U+202F"
)
LATIN_EXT = (
    "U+0100-010B,U+010E-010F,U+0112-0149,U+014C-015F,U+0162-0165,U+0168-017C,U+017F,U+018F,U+01B7,"
    "U+01E4-01E9,U+01EE-01EF,U+0218-021B,U+0259,U+0292,U+02B9-02BC,U+1E9E"
)
CYRILLIC = "U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116"
ARABIC = "U+0600-06FF,U+200C-200F,U+2010-2011,U+204F,U+2E41,U+FDF2"
PAPER = (
    "U+0020-007E,U+00A0-036F,U+0370-052F,U+1E00-1FFF,U+2010-2026,U+202F,U+2030-203A,U+2070-209F,U+20A0-20C0,"
    "U+2100-214F,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265"
)
PAPER_ARABIC = "U+0020,U+0600-06FF,U+0750-077F,U+E000,U+FB50-FDFF,U+FE70-FEFC"
# Kurdish ە is joined in the shape of ه but is another letter: paper fonts have that shape under its own code.
JOINED_AE, JOINED_HEH = 0xE000, 0xFEEA
SHAPING_FEATURES = ["ccmp", "locl", "mark", "mkmk", "init", "medi", "fina", "rlig"]
WEB_FEATURES = ["kern", "liga", "calt", "tnum", "lnum", *SHAPING_FEATURES]
PAPER_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl"]
SOURCE_SANS = ("fontpkg_source_sans_3", "SourceSans3[wght].ttf")
NOTO_SANS = ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
NOTO_ARABIC = ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf")


@dataclass(frozen=True)
class Cut:
    """One font file to make: which characters, which axes; `family` is empty for PDF fonts."""

    file: str
    source: tuple[str, str]
    characters: str
    axes: dict[str, Any]
    family: str = ""

    @property
    def for_web(self) -> bool:
        return bool(self.family)


CUTS = (
    Cut("fonts/source-sans-3-latin.woff2", SOURCE_SANS, LATIN, {"wght": (400, 700)}, "Source Sans 3"),
    Cut("fonts/source-sans-3-latin-ext.woff2", SOURCE_SANS, LATIN_EXT, {"wght": (400, 700)}, "Source Sans 3"),
    Cut("fonts/source-sans-3-cyrillic.woff2", SOURCE_SANS, CYRILLIC, {"wght": (400, 700)}, "Source Sans 3"),
    Cut(
        "fonts/noto-sans-arabic.woff2",
        NOTO_ARABIC,
        ARABIC,
        {"wght": (400, 700), "wdth": 100},
        "Noto Sans Arabic",
    ),
    Cut("pdf/NotoSans-Regular.ttf", NOTO_SANS, PAPER, {"wght": 400, "wdth": 100}),
    Cut("pdf/NotoSans-Bold.ttf", NOTO_SANS, PAPER, {"wght": 700, "wdth": 100}),
    Cut("pdf/NotoSansArabic-Regular.ttf", NOTO_ARABIC, PAPER_ARABIC, {"wght": 400, "wdth": 100}),
    Cut("pdf/NotoSansArabic-Bold.ttf", NOTO_ARABIC, PAPER_ARABIC, {"wght": 700, "wdth": 100}),
)

# Arial drawn at the width of Source Sans, so that lines do not jump when the font comes.
FALLBACK_FACE = (
    '@font-face { font-family: "Source Sans Fallback"; src: local("Arial"), local("Liberation Sans"), '
    'local("Arimo"); size-adjust: 93%; ascent-override: 110%; descent-override: 43%; line-gap-override: 0%; }'
)


def source_path(source: tuple[str, str]) -> Path:
    """Where the packaged font file lies."""
    package, name = source
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"The font package {package} is not installed")
    return Path(spec.submodule_search_locations[0]) / "files" / name


def code_points(characters: str) -> set[int]:
    """The code points of a CSS unicode-range."""
    points: set[int] = set()
    for part in characters.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def make(cut: Cut, target: Path) -> set[int]:
    """Writes the font file and returns the wanted code points that the source does not have."""
    from fontTools import subset  # noqa: PLC0415  (a second of import, needed at set-up only)
    from fontTools.ttLib import TTFont  # noqa: PLC0415
    from fontTools.varLib import instancer  # noqa: PLC0415

    wanted = code_points(cut.characters)
    font = TTFont(source_path(cut.source))
    if JOINED_AE in wanted:
        _give_code(font, JOINED_AE, JOINED_HEH)
    known = set(font.getBestCmap())
    options = subset.Options(
        layout_features=WEB_FEATURES if cut.for_web else PAPER_FEATURES,
        hinting=False,
        notdef_outline=True,
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted & known)
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, cut.axes, inplace=True, updateFontNames=False)
    if cut.for_web:
        font.flavor = "woff2"
    else:
        _name_static(font, target.stem)
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return wanted - known


def _give_code(font: Any, code: int, same_as: int) -> None:
    """The glyph of `same_as` is to be had under `code` too."""
    glyph = font.getBestCmap()[same_as]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


def _name_static(font: Any, name: str) -> None:
    """The font bears the name of its file, such as NotoSans-Bold."""
    family, _, style = name.partition("-")
    for number, text in {1: family, 2: style, 4: f"{family} {style}", 6: name}.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 700 if style == "Bold" else 400


def font_faces() -> str:
    """The @font-face rules of the web fonts, each fetched only when a page has its characters."""
    faces = [
        f'@font-face {{ font-family: "{cut.family}"; src: url("../{cut.file}") format("woff2"); '
        f"font-weight: 400 700; font-style: normal; font-display: swap; unicode-range: {cut.characters}; }}"
        for cut in CUTS
        if cut.for_web
    ]
    return "\n".join([*faces, FALLBACK_FACE])
