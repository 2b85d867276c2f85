"""The supplement in words: what was applied for, what was decided, the instalments, the aid that counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from programmes.employers.models import SupplementApplication, SupplementInstalment, SupplementStatus
from programmes.hosting.supplement.payments import missing, next_one, to_pay
from programmes.hosting.supplement.services import in_euros
from programmes.hosting.supplement.undertaking import Standing
from ui.formats import day

Pair = tuple[Any, Any]


@dataclass(frozen=True)
class InstalmentTold:
    """One instalment as a page tells it. needs: what it waits for; is_next: whether it is paid next."""

    row: SupplementInstalment
    euros: str
    state: str
    tone: str
    needs: list[str]
    is_next: bool

    @property
    def can_be_paid(self) -> bool:
        """Whether nothing is missing."""
        return self.is_next and not self.needs


def facts_of(row: SupplementApplication) -> list[Pair]:
    """What was told and decided."""
    told = [
        (_("Workplace"), f"{row.host} {row.host.business_id}"),
        (_("Place"), row.placement.title),
        (_("Time"), f"{day(row.from_on)} – {day(row.until_on)}"),
        (_("Wage costs a month"), in_euros(row.monthly_wage)),
        (_("Other support a month"), in_euros(row.other_support)),
        (_("Is the work part of a business?"), row.get_business_display()),
        (_("Sent"), day(row.sent_on)),
    ]
    if row.decided_on and row.status != SupplementStatus.TAKEN_BACK:
        told.append((_("Decided"), day(row.decided_on)))
    if row.granted is not None and row.monthly is not None:
        told += [(_("Euros a month"), in_euros(row.monthly)), (_("In all at most"), in_euros(row.granted))]
    if row.grounds:
        told.append((_("Grounds"), row.grounds))
    return told


def instalments_of(row: SupplementApplication) -> list[InstalmentTold]:
    """The two instalments of what was granted."""
    following = next_one(row)
    return [_instalment(row, one, following) for one in row.instalments.all()]


def _instalment(
    row: SupplementApplication, one: SupplementInstalment, following: SupplementInstalment | None
) -> InstalmentTold:
    if one.paid_on is not None and one.paid is not None:
        words = _("Paid %(day)s") % {"day": day(one.paid_on)}
        return InstalmentTold(one, in_euros(one.paid), words, "ok", [], False)
    is_next = one == following
    euros = to_pay(row, one) if is_next else one.planned
    words = _("By %(day)s") % {"day": day(one.due_on)}
    return InstalmentTold(one, in_euros(euros), words, "info", missing(row, one), is_next and euros > 0)


def standing_facts(standing: Standing) -> list[Pair]:
    """How the undertaking stands against the ceiling today."""
    years = standing.ceiling.years
    return [
        (_("Granted in %(years)s years") % {"years": years}, in_euros(standing.counted)),
        (_("Ceiling"), in_euros(standing.ceiling.euros)),
        (_("Left today"), in_euros(max(standing.room, standing.room * 0))),
        (_("Business ids of the undertaking"), ", ".join(standing.ids)),
    ]
