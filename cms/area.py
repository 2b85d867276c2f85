"""The municipalities of the area as the public pages need them: names, and how far apart they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from areas.models import Language, Municipality
from areas.selectors import distances, languages, municipalities
from letters.order import in_order
from publicdata.memory import remembered


@dataclass(frozen=True)
class Area:
    """Reference data, read again when something public has changed."""

    municipalities: tuple[Municipality, ...]
    km: dict[tuple[str, str], float]
    languages: tuple[Language, ...]

    @property
    def names(self) -> dict[str, str]:
        """Name by code, in the language of the page."""
        return {place.code: place.name for place in self.municipalities}

    def language_names(self, codes: Iterable[str]) -> dict[str, str]:
        """Name by code for those in `codes`, the area's own languages first."""
        wanted = set(codes)
        return {one.code: one.name for one in self.languages if one.code in wanted}

    def by_service_area(self) -> list[tuple[str, list[Municipality]]]:
        """The municipalities by name, under the name of their service area in its settled order."""
        groups: dict[Any, list[Municipality]] = {}
        for place in self.municipalities:
            groups.setdefault(place.service_area, []).append(place)
        ordered = sorted(groups.items(), key=lambda pair: pair[0].position)
        return [(group.name, in_order(places, lambda place: place.name)) for group, places in ordered]

    def within(self, code: str, km: int | None) -> frozenset[str]:
        """The municipality and those at most `km` away."""
        if not km:
            return frozenset({code})
        return frozenset(other for (one, other), far in self.km.items() if one == code and far <= km)

    def nearest(self, code: str, count: int) -> list[tuple[str, float]]:
        """The nearest other municipalities with their distance."""
        others = [(other, far) for (one, other), far in self.km.items() if one == code and other != code]
        return sorted(others, key=lambda pair: pair[1])[:count]

    def distance(self, one: str, other: str) -> float:
        """Kilometres between two; infinite when one lies outside the area."""
        return self.km.get((one, other), float("inf"))


def area() -> Area:
    """The area as it is loaded."""
    return remembered(
        lambda: Area(tuple(municipalities()), distances(), tuple(languages(first=("fi", "sv", "en")))), "area"
    )
