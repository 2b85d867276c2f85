"""One person's place: suggested in a round, agreed by all, lived, and closed with a talk."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, transition

from programmes.permissions import allowed
from programmes.placements.models.suggestion import SuggestedPlacement
from programmes.placements.states import BEFORE_AGREED, RUNNING, PlacementState
from workflow.steps import step

S = PlacementState


def _all_signed(placement: Placement, *, complete: bool, **_fields: Any) -> str:
    """The state after a signature: agreed when every party has signed."""
    return S.AGREED if complete else S.SIGNING


def _still_signs(placement: Placement, user: Any) -> bool:
    """Whether a signature is missing that `user` may give."""
    from programmes.placements.policies import parties_for  # noqa: PLC0415 - policies read placements
    from programmes.turns import waiting_parties  # noqa: PLC0415 - beside its one use

    return bool(parties_for(user, placement, waiting_parties(placement)))


ISSUE = step(
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
    record=("version", "changed"),
    undo=True,
    form="programmes.placements.forms.IssueAgreementForm",
    done=_("The agreement can be read and signed."),
)
SIGN = step(
    label=_("I have read this and sign"),
    past="signed",
    record=("party", "version", "complete", "agreed_start", "days_late", "moved_to"),
    undo=True,
    form="programmes.placements.forms.SignForm",
    done=_("Signed."),
    waits_for=_still_signs,
)


def _in_its_state(state: PlacementState, custom: dict[str, Any], act: str) -> Any:
    """A transition that leaves the placement in the state: the work goes on meanwhile."""
    return transition(field="state", source=state, target=state, permission=allowed(act), custom=custom)


class Placement(SuggestedPlacement):
    """One person's place at a vacancy or in a group, from suggestion to outcome."""

    @_in_its_state(S.ACTIVE, ISSUE, "issue_agreement_placement")
    @_in_its_state(S.PAUSED, ISSUE, "issue_agreement_placement")
    @transition(
        field="state",
        source=[S.ACCEPTED, S.SIGNING, S.AGREED],
        target=S.SIGNING,
        permission=allowed("issue_agreement_placement"),
        custom=ISSUE,
    )
    def issue_agreement(
        self, *, on: date, starts_on: date, ends_on: date, weekly_hours: Decimal, guide: str, **_terms: Any
    ) -> None:
        """The row says what is to be signed; while the work goes on it says what is in force until then."""
        if self.state in RUNNING:
            return
        self.starts_on, self.ends_on, self.weekly_hours, self.guide = starts_on, ends_on, weekly_hours, guide
        self.agreed_on = None

    @_in_its_state(S.ACTIVE, SIGN, "sign_placement")
    @_in_its_state(S.PAUSED, SIGN, "sign_placement")
    @transition(
        field="state",
        source=S.SIGNING,
        target=GET_STATE(_all_signed, states=[S.SIGNING, S.AGREED]),
        permission=allowed("sign_placement"),
        custom=SIGN,
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

    @transition(
        field="state",
        source=S.AGREED,
        target=S.ACTIVE,
        permission=allowed("start_placement"),
        custom=step(
            label=_("The work has begun"),
            past="started",
            undo=True,
            form="programmes.placements.forms.StartPlacementForm",
            done=_("The place is under way."),
        ),
    )
    def start(self, *, on: date, **_checked: Any) -> None:
        """`starts_on` stays the day that was agreed; the first day as it came true stands beside it."""
        self.started_on = on

    @transition(
        field="state",
        source=[S.ACTIVE, S.PAUSED],
        target=S.ENDED,
        permission=allowed("end_placement"),
        custom=step(
            label=_("The place has ended"),
            past="ended",
            record=("end_kind", "reason", "days_beyond"),
            undo=True,
            tone="quiet",
            form="programmes.placements.forms.EndPlacementForm",
            done=_("The end is recorded. The closing talk is next."),
        ),
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
        self.days_beyond_text = days_beyond_text

    @transition(
        field="state",
        source=S.ENDED,
        target=S.CLOSED,
        permission=allowed("close_placement"),
        custom=step(
            label=_("Record the closing talk"),
            past="closed",
            record=("outcome",),
            undo=True,
            form="programmes.placements.forms.ClosePlacementForm",
            done=_("The closing talk is recorded."),
        ),
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

    @transition(
        field="state",
        source=[*sorted(BEFORE_AGREED), S.AGREED],
        target=S.CANCELLED,
        permission=allowed("cancel_placement"),
        custom=step(
            label=_("Call off this place"),
            past="cancelled",
            record=("reason",),
            tone="quiet",
            form="programmes.placements.forms.CancelForm",
            effect=_("The seat is freed. The other parties are told."),
            done=_("Called off."),
        ),
    )
    def cancel(self, *, on: date, reason: Any = None, reason_text: str = "") -> None:
        self.cancelled_on, self.reason, self.reason_text = on, reason, reason_text
