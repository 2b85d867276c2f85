"""One person's place: suggested in a round, agreed by all, lived, and closed with a talk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE

from programmes.employers.additionality import STILL_SO
from programmes.employers.models import host_takes_people
from programmes.placements.models.record import PlacementRecord
from programmes.placements.states import BEFORE_AGREED, RUNNING, SUGGESTION, PlacementState
from programmes.verbs import verb

S = PlacementState


def _all_signed(placement: Placement, *, complete: bool, **_fields: Any) -> str:
    """The state after a signature: agreed when every party has signed."""
    return S.AGREED if complete else S.SIGNING


class Placement(PlacementRecord):
    """One person's place at a vacancy or in a group: every act on it, in the order of the path.

    Its columns, and what always holds of them, stand in `record.py`.
    """

    @verb(
        S.PROPOSED,
        S.WANTED,
        label=_("Yes, I am interested"),
        on_word_label=_("Record their yes"),
        past="wanted",
        told=_("The person is interested"),
        mark=("heart", "ok"),
        day="wanted_on",
        answer=True,
        record=("rank",),
        undo=True,
        form="programmes.placements.forms.WantForm",
        done=_("You said yes. It is your worker's turn now."),
    )
    def want(
        self,
        *,
        on: date,
        rank: int = 1,
        shown_to_host: list[str] | None = None,
        shown_profile: str = "",
        tasks_shown: str = "",
    ) -> None:
        """What of the profile is shown is kept as it stood; later changes the workplace does not read."""
        self.wanted_on, self.wanted_rank, self.shown_to_host = on, rank, shown_to_host or []
        self.shown_profile, self.tasks_shown = shown_profile, tasks_shown

    @verb(
        SUGGESTION,
        S.DECLINED,
        label=_("Not this time"),
        on_word_label=_("Record their no"),
        past="declined",
        told=_("The person chose otherwise"),
        day="declined_on",
        answer=True,
        record=("reason",),
        undo=True,
        tone="link",
        form="programmes.placements.forms.DeclineForm",
        done=_("Your answer is kept."),
    )
    def decline(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.declined_on, self.reason, self.reason_text = on, reason, reason_text

    @verb(
        S.WANTED,
        S.INTRODUCED,
        label=_("Introduce to the workplace"),
        past="introduced",
        told=_("Introduced to the workplace"),
        mark=("people", "info"),
        day="introduced_on",
        undo=True,
        fits=lambda placement: placement.vacancy_id is not None,
        form="programmes.placements.forms.IntroduceForm",
        done=_("The workplace sees the introduction and answers."),
        conditions=[host_takes_people],
    )
    def introduce(self, *, on: date) -> None:
        """The workplace reads `introduction.what_host_sees`: what the person was shown, and no word more."""
        self.introduced_on = on

    @verb(
        S.INTRODUCED,
        S.ACCEPTED,
        unattended=True,
        label=_("Yes, welcome to us"),
        on_word_label=_("Record the workplace's yes"),
        past="accepted",
        told=_("The workplace said yes"),
        mark=("check", "ok"),
        day="accepted_on",
        answer=True,
        undo=True,
        form="programmes.placements.forms.AcceptForm",
        effect=STILL_SO,
        done=_("The seat is kept. The worker draws up the agreement."),
        conditions=[host_takes_people],
    )
    def accept(self, *, on: date, guide: str) -> None:
        self.accepted_on, self.guide = on, guide

    @verb(
        S.WANTED,
        S.ACCEPTED,
        label=_("Reserve a seat"),
        past="seat_reserved",
        told=_("A seat in the group is kept"),
        undo=True,
        fits=lambda placement: placement.intake_id is not None,
        form="programmes.placements.forms.ReserveSeatForm",
        done=_("A seat in the group is kept."),
    )
    def reserve_seat(self, *, on: date, guide: str = "") -> None:
        self.accepted_on, self.guide = on, guide

    @verb(
        S.INTRODUCED,
        S.REFUSED,
        unattended=True,
        label=_("Does not suit us now"),
        on_word_label=_("Record the workplace's no"),
        past="refused",
        told=_("Did not work out: the workplace's answer"),
        mark=("info", "warn"),
        day="refused_on",
        answer=True,
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.RefuseForm",
        effect=_("A worker rings the person before any message goes."),
        done=_("Thank you for the answer. The worker tells the person."),
    )
    def refuse(self, *, on: date, reason: Any, reason_text: str = "") -> None:
        self.refused_on, self.reason, self.reason_text = on, reason, reason_text

    @verb(
        SUGGESTION,
        S.RELEASED,
        label=_("Let the suggestion go"),
        past="released",
        told=_("Suggestion let go"),
        day="released_on",
        undo=True,
        tone="quiet",
        form="workflow.forms.TransitionForm",
        effect=_("Another place was chosen. This is nobody's no."),
        done=_("The suggestion is let go."),
    )
    def release(self, *, on: date) -> None:
        self.released_on = on

    @verb(
        [S.ACCEPTED, S.SIGNING, S.AGREED],
        S.SIGNING,
        stays_in=RUNNING,
        label=_("Draw up the agreement"),
        otherwise={
            state: {
                "label": _("Make a new version of the agreement"),
                "tone": "quiet",
                "done": _("The new version can be read and signed. Every party is told."),
            }
            for state in (S.SIGNING, S.AGREED, *RUNNING)
        },
        past="agreement_issued",
        told=_("Agreement drawn up"),
        mark=("document", "info"),
        record=("version", "changed", "beyond"),
        undo=True,
        form="programmes.placements.forms.IssueAgreementForm",
        done=_("The agreement can be read and signed."),
        conditions=[host_takes_people],
    )
    def issue_agreement(
        self, *, on: date, starts_on: date, ends_on: date, weekly_hours: Decimal, guide: str, **_terms: Any
    ) -> None:
        """The row says what is to be signed; while the work goes on it says what is in force until then."""
        if self.state in RUNNING:
            return
        self.starts_on, self.ends_on, self.weekly_hours, self.guide = starts_on, ends_on, weekly_hours, guide
        self.agreed_on = None

    @verb(
        S.SIGNING,
        GET_STATE(_all_signed, states=[S.SIGNING, S.AGREED]),
        stays_in=RUNNING,
        label=_("I have read this and sign"),
        past="signed",
        told=_("Agreement signed"),
        mark=("pen", "ok"),
        record=("party", "version", "complete", "agreed_start", "days_late", "moved_to"),
        undo=True,
        form="programmes.placements.forms.SignForm",
        done=_("Signed."),
        waits_for="programmes.placements.policies.still_signs",
    )
    def sign(
        self,
        *,
        on: date,
        party: str,
        complete: bool,
        terms: dict[str, Any] | None = None,
        moved_to: date | None = None,
        **_told: Any,
    ) -> None:
        """The last signature agrees the place or puts the version into force; a late one moves the start."""
        if complete and terms and self.state in RUNNING:
            self.ends_on, self.guide = date.fromisoformat(terms["ends_on"]), terms["guide"]
            self.weekly_hours = Decimal(terms["weekly_hours"])
        elif complete:
            self.agreed_on, self.starts_on = on, moved_to or self.starts_on

    @verb(
        S.AGREED,
        S.ACTIVE,
        label=_("The work has begun"),
        past="started",
        told=_("The place began"),
        mark=("workplace", "ok"),
        day="starts_on",
        undo=True,
        form="programmes.placements.forms.StartPlacementForm",
        done=_("The place is under way."),
        conditions=[host_takes_people],
    )
    def start(self, *, on: date, **_checked: Any) -> None:
        """`starts_on` stays the day that was agreed; the first day as it came true stands beside it."""
        self.started_on = on

    @verb(
        S.ACTIVE,
        S.PAUSED,
        label=_("Begin a break"),
        past="paused",
        told=_("A break in the place began"),
        record=("reason", "resumes_on"),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.PausePlacementForm",
        effect=_("The seat is kept. No days are told during the break. Both other parties hear of it."),
        done=_("The break has begun. Both other parties are told."),
    )
    def pause(self, *, on: date, resumes_on: date, **_told: Any) -> None:
        """The dated row of the break is made by the service."""
        self.resumes_on = resumes_on

    @verb(
        S.PAUSED,
        S.ACTIVE,
        label=_("The work goes on"),
        past="resumed",
        told=_("The break in the place ended"),
        undo=True,
        form="programmes.placements.forms.ResumePlacementForm",
        done=_("The place is under way again. Both other parties are told."),
    )
    def resume(self, *, on: date) -> None:
        """The dated row of the break is ended by the service."""
        self.resumes_on = None

    @verb(
        [S.ACTIVE, S.PAUSED],
        S.ENDED,
        label=_("The place has ended"),
        past="ended",
        told=_("The place ended"),
        day="ended_on",
        record=("end_kind", "reason", "days_beyond"),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.EndPlacementForm",
        done=_("The end is recorded. The closing talk is next."),
    )
    def end(
        self,
        *,
        on: date,
        ended_on: date,
        end_kind: str,
        reason: Any = None,
        reason_text: str = "",
        days_beyond_text: str = "",
        **_told: Any,
    ) -> None:
        self.ended_on, self.end_kind, self.reason, self.reason_text = ended_on, end_kind, reason, reason_text
        self.days_beyond_text, self.resumes_on = days_beyond_text, None

    @verb(
        S.ENDED,
        S.CLOSED,
        label=_("Record the closing talk"),
        past="closed",
        told=_("Closing talk held"),
        mark=("message", "quiet"),
        record=("outcome",),
        undo=True,
        form="programmes.placements.forms.ClosePlacementForm",
        done=_("The closing talk is recorded."),
    )
    def close(
        self,
        *,
        on: date,
        outcome: str,
        host_view: str = "",
        participant_agrees: bool | None = None,
        own_words: str = "",
    ) -> None:
        self.closed_on, self.outcome, self.host_view = on, outcome, host_view
        self.participant_agrees, self.own_words = participant_agrees, own_words

    @verb(
        [*sorted(BEFORE_AGREED), S.AGREED],
        S.CANCELLED,
        label=_("Call off this place"),
        past="cancelled",
        told=_("Called off before the start"),
        day="cancelled_on",
        record=("reason",),
        undo=True,
        tone="quiet",
        form="programmes.placements.forms.CancelForm",
        effect=_("The seat is freed. The other parties are told."),
        done=_("Called off."),
    )
    def cancel(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.cancelled_on, self.reason, self.reason_text = on, reason, reason_text
