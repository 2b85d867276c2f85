"""The frame of a public page: menu, languages, the way here, footer, addresses for search engines.

Remembered until something changes that readers see: what is the same for the whole language, and what is this
page's own, its way and its translations.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from django.apps import apps
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms import site_settings
from cms.legal_pages import standing_pages
from cms.readers import is_seen, seen
from publicdata.memory import remembered
from ui.elements import Link

LANGUAGE_NAMES = {"fi": "Suomi", "fi-simple": "Selkosuomi", "sv": "Svenska", "en": "English"}
SECTIONS = {
    "programmeindexpage": "services",
    "vacancylistpage": "places",
    "municipalityindexpage": "municipalities",
    "servicepointindexpage": "points",
    "searchpage": "search",
    "contactpage": "contact",
    "accessibilityfeedbackpage": "accessibility_feedback",
    "whichwaypage": "which_way",
    "answerpage": "answer",
    "foremployerspage": "for_employers",
    "forparticipantspage": "for_participants",
    "newsindexpage": "news",
    "eventindexpage": "events",
    "storyindexpage": "stories",
    "leafletindexpage": "leaflets",
}
# Those of them that the footer names.
DOORS = ("points", "contact", "which_way", "accessibility_feedback")
# Lists to read that the footer names after the articles.
READING = ("for_participants", "news", "events", "stories", "leaflets")
HOME_DEPTH = 2
STEP = Page.steplen


@dataclass(frozen=True)
class LanguageLink:
    """One language of the switch."""

    code: str
    name: str
    url: str
    current: bool


@dataclass
class Frame:
    """What stands around the content; `sections` are the addresses of the lists by name."""

    language: str
    content_language: str
    home_url: str
    title: str
    url: str
    crumbs: list[Link] = field(default_factory=list)
    sections: dict[str, str] = field(default_factory=dict)
    section_titles: dict[str, str] = field(default_factory=dict)
    articles: list[Any] = field(default_factory=list)
    nav_items: list[Link] = field(default_factory=list)
    language_links: list[LanguageLink] = field(default_factory=list)
    alternates: list[tuple[str, str]] = field(default_factory=list)
    canonical: str = ""

    @property
    def borrowed(self) -> bool:
        """Whether the text is shown in another language, because it is not translated yet."""
        return self.language != self.content_language

    @property
    def other_texts(self) -> list[LanguageLink]:
        """The languages in which the page was really written."""
        written = {code for code, _url in self.alternates}
        return [one for one in self.language_links if one.code in written and not one.current]

    def below(self, label: str, *, language: str = "") -> None:
        """The page shown is one step below: a place of a list; its name may be in a language of its own."""
        self.crumbs = [*self.crumbs[:-1], Link(self.title, self.url), Link(label, language=language)]

    def moved_to(self, tail: str) -> None:
        """Every address of this page ends in `tail`."""
        self.language_links = [
            LanguageLink(one.code, one.name, one.url + tail, one.current) for one in self.language_links
        ]
        self.alternates = [(code, url + tail) for code, url in self.alternates]
        self.canonical += tail


def frame_of(page: Page, request: HttpRequest) -> dict[str, Any]:
    """The frame as the templates of `ui` read it, and `frame` itself for the page type."""
    # A draft that is looked at has a title and an address of its own.
    kept, footer = remembered(
        lambda: _made(page, request), "frame", page.pk, page.title, page.url_path, page.path
    )
    frame = replace(kept)  # what a page type changes of it is this page's alone
    return {
        "frame": frame,
        "nav_items": frame.nav_items,
        "language_links": frame.language_links,
        "home_url": frame.home_url,
        "search_url": frame.sections.get("search", ""),
        "crumbs": frame.crumbs,
        "site_footer": footer,
    }


def _made(page: Page, request: HttpRequest) -> tuple[Frame, dict[str, Any]]:
    children, articles = _below_home(home_path(page))
    versions = list(_with_language(Page.objects.filter(translation_key=page.translation_key, live=True)))
    stored = next((version for version in versions if version.pk == page.pk), page)
    if is_seen(page):  # who may read a closed page reads it in every language
        versions = [version for version in versions if is_seen(version)]
    language = stored.locale.language_code
    own_url = address(page, request)
    frame = Frame(
        language=language,
        content_language=stored.alias_of.locale.language_code if stored.alias_of_id else language,
        home_url=f"/{language}/",
        title=page.title,
        url=own_url,
        articles=[_article(one, request) for one in articles],
    )
    for child in children:
        if name := SECTIONS.get(child.content_type.model):
            frame.sections[name] = address(child, request)
            frame.section_titles[name] = child.title
    short = {one.pk: one.menu_title for one in articles}
    frame.nav_items = _menu(page, children, short, frame, request)
    frame.crumbs = _crumbs(page, children, frame, request)
    _languages(stored, versions, frame, request)
    return frame, _footer(frame, articles, children, request)


def _below_home(home: str) -> tuple[list[Page], list[Any]]:
    """The pages right below home and the articles among them, the same for every page of the language."""

    def read() -> tuple[list[Page], list[Any]]:
        there = seen(Page.objects).filter(path__startswith=home, depth=HOME_DEPTH + 1)
        articles = seen(apps.get_model("cms", "ArticlePage").objects).filter(path__startswith=home)
        return list(_with_language(there)), list(articles.select_related("locale").defer_streamfields())

    return remembered(read, "below home", home)


def _with_language(pages: Any) -> Any:
    return pages.select_related("locale", "content_type", "alias_of__locale").order_by("path")


def home_path(page: Page) -> str:
    """Where the front page above the page stands in the tree: the paths of its language begin so."""
    path: str = page.path[: HOME_DEPTH * STEP]
    return path


def address(page: Page, request: HttpRequest) -> str:
    """The path of the page, language first; empty for a page outside the site."""
    parts = page.get_url_parts(request)
    return parts[2] if parts and parts[2] else ""


def _article(page: Any, request: HttpRequest) -> dict[str, str]:
    return {"title": page.title, "url": address(page, request), "lead": page.lead}


def _menu(
    page: Page, children: list[Page], short: dict[int, str], frame: Frame, request: HttpRequest
) -> list[Link]:
    home = Link(_("Front page"), frame.home_url, current=page.depth == HOME_DEPTH)
    return [
        home,
        *[
            Link(
                short.get(child.pk) or child.title,
                address(child, request),
                current=page.path.startswith(child.path),
            )
            for child in children
            if child.show_in_menus
        ],
    ]


def _crumbs(page: Page, children: list[Page], frame: Frame, request: HttpRequest) -> list[Link]:
    if page.depth <= HOME_DEPTH:
        return []
    above = [child for child in children if page.path.startswith(child.path) and child.path != page.path]
    if page.depth > HOME_DEPTH + 2:
        above += page.get_ancestors().filter(depth__gt=HOME_DEPTH + 1)
    return [
        Link(_("Front page"), frame.home_url),
        *[Link(one.title, address(one, request)) for one in above],
        Link(page.title),
    ]


def _languages(page: Page, rows: list[Page], frame: Frame, request: HttpRequest) -> None:
    by_language = {row.locale.language_code: row for row in rows}
    for code, name in LANGUAGE_NAMES.items():
        version = by_language.get(code)
        url = address(version, request) if version else f"/{code}/"
        frame.language_links.append(LanguageLink(code, name, url, current=code == frame.language))
    own_text = {code: row for code, row in by_language.items() if not row.alias_of_id}
    frame.alternates = [(code, settings.BASE_URL + address(row, request)) for code, row in own_text.items()]
    if default := own_text.get(settings.LANGUAGE_CODE):
        frame.alternates.append(("x-default", settings.BASE_URL + address(default, request)))
    original = page.alias_of if page.alias_of_id else page
    frame.canonical = settings.BASE_URL + address(original, request)


def _doors(frame: Frame) -> list[Link]:
    """The ways to reach the service and to say what is wrong, this page included."""
    links = [
        Link(frame.section_titles[name], frame.sections[name]) for name in DOORS if name in frame.sections
    ]
    if contact := frame.sections.get("contact"):
        links.append(
            Link(_("Something is wrong on this page"), f"{contact}?{urlencode({'page': frame.url})}")
        )
    return links


def _footer(frame: Frame, articles: list[Any], children: list[Page], request: HttpRequest) -> dict[str, Any]:
    words = site_settings.footer(frame.language)
    below_home = [Link(one.menu_title or one.title, address(one, request)) for one in articles]
    below_home += [
        Link(frame.section_titles[name], frame.sections[name]) for name in READING if name in frame.sections
    ]
    return words | {
        "links": words["links"] or below_home,
        "contacts": [*words["contacts"], *_doors(frame)],
        "duties": [Link(label, address(page, request)) for label, page in standing_pages(children)],
    }
