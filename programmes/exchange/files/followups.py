"""followups.csv: how people were 1, 3, 6 and 12 months after their time in the service."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.utils.translation import gettext_lazy

from areas.periods import after_months
from programmes.exchange.checks import in_order
from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile, Parent
from programmes.exchange.files.elsewhere import acts_told_of
from programmes.exchange.run import Draft, Run, rows_by_key
from programmes.exchange.values import CellError, Known, code_in, past_day, saying, text, whole
from programmes.participants.codes import FOLLOW_UP_MONTHS, FollowUpAnswer
from programmes.participants.models import FollowUp
from programmes.participants.models.follow_up import ASKED_WITHIN

ANSWERED = frozenset({"followup.answered", "followup.not_reached"})


_number = whole(0, 1000)


def _months(cell: str, known: Known) -> int:
    """One of the times after the end at which people are asked."""
    months = int(_number(cell, known))
    if months not in FOLLOW_UP_MONTHS:
        raise CellError("unknown code, neither 1, 3, 6 nor 12")
    return months


saying(_months, gettext_lazy("1, 3, 6 or 12"))


class FollowUps(BundleFile):
    """One question a row, known by the time in the service and its months. An import asks nobody anything."""

    name = "followups"
    model = FollowUp
    machine = "followup"
    keys = ("participation_id", "months")
    columns = (
        Column("participation_id", text(120), required=True),
        Column("months", _months, required=True, field="months"),
        Column("asked_on", past_day, field="asked_on"),
        Column("answered_on", past_day, field="answered_on"),
        Column("status", code_in(FollowUpAnswer.values), field="status", empty=""),
    )
    parents = (Parent("participation_id", "participations", "participation", facts=("ended_on",)),)
    made_here = "the service asks this question itself"
    derived = ("ask_on", "due_on")

    def check(self, values: Values, run: Run) -> Iterator[str]:
        yield from in_order(values, "asked_on", "answered_on")

    def warn(self, drafts: Sequence[Draft], run: Run) -> None:
        for draft in drafts:
            status, day = draft.values["status"], draft.values["answered_on"]
            if status and not day and status != FollowUpAnswer.NOT_REACHED:
                run.warn(self.name, draft, "an answer without its day is left out: no figure can count it")
            elif day and not status:
                run.warn(self.name, draft, "an answer that says nothing is kept as not known")

    def derive(self, obj: FollowUp, values: Values, run: Run) -> None:
        """The question has its days; an answer has its day, and a day its answer.

        Nobody reached, without a day: the question was over when it was asked last.
        """
        ended_on = values["participation"].ended_on
        asked = obj.asked_on or obj.answered_on or run.today
        obj.ask_on = after_months(ended_on, obj.months) if ended_on else asked
        obj.due_on = obj.ask_on + ASKED_WITHIN
        if obj.answered_on and not obj.status:
            obj.status = str(FollowUpAnswer.UNKNOWN)
        elif obj.status == FollowUpAnswer.NOT_REACHED:
            obj.answered_on = obj.answered_on or obj.asked_on or min(obj.ask_on, run.today)
        elif not obj.answered_on:
            obj.status = ""

    def acts_told_elsewhere(self, pks: Collection[int]) -> dict[int, int]:
        rows = rows_by_key(FollowUp.objects, pks, "pk", "participation_id", "months")
        return acts_told_of("participation", rows, verbs=ANSWERED, by="months")
