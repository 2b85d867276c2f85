"""How a suggestion goes: wanted or not, introduced, a seat kept or let go."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import transition

from programmes.permissions import allowed
from programmes.placements.models.record import PlacementRecord
from programmes.placements.states import SUGGESTION, PlacementState
from workflow.steps import step

S = PlacementState


class SuggestedPlacement(PlacementRecord):
    """A placement with the acts from the suggestion until a seat is kept."""

    class Meta(PlacementRecord.Meta):
        abstract = True

    @transition(
        field="state",
        source=S.PROPOSED,
        target=S.WANTED,
        permission=allowed("want_placement"),
        custom=step(
            label=_("Yes, I am interested"),
            on_word_label=_("Record their yes"),
            past="wanted",
            answer=True,
            record=("rank",),
            undo=True,
            form="programmes.placements.forms.WantForm",
            done=_("You said yes. It is your worker's turn now."),
        ),
    )
    def want(
        self, *, on: date, rank: int = 1, shown_to_host: list[str] | None = None, tasks_shown: str = ""
    ) -> None:
        self.wanted_on, self.wanted_rank, self.shown_to_host = on, rank, shown_to_host or []
        self.tasks_shown = tasks_shown

    @transition(
        field="state",
        source=sorted(SUGGESTION),
        target=S.DECLINED,
        permission=allowed("decline_placement"),
        custom=step(
            label=_("Not this time"),
            on_word_label=_("Record their no"),
            past="declined",
            answer=True,
            record=("reason",),
            undo=True,
            tone="link",
            form="programmes.placements.forms.DeclineForm",
            done=_("Your answer is kept."),
        ),
    )
    def decline(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.declined_on, self.reason, self.reason_text = on, reason, reason_text

    @transition(
        field="state",
        source=S.WANTED,
        target=S.INTRODUCED,
        permission=allowed("introduce_placement"),
        custom=step(
            label=_("Introduce to the workplace"),
            past="introduced",
            undo=True,
            fits=lambda placement: placement.vacancy_id is not None,
            form="programmes.placements.forms.IntroduceForm",
            done=_("The workplace sees the introduction and answers."),
        ),
    )
    def introduce(self, *, on: date) -> None:
        """The workplace reads `introduction.what_host_sees`: what the person was shown, and no word more."""
        self.introduced_on = on

    @transition(
        field="state",
        source=S.INTRODUCED,
        target=S.ACCEPTED,
        permission=allowed("accept_placement"),
        custom=step(
            label=_("Yes, welcome to us"),
            on_word_label=_("Record the workplace's yes"),
            past="accepted",
            answer=True,
            undo=True,
            form="programmes.placements.forms.AcceptForm",
            done=_("The seat is kept. The worker draws up the agreement."),
        ),
    )
    def accept(self, *, on: date, guide: str) -> None:
        self.accepted_on, self.guide = on, guide

    @transition(
        field="state",
        source=S.WANTED,
        target=S.ACCEPTED,
        permission=allowed("reserve_seat_placement"),
        custom=step(
            label=_("Reserve a seat"),
            past="seat_reserved",
            undo=True,
            fits=lambda placement: placement.intake_id is not None,
            form="programmes.placements.forms.ReserveSeatForm",
            done=_("A seat in the group is kept."),
        ),
    )
    def reserve_seat(self, *, on: date, guide: str = "") -> None:
        self.accepted_on, self.guide = on, guide

    @transition(
        field="state",
        source=S.INTRODUCED,
        target=S.REFUSED,
        permission=allowed("refuse_placement"),
        custom=step(
            label=_("Does not suit us now"),
            on_word_label=_("Record the workplace's no"),
            past="refused",
            answer=True,
            record=("reason",),
            undo=True,
            tone="quiet",
            form="programmes.placements.forms.RefuseForm",
            effect=_("A worker rings the person before any message goes."),
            done=_("Thank you for the answer. The worker tells the person."),
        ),
    )
    def refuse(self, *, on: date, reason: Any, reason_text: str = "") -> None:
        self.refused_on, self.reason, self.reason_text = on, reason, reason_text

    @transition(
        field="state",
        source=sorted(SUGGESTION),
        target=S.RELEASED,
        permission=allowed("release_placement"),
        custom=step(
            label=_("Let the suggestion go"),
            past="released",
            undo=True,
            tone="quiet",
            form="workflow.forms.TransitionForm",
            effect=_("Another place was chosen. This is nobody's no."),
            done=_("The suggestion is let go."),
        ),
    )
    def release(self, *, on: date) -> None:
        self.released_on = on
