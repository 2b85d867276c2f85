"""From a suggestion to the host's yes or no."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.catalogue.models import Intake, ProgrammeType
from programmes.employers.models import Vacancy
from programmes.employers.states import VacancyState
from programmes.participants.models import Participation, WorkProfile
from programmes.participants.profile.showing import copy_of
from programmes.participants.states import TAKES_OFFERS
from programmes.placements.codes import Shown
from programmes.placements.models import OfferRound, Placement
from programmes.placements.seats import hold_seat, taken_by_others, with_free_seats
from programmes.placements.services.interest import answered_by, waiting_of
from programmes.placements.services.openings import BY_LINK, pause_when_the_month_is_full
from programmes.placements.states import LIVE
from programmes.telling import enqueue_messages
from ui.formats import day
from workflow.engine import USED_FORM, apply, create, first_time
from workflow.locks import lock
from workflow.notes import keep_note

Choice = tuple[Vacancy | Intake, ProgrammeType]


@as_one()
def propose(
    participation: Participation,
    choices: Sequence[Choice],
    *,
    by: User,
    only_one_reason: str = "",
    token: str | None = None,
    interest: str = "",
) -> OfferRound:
    """The places are suggested side by side to the person, in one round; each is a concrete offer of today.

    At least two, or one with a reason. What the person was interested in is answered by it: the places
    themselves, their service, and the interest of that reference. Raises ValidationError in words for the
    coordinator.
    """
    waiting = waiting_of(participation)
    lock(participation, *(place for place, _type in choices), *waiting)
    if (known := first_time(token, OfferRound)) is not None:
        made = OfferRound.objects.filter(pk=known.object_id, participation=participation).first()
        if made is None:
            raise ValidationError(USED_FORM)
        return made
    if not by.has_perm("programmes.propose_placement", participation):
        raise PermissionDenied
    _check_round(participation, choices, only_one_reason)
    today = timezone.localdate()
    offers = OfferRound(
        participation=participation, offered_on=today, offered_by=by, only_one_reason=only_one_reason
    )
    offers.full_clean()
    offers.save()
    begun = record("offer_round.made", offers, by=by, on=today, token=token, data={"places": len(choices)})
    keep_note(begun, offers)
    events: list[tuple[Event, Placement]] = []
    for place, programme_type in choices:
        link = {"vacancy": place} if isinstance(place, Vacancy) else {"intake": place}
        placement = Placement(
            participation=participation,
            offer_round=offers,
            programme_type=programme_type,
            alternatives_shown=len(choices),
            offered_on=today,
            **link,
        )
        event = create(placement, "propose", by=by, past="proposed")
        keep_note(event, placement)
        events.append((event, placement))
    for one in answered_by(waiting, [place for place, _type in choices], also=interest):
        apply(one, "take_up", by=by, offer_round=offers, consequence_of=begun)
    enqueue_messages(*events[0])
    return offers


def _check_round(participation: Participation, choices: Sequence[Choice], only_one_reason: str) -> None:
    if participation.state not in TAKES_OFFERS:
        raise ValidationError(_("Places are suggested to a person who is waiting or under way."))
    if not choices:
        raise ValidationError(_("Choose at least one place."))
    if len(choices) == 1 and not only_one_reason.strip():
        raise ValidationError(
            {"only_one_reason": _("Two places or more make a choice. If there is only one, say why.")}
        )
    if len({(type(place), place.pk) for place, _type in choices}) != len(choices):
        raise ValidationError(_("The same place stands twice."))
    for place, programme_type in choices:
        _check_place(participation, place, programme_type)


def _check_place(
    participation: Participation, place: Vacancy | Intake, programme_type: ProgrammeType
) -> None:
    open_now = (
        place.state == VacancyState.OPEN
        if isinstance(place, Vacancy)
        else place.status in {"open", "planned"}
    )
    if isinstance(place, Vacancy) and place.out_of_date:
        raise ValidationError(
            _("%(place)s was open until %(day)s. Ask the workplace first whether it still is.")
            % {"place": place, "day": day(place.valid_until)}
        )
    if not open_now:
        raise ValidationError(_("%(place)s is no longer open.") % {"place": place})
    if isinstance(place, Vacancy) and not place.programme_types.filter(pk=programme_type.pk).exists():
        raise ValidationError(
            _("%(place)s does not take %(type)s.") % {"place": place, "type": programme_type}
        )
    if not with_free_seats(type(place).objects.filter(pk=place.pk)).filter(free_seats__gt=0).exists():
        raise ValidationError(_("%(place)s is full.") % {"place": place})
    link = {"vacancy": place} if isinstance(place, Vacancy) else {"intake": place}
    if participation.placements.filter(state__in=sorted(LIVE), **link).exists():
        raise ValidationError(_("%(place)s has already been suggested to this person.") % {"place": place})


@transaction.atomic
def want(placement: Placement, *, by: User, shown_to_host: Sequence[str] = (), **fields: Any) -> Event:
    """The person has said yes; what of their profile they chose to show is kept as they saw it."""
    chosen = list(shown_to_host)
    if set(chosen) - set(Shown.values):
        profile = WorkProfile.objects.filter(participant=placement.participation.participant_id).first()
        fields["shown_profile"] = copy_of(profile, chosen) if profile else ""
    event = apply(placement, "want", by=by, shown_to_host=chosen, **fields)
    enqueue_messages(event, placement)
    return event


@as_one()
def introduce(placement: Placement, *, by: User, **fields: Any) -> Event:
    """The host sees what the person chose to show; one person at a time for a free seat.

    Where the workplace has said how many people a month it can meet, the place rests when they are reached.
    """
    if placement.vacancy_id is None:
        raise ValidationError(_("A group has no host: reserve a seat."))
    lock(placement)
    if taken_by_others(placement):
        raise ValidationError(
            _("Every seat here is taken. Suggest other places: the person's yes stays for when one is free.")
        )
    event = apply(placement, "introduce", by=by, **fields)
    enqueue_messages(event, placement)
    pause_when_the_month_is_full(placement, event, by=by)
    return event


@transaction.atomic
def accept(placement: Placement, *, by: User | None, guide: str, **common: Any) -> Event:
    """The host has said yes: a seat is held and the person hears of it. by: None for a yes by the link."""
    hold_seat(placement)
    event = apply(placement, "accept", by=by, guide=guide, **common)
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def refuse_by_link(placement: Placement, *, reason: Any, reason_text: str = "") -> Event:
    """The host has said no by the link in the mail; a worker rings the person first."""
    event = apply(placement, "refuse", by=None, on_word=BY_LINK, reason=reason, reason_text=reason_text)
    enqueue_messages(event, placement)
    return event


@transaction.atomic
def reserve_seat(placement: Placement, *, by: User, **fields: Any) -> Event:
    """A seat in the group is held."""
    if placement.intake_id is None:
        raise ValidationError(_("Only a group's seat is reserved: introduce the person to the workplace."))
    hold_seat(placement)
    event = apply(placement, "reserve_seat", by=by, **fields)
    enqueue_messages(event, placement)
    return event
