"""The pages of the service points: the list, and one for each point of the data that has a packaged text."""

from __future__ import annotations

from cms.loading import texts
from cms.loading.node import Node, Version, page
from cms.loading.texts import LANGUAGES, Text
from programmes.servicepoints.points import point_names

POINTS = "service-points"
FILE = "servicepoints.toml"


def nodes() -> list[Node]:
    """The list and its pages."""
    told = texts.read(FILE)
    return [
        page(POINTS, "ServicePointIndexPage", "palvelupisteet", texts.sections, in_menu=False),
        *[
            _point(pk, code, names, told[told["kinds"][code]])
            for pk, code, names in point_names(LANGUAGES)
            if code in told["kinds"]
        ],
    ]


def _point(pk: int, code: str, names: dict[str, str], told: dict[str, Text]) -> Node:
    versions = {}
    for language in LANGUAGES:
        text = told[language]
        fields = texts.led(text | {"title": names[language]})
        fields["search_description"] = f"{names[language]}. {text['search_description']}"
        versions[language] = Version(code, fields | {"getting_there": text["getting_there"].strip()})
    return Node(
        f"service-point:{code}",
        "ServicePointPage",
        POINTS,
        versions,
        shared={"service_point_id": pk},
        redirected=True,
    )
