"""vacancies.csv: open places at host employers, with their seats and the types of service they suit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from audit.many import insert_values
from programmes.catalogue.scales import HIGHEST, Demand
from programmes.employers.models import Vacancy
from programmes.employers.states import VacancyState
from programmes.exchange.checks import in_order
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.seats import MOST_SEATS, refuse_fewer_seats
from programmes.exchange.run import Draft, Run, rows_by_key
from programmes.exchange.values import (
    any_day,
    business_id_of_another_row,
    language_levels,
    listed_code,
    listed_row,
    past_day,
    several,
    text,
    text_of,
    weekly_hours,
    whole,
    yes_or_no,
)

LONGEST_ADJUSTMENT = 120
TYPES = "programme_types"
# What one reads of the place and on the card of the first day, in the words of the workplace.
TOLD = ("tasks", "street_address", "directions", "bus", "daily_hours", "clothes", "lunch", "guide")


class Vacancies(BundleFile):
    """One vacancy a row."""

    name = "vacancies"
    model = Vacancy
    machine = "vacancy"
    columns = (
        Column("external_id", text(120), required=True),
        Column("business_id", business_id_of_another_row, required=True),
        Column("title", text_of(Vacancy, "title"), required=True, field="title"),
        Column(
            "municipality_code",
            listed_code("municipalities", digits=3),
            required=True,
            field="municipality_id",
        ),
        Column("seats", whole(1, MOST_SEATS), required=True, field="seats"),
        Column("opened_on", past_day, required=True, field="opened_on"),
        *(Column(name, text_of(Vacancy, name), field=name, empty="") for name in TOLD),
        *(Column(name, any_day, field=name) for name in ("start_from_on", "start_until_on")),
        *(Column(name, yes_or_no, field=name, empty=False) for name in ("graded_hours", "lift_offered")),
        Column("isco_code", listed_code("occupation_groups"), field="occupation_group_id"),
        Column("hours_per_week_min", weekly_hours, field="weekly_hours_min"),
        Column("hours_per_week_max", weekly_hours, field="weekly_hours_max"),
        Column("closed_on", past_day, field="closed_on"),
        Column("valid_until", any_day, field="valid_until"),
        Column("adjustments", several(text(LONGEST_ADJUSTMENT)), field="adjustments", empty=[]),
        Column("language_levels", language_levels, field="language_levels", empty={}),
        Column("skills", several(listed_code("skills")), field="skills", empty=[]),
        *(Column(scale, whole(0, HIGHEST)) for scale in Demand.values),
        Column("programme_types", several(listed_row("programme_types")), empty=[]),
    )
    parents = (Parent("business_id", "employers", "host"),)
    asked = ("opened_on", "closed_on", "valid_until", "seats")
    derived = ("demands", "state", "state_since", "due_on")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        yield from in_order(values, "opened_on", "closed_on")

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        refuse_fewer_seats(drafts, "vacancy", run)

    def stands(self, obj: Vacancy) -> Values:
        return {scale: obj.demands.get(scale) for scale in Demand.values}

    def derive(self, obj: Vacancy, values: Values, run: Run) -> None:
        obj.demands = {scale: values[scale] for scale in Demand.values if values.get(scale) is not None}
        if obj.closed_on and obj.closed_on <= run.today:
            run.stand("vacancy", obj, VacancyState.CLOSED, obj.closed_on)
        elif obj.valid_until and obj.valid_until < run.today:
            run.stand("vacancy", obj, VacancyState.EXPIRED, obj.valid_until + timedelta(days=1))
        else:
            run.stand("vacancy", obj, VacancyState.OPEN, obj.opened_on or run.today)

    def follow(self, drafts: Sequence[Draft], run: Run) -> None:
        """Each vacancy suits the types of service that its row lists; without the column they stay."""
        told = {
            draft.obj.pk: set(draft.values["programme_types"])
            for draft in drafts
            if "programme_types" in draft.values
        }
        links = Vacancy.programme_types.through
        before: dict[int, set[int]] = defaultdict(set)
        for vacancy, kind in rows_by_key(
            links.objects.all(), told, "vacancy_id", "programmetype_id", by="vacancy_id"
        ):
            before[vacancy].add(kind)
        for draft in drafts:
            if not draft.is_new and draft.obj.pk in told:
                draft.links = {TYPES: sorted(before[draft.obj.pk])}
        for vacancy, kinds in before.items():
            if gone := kinds - told[vacancy]:
                links.objects.filter(vacancy_id=vacancy, programmetype_id__in=gone).delete()
        wanted = (
            (vacancy, kind) for vacancy, kinds in told.items() for kind in sorted(kinds - before[vacancy])
        )
        insert_values(links, ("vacancy_id", "programmetype_id"), wanted)
