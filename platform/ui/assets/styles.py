"""The stylesheet and the icon sprite, made from sources that are easy to read."""

import re
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = PACKAGE / "static" / "ui" / "css"
ICONS = Path(__file__).resolve().parent / "icons.txt"

FIRST = ("tokens.css", "base.css", "layout.css")
LAST = ("utilities.css", "print.css")
LAYERS = "@layer tokens, base, layout, components, utilities;"

LIGHT_DARK = re.compile(r"light-dark\(((?:[^(),]|\([^()]*\))+),\s*(?:[^(),]|\([^()]*\))+\)")


def style_sources() -> list[Path]:
    """The CSS files in the order in which they are joined."""
    components = sorted((SOURCES / "components").glob("*.css"))
    return [SOURCES / name for name in FIRST] + components + [SOURCES / name for name in LAST]


def joined_styles(font_faces: str, sources: Iterable[Path] | None = None) -> str:
    """One stylesheet: layer order, fonts, a light fallback of the tokens, then every source."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in sources or style_sources()}
    tokens = texts.pop("tokens.css")
    modern = f"@supports (color: light-dark(#000, #fff)) {{{tokens}}}"
    parts = [
        LAYERS,
        font_faces,
        without_dark(tokens),
        modern,
        *map(without_dark_outside_tokens, texts.values()),
    ]
    return minified("\n".join(parts))


def work_sources() -> list[Path]:
    """The CSS files that only the pages of those who work here need, in the order of joining."""
    return [SOURCES / "workspace.css", *sorted((SOURCES / "work").glob("*.css"))]


def work_styles() -> str:
    """The second stylesheet of the workspace; the first, which every page has, sets the layers."""
    texts = (path.read_text(encoding="utf-8") for path in work_sources())
    return minified("\n".join(map(without_dark_outside_tokens, texts)))


def without_dark(css: str) -> str:
    """The same rules with the light colour of each pair, for browsers that know no light-dark()."""
    return LIGHT_DARK.sub(lambda match: match.group(1).strip(), css).replace(
        "color-scheme: light dark", "color-scheme: light"
    )


def without_dark_outside_tokens(css: str) -> str:
    """Each pair outside the tokens written twice: the light value, then the pair."""
    lines = []
    for line in css.splitlines():
        if "light-dark(" not in line:
            lines.append(line)
            continue
        lines.append(re.sub(r"([\w-]+): ([^;{}]*light-dark\([^;{}]*);", _twice, line))
    return "\n".join(lines)


def _twice(match: re.Match[str]) -> str:
    name, value = match.groups()
    return f"{name}: {LIGHT_DARK.sub(lambda pair: pair.group(1).strip(), value)}; {name}: {value};"


def minified(css: str) -> str:
    """The same rules without comments and without space that means nothing; strings stay whole."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    kept = re.split(r"(\"[^\"]*\"|'[^']*')", css)
    for place in range(0, len(kept), 2):
        text = re.sub(r"\s+", " ", kept[place])
        text = re.sub(r"\s*([{};,])\s*", r"\1", text)
        text = re.sub(r":\s+", ":", text)
        kept[place] = text.replace(";}", "}")
    return "".join(kept).strip() + "\n"


def icon_paths() -> dict[str, str]:
    """Name and path of each icon, as written in icons.txt."""
    lines = ICONS.read_text(encoding="utf-8").splitlines()
    named = (line.split(None, 1) for line in lines if line.strip() and not line.startswith("#"))
    return {name: path.strip() for name, path in named}


def icon_sprite() -> str:
    """All icons as symbols of one SVG file; stroke and colour come from the page."""
    symbols = "".join(
        f'<symbol id="{name}" viewBox="0 0 24 24"><path d="{path}"/></symbol>'
        for name, path in icon_paths().items()
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg">{symbols}</svg>\n'
