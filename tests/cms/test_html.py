"""Every public page is valid HTML, leads nowhere wrong, weighs little, and reads well bare."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from tests.cms.conftest import LANGUAGES
from tests.markup import outline_of, problems_of, text_of
from ui.assets import fonts, styles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("walk")]

KB = 1024
WITHOUT_FONTS, WITH_FONTS = 30 * KB, 100 * KB
BROTLI_OF_STATIC_FILES = 11
MOST_LINKS = 90


# The helper itself


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ('<p id="a"></p><p id="a"></p>', "id 'a' stands 2 times"),
        ("<p><div></div></p>", "line 1: unexpected-end-tag"),
        ("<span><div></div></span>", "div inside span"),
        ('<a href="/"><button>x</button></a>', "button inside a"),
        ("<ul><div></div></ul>", "div right inside ul"),
        ("<div><li>x</li></div>", "li right inside div"),
        ('<label for="gone">x</label>', "for='gone' on label points nowhere"),
        ('<a href="#gone">x</a>', "link to #gone on the same page points nowhere"),
        ('<img src="x" alt="">', "img x without alt, width or height"),
        ('<p style="color:red">x</p>', "p with a style or a handler of its own"),
        ("<h3>x</h3>", "heading 3 follows heading 1"),
        ("<h1>x</h1>", "2 headings of the first level"),
        ('<input name="q">', "input q cannot be named"),
        ('<p class="a" class="b">x</p>', "line 1: duplicate-attribute"),
        ("<b>x", "line 1: expected-closing-tag-but-got-eof"),
    ],
)
def test_what_a_validator_would_say_is_said(body, problem):
    page = f'<!doctype html><html lang="fi"><head><title>x</title></head><body><main><h1>x</h1>{body}'
    whole = page + ("</main></body></html>" if not body.endswith("<b>x") else "")

    assert any(said.startswith(problem) for said in problems_of(whole)), problems_of(whole)


def test_good_page_has_no_problem():
    body = "<body><main><h1>x</h1></main></body>"

    assert problems_of(f'<!doctype html><html lang="fi"><head><title>x</title></head>{body}</html>') == []


# The pages


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_valid(language, walk, long):
    wrong = {
        address: problems
        for address, page in walk.looked_at(language, every=long)
        if (problems := problems_of(page))
    }

    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_link_is_broken_and_none_goes_round(language, walk, long):
    links: dict[str, str] = {}
    for address, page in walk.looked_at(language, every=long):
        for target in re.findall(r'(?:href|action)="([^"#]+)', page):
            whole = urljoin(f"http://localhost{address}", unescape(target)).replace(
                settings.BASE_URL, "http://localhost"
            )
            parts = urlsplit(whole)
            if parts.scheme == "http" and not parts.path.startswith("/static/"):
                assert parts.netloc == "localhost", (target, address)
                links.setdefault(whole.removeprefix("http://localhost"), address)

    bad, asked = {}, sorted(links, key=lambda target: "?" in target)
    for target in asked if long else asked[:MOST_LINKS]:
        address = links[target]
        answer = walk.at(target)
        # A form's own address may want a POST; a personal page sends to the sign-in page.
        fine = answer.status in {200, 405} and len(answer.led) <= 1
        if not fine and not target.startswith("/language/"):
            bad[target] = (answer.status, answer.led, address)

    assert len(links) > 20
    assert bad == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_styles_and_scripts_tells_its_content_in_order(language, walk):
    for address, page in walk.looked_at(language, every=False):
        words, outline = text_of(page), outline_of(page)

        title = outline[0][1]
        assert outline[0][0] == 1, (address, outline)
        assert words.index(title) < words.rindex("Välityö"), address
        assert re.search(r"<main\b.*<footer\b", page, flags=re.DOTALL), address
        assert page.index('class="skip-link"') < page.index("<header") < page.index("<main"), address
        assert "javascript:" not in page
        for form in re.findall(r"<form\b[^>]*>.*?</form>", page, flags=re.DOTALL):
            assert re.search(r'<button\b(?![^>]*type="button")|type="submit"', form), (address, form[:200])


def test_two_things_side_by_side_stay_two_without_styles(walk):
    """What styles set apart is parted by a space too: bare, "mycketibland" would be one word."""
    pages = [walk.at("/fi/").page]
    address = re.findall(r'href="(/fi/paikat/[a-z0-9]{10}/)"', pages[0])[0]
    pages.append(walk.at(address).page)

    for page in pages:
        assert not re.search(r'</a><a [^>]*class="btn', page)
        assert not re.search(r'</svg><span class="scale-word|class="scale-label">[^<]*</span><svg', page)
    assert 'class="scale-word"' in pages[1]


def packed(content: bytes) -> int:
    """Bytes on the way to the browser."""
    return len(brotli.compress(content, quality=BROTLI_OF_STATIC_FILES))


@cache
def weight_of_static(name: str) -> int:
    """Bytes of a static file on the way to the browser."""
    if name == "ui/app.css":
        return packed(styles.joined_styles(fonts.font_faces()).encode())
    if name == "ui/icons.svg":
        return packed(styles.icon_sprite().encode())
    found = finders.find(name)
    assert found, name
    return packed(Path(found).read_bytes())


def weight_of(page: str) -> tuple[int, int]:
    """Bytes that a first visit fetches, without and with fonts."""
    fetched = set(re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(/static/[^"]+)"', page))
    fetched |= {f.split("#")[0] for f in re.findall(r'<use href="(/static/[^"#]+)', page)}
    weight = len(brotli.compress(page.encode(), quality=5))
    names = {one.removeprefix("/static/") for one in fetched}
    weight += sum(weight_of_static(name) for name in names if not name.endswith(".woff2"))
    latin = settings.VAR / "assets/fonts/source-sans-3-latin.woff2"
    return weight, weight + latin.stat().st_size


def test_no_chart_of_a_public_page_has_places_that_answer(walk, long):
    """Their style is of the workspace alone: without it every value would stand over the chart."""
    found = [address for address, page in walk.looked_at("fi", every=long) if "data-spots" in page]

    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_light_enough_for_an_old_phone(language, walk, long):
    heavy = {}
    for address, page in walk.looked_at(language, every=long):
        without, whole = weight_of(page)
        if without > WITHOUT_FONTS or whole > WITH_FONTS:
            heavy[address] = (without, whole)

    assert heavy == {}
