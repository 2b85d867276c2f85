"""Reads of placements, the viewer first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django.utils import timezone

from accounts.selectors import Viewer
from programmes.catalogue.models import AgreementKind, AnswerEffect, ProgrammeTypeRule
from programmes.catalogue.selectors import rule_on
from programmes.employers.codes import MemberRole
from programmes.employers.models import HostEmployer
from programmes.placements.codes import Party
from programmes.placements.models import (
    Agreement,
    Induction,
    LimitOverride,
    OfferRound,
    Placement,
    Signature,
)
from programmes.placements.states import SEEN_BY_HOST, SIGNS, WORKED
from programmes.policies import not_coming, of_others, visible
from programmes.who_is_who import host_ids, memberships_of

WITH_NAMES = (
    "participation__participant",
    "participation__coordinator",
    "participation__municipality",
    "vacancy__host",
    "vacancy__workplace",
    "vacancy__municipality",
    "intake__programme",
    "intake__municipality",
    "programme_type",
    "offer_round",
)
# Outlines of municipalities are long, and no list draws them.
SHAPES = tuple(f"{name}__shape" for name in WITH_NAMES if name.endswith("municipality"))


def placements_for(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Placement]:
    """Other people's placements that `viewer` may see, newest first, with the names a list shows."""
    rows = with_names(of_others(viewer, Placement))
    return rows if states is None else rows.filter(state__in=sorted(states))


def with_names(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """The rows with the names that a list shows."""
    return rows.select_related(*WITH_NAMES).defer(*SHAPES)


def _seen(viewer: Viewer) -> QuerySet[Placement]:
    """Every placement `viewer` may see, their own among them."""
    return with_names(visible(viewer, Placement))


def placement_for(viewer: Viewer, reference: str) -> Placement:
    """The placement in the viewer's scope; 404 when there is none."""
    found = _seen(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def overrides_for(viewer: Viewer) -> QuerySet[LimitOverride]:
    """What goes beyond a limit in agreements of other people's places that `viewer` sees, newest first.

    Versions that hold: one that was replaced before anybody signed it goes beyond nothing.
    """
    places = placements_for(viewer).order_by().values("pk")
    rows = LimitOverride.objects.filter(agreement__placement__in=places, agreement__void=False)
    return rows.select_related(
        "agreement__placement__participation__participant", "agreement__placement__programme_type",
        "agreement__placement__vacancy__municipality", "agreement__placement__intake__municipality", "by",
    )  # fmt: skip


def overrides_of(placement: Placement, version: int) -> QuerySet[LimitOverride]:
    """What goes beyond a limit in one version of the agreement of a placement."""
    rows = LimitOverride.objects.filter(agreement__placement=placement, agreement__version=version)
    return rows.select_related("by")


def rule_of(placement: Placement) -> ProgrammeTypeRule:
    """The rule of the placement's type on the day it starts, or before that is agreed could start at the
    earliest; read once for the row in hand."""
    on = placement.starts_on or earliest_start(placement)
    key = (placement.programme_type_id, on)
    read: dict[tuple[int, date], ProgrammeTypeRule] = vars(placement).setdefault("_rules_read", {})
    if key not in read:
        read[key] = rule_on(placement.programme_type, on)
    return read[key]


def earliest_start(placement: Placement) -> date:
    """The first day on which work at the place could begin, not before today."""
    opens = placement.vacancy.start_from_on if placement.vacancy else placement.intake.starts_on  # type: ignore[union-attr]
    return max(opens or date.min, timezone.localdate())


def effect_of_answer(placement: Placement) -> str:
    """What a no can lead to: `in_plan` when the service is in the person's plan, else as the type says."""
    in_plan, effect = placement.participation.in_plan, rule_of(placement).answer_effect
    if in_plan:
        return AnswerEffect.IN_PLAN
    # What is known not to be in the plan is not told to be there.
    return AnswerEffect.VOLUNTARY if in_plan is False and effect == AnswerEffect.IN_PLAN else effect


def offer_round_for(viewer: Viewer, reference: str) -> tuple[OfferRound, list[Placement]]:
    """The round and those of its placements that `viewer` may see; 404 when none."""
    found = list(_seen(viewer).filter(offer_round__reference=reference).order_by("id"))
    if not found or found[0].offer_round is None:
        raise Http404
    return found[0].offer_round, found


def own_placements(viewer: Viewer) -> QuerySet[Placement]:
    """The viewer's suggestions and places as a person, newest first."""
    return _seen(viewer).filter(participation__participant__user=viewer)


def own_placement(viewer: Viewer, reference: str) -> Placement:
    """One of the viewer's own as a person; 404 when it is not."""
    found = own_placements(viewer).filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def own_offer_round(viewer: Viewer, reference: str) -> tuple[OfferRound, list[Placement]]:
    """A round of the viewer's own with its places; 404 when it is not."""
    found = list(own_placements(viewer).filter(offer_round__reference=reference).order_by("id"))
    if not found or found[0].offer_round is None:
        raise Http404
    return found[0].offer_round, found


def host_placements(viewer: Viewer, *, states: Collection[str] | None = None) -> QuerySet[Placement]:
    """People introduced to, or in, the places of the hosts the viewer acts for."""
    rows = _seen(viewer).filter(state__in=sorted(SEEN_BY_HOST if states is None else states))
    return rows.filter(vacancy__host__in=host_ids(viewer), introduced_on__isnull=False)


def with_safety_due(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """The rows with the day by which a safety list that is not shown whole was to be shown."""
    waits = Induction.objects.filter(placement=OuterRef("pk"), done_on=None).order_by()
    return rows.annotate(safety_due=Subquery(waits.values("due_on")[:1]))


def with_hosting(rows: QuerySet[HostEmployer]) -> QuerySet[HostEmployer]:
    """The host employers with whether anybody has begun to work at their places."""
    begun = Placement.objects.filter(vacancy__host=OuterRef("pk"), state__in=sorted(WORKED))
    return rows.annotate(has_hosted=Exists(begun.filter(started_on__isnull=False).order_by()))


def not_coming_to_host(viewer: Viewer, reference: str) -> Placement:
    """One of those who are not coming to the viewer's hosts after all; 404 when it is not."""
    rows = not_coming(viewer).select_related("participation__participant", "vacancy__host")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def unsigned_by_host(viewer: Viewer) -> QuerySet[Placement]:
    """Placements at the hosts for which the viewer may sign, whose agreement the host has still to sign."""
    given = Agreement.objects.filter(placement=OuterRef("pk"), void=False, kind=AgreementKind.THREE_PARTY)
    signed = Signature.objects.filter(agreement=OuterRef("pk"), party=Party.HOST)
    signs = [host for host, role in memberships_of(viewer).items() if role == MemberRole.SIGNER]
    rows = host_placements(viewer, states=SIGNS).filter(vacancy__host__in=signs)
    return rows.filter(Exists(given.exclude(Exists(signed))))
