"""Reads for the reports: frames of what the viewer may see, the names of their groups, and their map."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from accounts.selectors import Viewer
from areas import selectors as areas
from programmes.catalogue import selectors as catalogue
from programmes.workspace import figures
from reports.frames import Frames, MunicipalityFact, Reference

may_read_figures = figures.may_read_figures
counted_kinds = figures.counted_kinds
people_of = figures.people_of
counted_people = figures.counted_people
reason_names = catalogue.reason_names
figure_area = figures.figure_area


@dataclass(frozen=True)
class Scope:
    """Whose figures these are: `key` tells scopes apart, `name` is printed; empty for the whole area."""

    key: str
    name: str


def scope_for(viewer: Viewer | None) -> Scope:
    """The area whose figures the viewer reads."""
    own = figures.figure_area(viewer)
    if own is None:
        return Scope("all", "")
    return Scope(
        ",".join(sorted(own)), ", ".join(place.name for place in areas.municipalities() if place.code in own)
    )


def area_of(viewer: Viewer | None) -> frozenset[str] | None:
    """The municipalities whose figures the viewer reads; None is the whole employment area."""
    return figures.figure_area(viewer)


def readable_municipalities(viewer: Viewer | None) -> dict[str, str]:
    """The names of the municipalities whose figures the viewer reads, by code."""
    own = figures.figure_area(viewer)
    return {place.code: place.name for place in areas.municipalities() if own is None or place.code in own}


def frames_for(viewer: Viewer | None, *, beside: Collection[str] = ()) -> Frames:
    """Everything the figures of the viewer's area are counted from, in one read of each table.

    None stands for the service itself at the console.
    """
    reference = reference_for(viewer)
    if "offers" in beside:
        reference = replace(reference, distances=areas.distances())
    return Frames.from_columns(reference, figures.read_tables(viewer, beside=beside))


def reference_for(viewer: Viewer | None) -> Reference:
    """The lists of the breakdowns, narrowed to the municipalities whose figures the viewer reads."""
    own = figures.figure_area(viewer)
    places = [place for place in areas.municipalities() if own is None or place.code in own]
    served = {place.service_area_id for place in places}
    return Reference(
        municipalities=tuple(
            MunicipalityFact(place.code, str(place.service_area_id), bool(place.remote)) for place in places
        ),
        service_areas=tuple(area.code for area in areas.service_areas() if area.code in served),
        programme_types=tuple(kind.code for kind in catalogue.programme_types()),
    )


def group_names() -> dict[str, dict[str, str]]:
    """Names, in the language of the page, of the groups that are kept as data: by breakdown and code."""
    return {
        "municipality": {place.code: place.name for place in areas.municipalities()},
        "service_area": {area.code: area.name for area in areas.service_areas()},
        "programme_type": {kind.code: kind.name for kind in catalogue.programme_types()},
    }
