"""placements.csv: each person's places, from the offer to the last day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from programmes.exchange.checks import at_most_one, in_order, needs
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.seats import STANDING, take_seats
from programmes.exchange.run import Draft, Run
from programmes.exchange.values import any_day, code_in, listed_row, past_day, text, weekly_hours, whole
from programmes.placements.codes import EndKind
from programmes.placements.models import Placement
from programmes.placements.states import HOLDS_SEAT
from programmes.placements.states import PlacementState as State

MOST_ALTERNATIVES = 1000
PATH = ("offered_on", "wanted_on", "introduced_on", "accepted_on", "agreed_on", "starts_on", "ended_on")
WITHOUT_A_START = ("declined_on", "refused_on", "released_on", "cancelled_on")

# The first day that is there tells the state (interface.md, "State"); agreed and begun lie between the two.
ENDED_BY_DAY = (
    ("cancelled_on", State.CANCELLED),
    ("declined_on", State.DECLINED),
    ("refused_on", State.REFUSED),
    ("released_on", State.RELEASED),
    ("ended_on", State.ENDED),
)
REACHED_BY_DAY = (
    ("agreed_on", State.AGREED),
    ("accepted_on", State.ACCEPTED),
    ("introduced_on", State.INTRODUCED),
    ("wanted_on", State.WANTED),
    ("offered_on", State.PROPOSED),
)


class Placements(BundleFile):
    """One placement a row, at a vacancy or in a group."""

    name = "placements"
    model = Placement
    machine = "placement"
    columns = (
        Column("external_id", text(120), required=True),
        Column("participation_id", text(120), required=True),
        Column("vacancy_id", text(120)),
        Column("intake_id", text(120)),
        Column("programme_type", listed_row("programme_types"), required=True, field="programme_type_id"),
        Column("offered_on", past_day, required=True, field="offered_on"),
        Column("alternatives_shown", whole(0, MOST_ALTERNATIVES), field="alternatives_shown"),
        *(
            Column(name, past_day, field=name)
            for name in (
                "wanted_on",
                "declined_on",
                "introduced_on",
                "accepted_on",
                "refused_on",
                "released_on",
            )
        ),
        Column("agreed_on", past_day, field="agreed_on"),
        Column("starts_on", any_day, field="starts_on"),
        Column("ends_on", any_day, field="ends_on"),
        Column("ended_on", past_day, field="ended_on"),
        Column("end_kind", code_in(EndKind.values), field="end_kind", empty=""),
        Column("cancelled_on", past_day, field="cancelled_on"),
        Column("hours_per_week", weekly_hours, field="weekly_hours"),
    )
    parents = (
        Parent(
            "participation_id", "participations", "participation", facts=("referred_on", "participant_id")
        ),
        Parent("vacancy_id", "vacancies", "vacancy", facts=("opened_on", "closed_on", "valid_until")),
        Parent("intake_id", "intakes", "intake"),
    )
    asked = STANDING
    derived = ("state", "state_since", "due_on")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        places = [name for name in ("vacancy", "intake") if values[name] is not None]
        if len(places) != 1:
            yield (
                "both a vacancy and an intake, there is exactly one"
                if places
                else "neither vacancy nor intake"
            )
        yield from in_order(values, *PATH)
        for way_out in WITHOUT_A_START:
            yield from in_order(values, "offered_on", way_out)
        yield from at_most_one(values, *WITHOUT_A_START, "ended_on")
        yield from needs(values, "starts_on", "agreed_on")
        yield from needs(values, "ended_on", "starts_on")
        yield from in_order(
            values | {"referred_on": values["participation"].referred_on}, "referred_on", "offered_on"
        )
        yield from _offered_while_open(values)

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        take_seats(drafts, run)

    def turn(self, draft: Draft) -> int:
        return int(draft.obj.state in HOLDS_SEAT)

    def derive(self, obj: Placement, values: Values, run: Run) -> None:
        begun = obj.agreed_on and obj.starts_on and obj.starts_on <= run.today
        reached = (("starts_on", State.ACTIVE), *REACHED_BY_DAY) if begun else REACHED_BY_DAY
        day, state = next((name, state) for name, state in (*ENDED_BY_DAY, *reached) if getattr(obj, name))
        run.stand("placement", obj, state, getattr(obj, day))


def _offered_while_open(values: Values) -> Iterator[str]:
    """The offer lies in the open time of its vacancy, its first and last days too."""
    vacancy, offered = values["vacancy"], values["offered_on"]
    if vacancy is None:
        return
    if vacancy.opened_on and offered < vacancy.opened_on:
        yield f"order of dates: offered_on {offered} is before the vacancy opened {vacancy.opened_on}"
    if vacancy.closed_on and offered > vacancy.closed_on:
        yield f"order of dates: offered_on {offered} is after the vacancy closed {vacancy.closed_on}"
    if vacancy.valid_until and offered > vacancy.valid_until:
        yield f"order of dates: offered_on {offered} is after the vacancy was valid {vacancy.valid_until}"
