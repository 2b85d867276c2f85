"""work_profiles.csv: what people have said of themselves and work; one row a person."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy

from programmes.catalogue.scales import HIGHEST, Demand
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.run import Run
from programmes.exchange.values import (
    CellError,
    Known,
    language_levels,
    listed_code,
    saying,
    several,
    text,
    whole,
)
from programmes.participants.models import WorkProfile
from programmes.participants.models.work_profile import MOST_CHOSEN, MOST_KM

LONGEST_ADJUSTMENT = 120


_each = several(text(LONGEST_ADJUSTMENT))


def _lines(cell: str, known: Known) -> str:
    """Ways to make work easier, one a line as the profile keeps them."""
    ways = _each(cell, known)
    if any("\n" in way or "\r" in way for way in ways):
        raise CellError("a line break within a value")
    return "\n".join(ways)


saying(_lines, gettext_lazy("Several with | between, each a short text"))


class WorkProfiles(BundleFile):
    """One profile a row, known by its person."""

    name = "work_profiles"
    model = WorkProfile
    machine = "profile"
    keys = ("participant_id",)
    columns = (
        Column("participant_id", text(120), required=True),
        Column("travel_km", whole(0, MOST_KM), field="travel_km"),
        Column("languages", language_levels, field="languages", empty={}),
        Column("occupations", several(listed_code("occupation_groups")), field="occupations", empty=[]),
        Column("skills", several(listed_code("skills")), field="skills", empty=[]),
        Column(
            "wished_municipalities",
            several(listed_code("municipalities", digits=3)),
            field="wished_municipalities",
            empty=[],
        ),
        Column(
            "wished_programme_types",
            several(listed_code("programme_types")),
            field="wished_programme_types",
            empty=[],
        ),
        Column("wished_adjustments", _lines, field="wished_adjustments", empty=""),
        *(Column(scale, whole(0, HIGHEST), field=scale) for scale in Demand.values),
    )
    parents = (Parent("participant_id", "participants", "participant"),)
    made_here = "the person has a work profile that was made in the service"

    def check(self, values: Values, run: Run) -> Iterator[str]:
        for name in ("occupations", "skills"):
            if len(values[name]) > MOST_CHOSEN:
                yield f"more than {MOST_CHOSEN} values: {name}"
