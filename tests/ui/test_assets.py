"""What the pages load: readable contrast, a stylesheet that old browsers understand, fresh files."""

import re

import pytest

from ui.assets import fonts, styles
from ui.assets.freshness import Stamps, stamp_of

TOKENS = (styles.SOURCES / "tokens.css").read_text()

# text, ground, least contrast: 7 for the text one reads, 4.5 for the rest, 3 for graphics
PAIRS = [
    *[("ink", ground, 7) for ground in ("paper", "surface", "sunk", "raised", "forest-soft", "lake-soft")],
    *[("ink", ground, 7) for ground in ("cloudberry-soft", "lingon-soft")],
    *[("ink-2", ground, 4.5) for ground in ("paper", "surface", "sunk", "forest-soft", "lake-soft")],
    *[("lake", ground, 4.5) for ground in ("paper", "surface", "sunk", "lake-soft", "cloudberry-soft")],
    ("forest", "forest-soft", 4.5),
    ("forest", "surface", 4.5),
    ("forest-deep", "forest-soft", 4.5),
    ("on-forest", "forest", 4.5),
    ("cloudberry-ink", "cloudberry-soft", 4.5),
    ("lingon", "lingon-soft", 4.5),
    ("lingon", "surface", 4.5),
    ("on-lingon", "lingon", 4.5),
    ("on-night", "night", 7),
    ("on-night-2", "night", 4.5),
    ("on-tone-low", "tone-0", 4.5),
    ("on-tone-low", "tone-1", 4.5),
    ("on-tone-mid", "tone-2", 4.5),
    ("on-tone-high", "tone-3", 4.5),
    ("on-tone-high", "tone-4", 4.5),
    ("line-strong", "surface", 3),
    ("line-strong", "paper", 3),
    ("cloudberry", "surface", 3),
]


def colours(scheme: int) -> dict[str, str]:
    """The tokens of one scheme: 0 light, 1 dark."""
    found = {}
    for name, value in re.findall(r"--([\w-]+): (light-dark\([^)]*\)|#\w{6});", TOKENS):
        found[name] = re.findall(r"#\w{6}", value)[scheme if value.startswith("light") else 0]
    return found


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_can_be_read(text, ground, least, scheme):
    known = colours(scheme)
    light, dark = sorted((luminance(known[text]), luminance(known[ground])), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= least


def test_the_stylesheet_is_whole_and_has_a_light_form_for_old_browsers():
    css = styles.joined_styles(fonts.font_faces())

    fallback, modern = css.split("@supports (color:light-dark(#000,#fff))", 1)
    assert css.startswith("@layer tokens,base,layout,components,utilities;")
    assert css.count("{") == css.count("}")
    assert "--paper:#faf7f0" in fallback
    assert "light-dark" not in fallback
    assert "--paper:light-dark(#faf7f0,#0f1a1e)" in modern
    assert "/*" not in css


def test_shortening_leaves_strings_and_sums_alone():
    css = 'a::after { content: " ; { x }"; inline-size: calc(1rem + 2px); } /* gone */\nb > c { color: red; }'

    assert (
        styles.minified(css) == 'a::after{content:" ; { x }";inline-size:calc(1rem + 2px)}b > c{color:red}\n'
    )


def test_fonts_have_the_letters_of_the_area():
    letters = {ord(letter) for letter in "åäöÅÄÖšžáâčđŋŧ–”€−"}

    assert letters <= fonts.code_points(fonts.LATIN)
    assert {ord(letter) for letter in "ǥǧǩǯʒ"} <= fonts.code_points(fonts.LATIN_EXT)
    assert {ord(letter) for letter in "ЖїєґЯ"} <= fonts.code_points(fonts.CYRILLIC)


def test_what_is_fresh_is_left_alone(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("one")
    target.write_text("made")
    stamps = Stamps(tmp_path)
    stamps.remember("target", stamp_of([source]))

    again = Stamps(tmp_path)

    assert again.is_fresh("target", stamp_of([source]), [target])
    source.write_text("two")
    assert not again.is_fresh("target", stamp_of([source]), [target])
    source.write_text("one")
    target.unlink()
    assert not again.is_fresh("target", stamp_of([source]), [target])
