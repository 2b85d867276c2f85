"""What is read of many profiles at once, by name (decision 0066): what a place is compared with."""

from __future__ import annotations

from django.db.models import QuerySet

from programmes.catalogue.scales import Demand
from programmes.columns import Arrays, Column, Columns, Kind, read
from programmes.participants.models import Participation, WorkProfile

PROFILES: Columns = {
    "participant_id": Column("participant_id", Kind.KEY),
    "travel_km": Column("travel_km", Kind.NUMBER),
    "occupations": Column("occupations", Kind.CODES),
    "skills": Column("skills", Kind.CODES),
    "languages": Column("languages", Kind.CODES),
    "wished_municipalities": Column("wished_municipalities", Kind.CODES),
    "wished_programme_types": Column("wished_programme_types", Kind.CODES),
    "wished_adjustments": Column("wished_adjustments", Kind.CODES),
    **{scale.value: Column(scale.value, Kind.NUMBER) for scale in Demand},
}


def profiles_of(participations: QuerySet[Participation]) -> Arrays:
    """The `PROFILES` columns of the people of these participations, one row for each who has said anything.

    A scale that is not said is NaN, which is not 0; a language is `code:level`.
    """
    people = participations.order_by().values("participant")
    return read(WorkProfile.objects.filter(participant__in=people).order_by("participant_id"), PROFILES)
