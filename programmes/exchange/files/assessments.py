"""assessments.csv: when people's work ability was looked into, and what came of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from programmes.assessments.models import WorkAbilityAssessment
from programmes.assessments.states import LIVE
from programmes.assessments.states import AssessmentState as State
from programmes.exchange.checks import at_most_one, in_order
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.run import Draft, Run
from programmes.exchange.values import listed_row, past_day, text

GOES_ON = "the person already has an assessment that goes on"


class Assessments(BundleFile):
    """One assessment a row, known by the time in the service and its first day. Nothing is shared by it."""

    name = "assessments"
    model = WorkAbilityAssessment
    machine = "assessment"
    keys = ("participation_id", "opened_on")
    columns = (
        Column("participation_id", text(120), required=True),
        Column("opened_on", past_day, required=True, field="opened_on"),
        Column("concluded_on", past_day, field="concluded_on"),
        Column("interrupted_on", past_day, field="interrupted_on"),
        Column("solution", listed_row("solutions"), field="solution_id"),
    )
    parents = (Parent("participation_id", "participations", "participation"),)
    made_here = "an assessment of that day was opened in the service"
    derived = ("state", "state_since", "due_on")
    asked = ("participation_id", "opened_on", "state")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        yield from in_order(values, "opened_on", "concluded_on")
        yield from in_order(values, "opened_on", "interrupted_on")
        yield from at_most_one(values, "concluded_on", "interrupted_on")

    def screen(self, drafts: Sequence[Draft], run: Run) -> None:
        """One of a person goes on at a time, and one that was opened in the service is not written over."""
        # What stands unchanged has no row in hand: it keeps its place.
        right = [draft for draft in drafts if draft.fits and draft.obj is not None]
        times = {draft.values["participation"].pk for draft in right}
        names = ("participation_id", "opened_on", "pk", "state")
        rows = run.rows(WorkAbilityAssessment, times, *names, by="participation_id")
        days: set[tuple[int, object]] = set()
        live: dict[int, set[int]] = defaultdict(set)
        for time, day, key, state in rows:
            days.add((time, day))
            if state in LIVE:
                live[time].add(key)
        for draft in right:
            time, day = draft.values["participation"].pk, draft.values["opened_on"]
            if draft.is_new and (time, day) in days:
                draft.problems.append(self.made_here)
            elif goes_on(draft.values):
                if live[time] - {draft.obj.pk}:
                    draft.problems.append(GOES_ON)
                live[time].add(draft.obj.pk or -id(draft))
            else:
                live[time].discard(draft.obj.pk)

    def turn(self, draft: Draft) -> int:
        """One that ends makes room for one that goes on."""
        return int(goes_on(draft.values))

    def derive(self, obj: WorkAbilityAssessment, values: Values, run: Run) -> None:
        """The state by its days; one that goes on comes up today, for nobody has agreed on a day."""
        if obj.interrupted_on:
            run.stand("assessment", obj, State.INTERRUPTED, obj.interrupted_on)
        elif obj.concluded_on:
            run.stand("assessment", obj, State.CONCLUDED, obj.concluded_on)
        else:
            run.stand("assessment", obj, State.GATHERING, obj.opened_on)
            obj.due_on = run.today


def goes_on(values: Values) -> bool:
    """Whether the row has no end."""
    return not (values.get("concluded_on") or values.get("interrupted_on"))
