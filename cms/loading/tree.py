"""The page tree to be made: which page stands where, in which languages, from which text."""

from __future__ import annotations

from areas.models import Municipality
from areas.selectors import municipalities
from cms.loading import doors, duties, reading, service_points, texts
from cms.loading.names import filled
from cms.loading.node import HOME, Node, Version, page
from cms.loading.texts import LANGUAGES, Text
from programmes.placements.public import service_ids

SERVICES, PLACES, TOWNS = "services", "places", "municipalities"

# Short titles for the menu and the footer; the order here is the order on the site.
ARTICLES: dict[str, dict[str, str]] = {
    "right-to-work": {
        "fi": "Oikeus työhön",
        "sv": "Rätten till arbete",
        "en": "Right to work",
        "fi-simple": "Oikeus työhön",
    },
    "your-rights": {
        "fi": "Oikeutesi",
        "sv": "Dina rättigheter",
        "en": "Your rights",
        "fi-simple": "Sinun oikeutesi",
    },
    "what-is-valityo": {
        "fi": "Mikä on Välityö",
        "sv": "Vad är Välityö",
        "en": "What is Välityö",
        "fi-simple": "Mikä Välityö on",
    },
    "for-referrers": {
        "fi": "Asiakasvastaaville",
        "sv": "För kundansvariga",
        "en": "For officers",
        "fi-simple": "Miten pääset mukaan",
    },
}
MODELS = {"right-to-work": "RightToWorkPage"}
SLUGS: dict[str, dict[str, str]] = {
    "right-to-work": {
        "fi": "oikeus-tyohon",
        "sv": "ratten-till-arbete",
        "en": "right-to-work",
        "fi-simple": "oikeus-tyohon",
    },
}


def nodes() -> list[Node]:
    """Every page of the packaged site, parents before children."""
    home = texts.by_language("home.toml")
    return [
        Node(
            HOME, "HomePage", "", {code: Version(code, texts.home(text, code)) for code, text in home.items()}
        ),
        page(SERVICES, "ProgrammeIndexPage", "palvelut", texts.sections),
        page(PLACES, "VacancyListPage", "paikat", texts.led),
        page(TOWNS, "MunicipalityIndexPage", "kunnat", texts.sections),
        page("for-participants", "ForParticipantsPage", "osallistujille", texts.for_participants),
        page("for-employers", "ForEmployersPage", "tyonantajille", texts.for_employers),
        *[_article(name) for name in sorted(texts.names("articles"), key=_place)],
        *reading.nodes(),
        *duties.nodes(),
        *_services(),
        *_municipalities(),
        *service_points.nodes(),
        *doors.nodes(),
        page("search", "SearchPage", "haku", texts.led, in_menu=False),
    ]


def _article(name: str) -> Node:
    content = texts.by_language(f"articles/{name}.toml")
    slugs, short = SLUGS.get(name, {}), ARTICLES.get(name, {})
    versions = {
        code: Version(
            slugs.get(code) or text["slug"], texts.article(text, code) | {"menu_title": short.get(code, "")}
        )
        for code, text in content.items()
    }
    return Node(
        name,
        MODELS.get(name, "ArticlePage"),
        HOME,
        versions,
        redirected=name in SLUGS,
    )


def _place(name: str) -> tuple[int, str]:
    order = list(ARTICLES)
    return (order.index(name) if name in order else len(order), name)


def _services() -> list[Node]:
    """A page for each service of the catalogue that has a packaged text, in the catalogue's order."""
    there = texts.names("programmes")
    return [
        Node(
            f"service:{code}",
            "ProgrammePage",
            SERVICES,
            {
                language: Version(text["slug"], texts.service(text, language))
                for language, text in texts.by_language(f"programmes/{code}.toml").items()
            },
            shared={"programme_id": pk},
        )
        for code, pk in service_ids().items()
        if code in there
    ]


def _municipalities() -> list[Node]:
    """A page for each municipality of the area; one without a packaged text has the text of any other."""
    told = texts.read("municipalities.toml")
    return [_municipality(place, told.get(place.code) or _any_other(place)) for place in municipalities()]


def _any_other(place: Municipality) -> dict[str, Text]:
    told = texts.packaged("any-municipality.toml")
    return {code: filled(told[code], _names_of(place, code)) | {"slug": place.slug} for code in LANGUAGES}


def _names_of(place: Municipality, language: str) -> dict[str, str]:
    name = {"sv": place.name_sv, "en": place.name_en}.get(language) or place.name_fi
    return {"municipality": name, "municipality_inessive": place.inessive_fi}


def _municipality(place: Municipality, told: dict[str, Text]) -> Node:
    names = {"fi": place.name_fi, "sv": place.name_sv, "en": place.name_en}
    versions = {}
    for code in LANGUAGES:
        title = names.get(code) or place.name_fi
        text = told[code]
        versions[code] = Version(text["slug"], texts.led(text | {"title": title}))
    shared = {"municipality_id": place.code}
    return Node(
        f"municipality:{place.code}", "MunicipalityPage", TOWNS, versions, shared=shared, redirected=True
    )
