"""What a person is told, in kinds that they can choose about: by which channel, and what may be left out.

Each template that goes to a participant is of one kind; one that no kind names is of `SERVICE`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """What a message is about."""

    SERVICE = "service", _("My time in the service begins, changes or ends")
    SUGGESTIONS = "suggestions", _("Places that are suggested to me")
    AGREEMENTS = "agreements", _("Agreements to read and sign")
    ANSWERS = "answers", _("Answers to what I asked")
    WORKER = "worker", _("My worker has written to me")
    DAYS = "days", _("Days and hours are checked")
    TALKS = "talks", _("Notes of a talk can be read")


class How(models.TextChoices):
    """By which channel a kind comes; as usual is the channel that the person has chosen for everything."""

    USUAL = "", _("As usual")
    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WORKER = "worker", _("My worker tells me")
    NONE = "none", _("I read it on my own page")


@dataclass(frozen=True)
class KindFacts:
    """Which templates are of the kind, and whether they may be left out; `why` tells why not."""

    templates: frozenset[str]
    may_be_off: bool = False
    why: Any = ""


HAS_TO_BE_TOLD = _("This has to be told: you have something to answer or to know.")

KINDS: dict[MessageKind, KindFacts] = {
    MessageKind.SERVICE: KindFacts(
        frozenset(
            {
                "referral_received", "referral_accepted", "referral_closed", "participation_started",
                "participation_stopped", "participation_ended", "participation_reopened",
                "break_began", "break_over", "place_ended",
                "data_corrected", "called_off", "correction", "place_began", "how_are_you",
                "induction_to_confirm",
                "place_paused", "place_on_break", "place_break_over", "place_goes_on", "day_called_off",
                "assessment_started", "assessment_news", "assessment_stopped", "permission_ended",
                "worker_changed", "worker_changes",
                "choose_a_time", "time_chosen", "time_called_off", "time_tomorrow",
            }
        ),
        why=HAS_TO_BE_TOLD,
    ),
    MessageKind.SUGGESTIONS: KindFacts(
        frozenset(
            {
                "places_suggested", "place_let_go", "you_are_introduced", "workplace_said_yes",
                "workplace_wants_to_meet",
                "visit_agreed", "visit_moved", "visit_called_off", "visit_time_does_not_suit",
                "visit_reminder",
            }
        ),
        why=HAS_TO_BE_TOLD,
    ),
    MessageKind.AGREEMENTS: KindFacts(
        frozenset(
            {
                "agreement_to_sign", "agreement_changed", "signature_recorded", "agreement_reminder",
                "agreement_complete", "contact_mended",
            }
        ),
        why=HAS_TO_BE_TOLD,
    ),
    MessageKind.ANSWERS: KindFacts(
        frozenset({"interest_recorded", "interest_answered", "correction_answered", "tasks_confirmed"}),
        may_be_off=True,
    ),
    MessageKind.WORKER: KindFacts(frozenset({"worker_wrote"}), may_be_off=True),
    MessageKind.DAYS: KindFacts(frozenset({"month_checked", "month_open_again"}), may_be_off=True),
    MessageKind.TALKS: KindFacts(frozenset({"review_held"}), may_be_off=True),
}  # fmt: skip
_OF = {template: kind for kind, facts in KINDS.items() for template in facts.templates}


def kind_of(template: str) -> MessageKind:
    """What a message of the template is about."""
    return _OF.get(template, MessageKind.SERVICE)


def how_of(kind: MessageKind, choices: dict[str, str]) -> How:
    """What the person has chosen about the kind; what may not be left out comes as usual."""
    chosen = How(choices.get(kind, "")) if choices.get(kind, "") in How.values else How.USUAL
    return How.USUAL if chosen == How.NONE and not KINDS[kind].may_be_off else chosen
