"""Money: the rows of budget and funding, what was spent by month and kind, and how both are entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from areas.selectors import SpendingKind, spending_kinds
from audit.grouping import as_one
from audit.services import record
from reports.models import FundingRow, Spending
from reports.readers import keeps_the_money
from ui.formats import money
from workflow.engine import first_time

CENT = Decimal("0.01")
Spent = Mapping[tuple[date, str], Decimal]  # what was entered, by month and code of the kind


@dataclass(frozen=True)
class Shares:
    """Who pays a project: the support and the own share in euros, and the exact percent of the support."""

    support: Decimal
    own: Decimal
    percent: Decimal


def funding_rows() -> QuerySet[FundingRow]:
    """The rows that hold: none has replaced them. By kind and first day."""
    return FundingRow.objects.filter(replaced_by=None)


def all_funding_rows() -> QuerySet[FundingRow]:
    """Every row that was ever entered, the replaced ones too, each with who entered it."""
    return FundingRow.objects.select_related("entered_by", "replaced_by")


def shares_of(row: FundingRow) -> Shares | None:
    """The stated support, or the stated percent of the sum to the cent; None where neither was stated."""
    if row.support is None and row.percent is None:
        return None
    support = row.support
    if support is None:
        support = (row.euros * (row.percent or 0) / 100).quantize(CENT, ROUND_HALF_UP)
    return Shares(support, row.euros - support, 100 * support / row.euros)


def spent_between(first: date, last: date) -> dict[tuple[date, str], Decimal]:
    """What was spent in the months from `first` to `last`, both by their first day; exact to the cent."""
    found: dict[tuple[date, str], Decimal] = {}
    rows = Spending.objects.filter(month__range=(first, last)).order_by("pk")
    for month, kind, euros in rows.values_list("month", "kind", "euros"):
        found[month, kind] = found.get((month, kind), Decimal(0)) + euros
    return found


def corrections() -> QuerySet[Spending]:
    """The corrections with their reasons, the newest first."""
    rows = Spending.objects.filter(is_correction=True).select_related("kind", "entered_by")
    return rows.order_by("-pk")


def newest_entry() -> int:
    """The number of the newest entry: what a page that shows the entries has seen."""
    return Spending.objects.aggregate(newest=Max("pk"))["newest"] or 0


@as_one()
def enter_spending(
    month: date, euros: Mapping[str, Decimal], *, by: User, token: str | None = None
) -> list[Spending]:
    """So much was spent in the month on each of the kinds, by code; sent twice it is entered once.

    Raises ValidationError, by kind where it is about one, and enters nothing then: the month lies ahead or a
    kind is entered already. PermissionDenied for who does not keep the money.
    """
    if not keeps_the_money(by):
        raise PermissionDenied
    kinds = _held_kinds()
    if first_time(token, Spending) is not None:
        return []
    _not_ahead(month)
    entered = {row.kind_id for row in Spending.objects.filter(month=month)}
    if again := sorted(entered & euros.keys()):
        spent = spent_between(month, month)
        words = _("Entered already: %(euros)s. Correct it, with a reason.")
        raise ValidationError({code: words % {"euros": money(_cents(spent[month, code]))} for code in again})
    rows = [
        Spending(month=month, kind=kinds[code], euros=euros[code], entered_by=by)
        for code in kinds
        if code in euros
    ]
    for number, row in enumerate(rows):
        _keep(row, "spending.entered", by=by, token=None if number else token)
    return rows


@transaction.atomic
def correct_spending(row: Spending, *, seen: int, by: User, token: str | None = None) -> Spending:
    """The row, a plus or a minus with its reason, is added to what was entered for its month and kind.

    seen: `newest_entry` of the page that it was sent from. Raises ValidationError where nothing is entered
    yet, where somebody has entered more of it meanwhile, and where less than nothing would be left;
    PermissionDenied for who does not keep the money.
    """
    if not keeps_the_money(by):
        raise PermissionDenied
    _held_kinds()
    if (known := first_time(token, Spending)) is not None:
        return Spending.objects.get(pk=known.object_id)
    same = Spending.objects.filter(month=row.month, kind=row.kind)
    if not same.exists():
        raise ValidationError(_("Nothing is entered for this month and kind yet: enter it first."))
    stands = spent_between(row.month, row.month)[row.month, row.kind_id]
    told = {"euros": money(_cents(stands))}
    if same.filter(pk__gt=seen).exists():
        words = _("Somebody has entered this meanwhile: %(euros)s now. Send again, if yours holds.")
        raise ValidationError(words % told, code="meanwhile")
    if stands + row.euros < 0:
        words = _("Only %(euros)s is entered: less than nothing would be left.")
        raise ValidationError({"euros": words % told})
    row.is_correction, row.entered_by = True, by
    _keep(row, "spending.corrected", by=by, token=token)
    return row


@transaction.atomic
def add_funding(row: FundingRow, *, by: User, token: str | None = None) -> FundingRow:
    """The row holds from now on, and the one that it replaces no more; sent twice it is one.

    Raises ValidationError where it is no row or somebody has replaced the old one meanwhile, PermissionDenied
    for who does not keep the money.
    """
    if not keeps_the_money(by):
        raise PermissionDenied
    _held_kinds()
    if (known := first_time(token, FundingRow)) is not None:
        return FundingRow.objects.get(pk=known.object_id)
    row.entered_by = by
    if row.replaces_id is not None and FundingRow.objects.filter(replaces=row.replaces_id).exists():
        raise ValidationError({"replaces": _("Somebody has replaced this row meanwhile.")})
    row.full_clean()
    row.save()
    told = {"kind": row.kind, "name": row.name, "euros": str(row.euros), "replaces": row.replaces_id}
    record("funding.entered", row, by=by, on=row.valid_from, data=told, token=token)
    return row


def _not_ahead(month: date) -> None:
    if month > timezone.localdate():
        raise ValidationError(_("The month has not begun yet: nothing is spent ahead."))


def _held_kinds() -> dict[str, SpendingKind]:
    """The kinds by code; until the end of the transaction nobody else enters anything of money."""
    return {kind.code: kind for kind in spending_kinds().select_for_update()}


def _keep(row: Spending, verb: str, *, by: User, token: str | None) -> None:
    row.full_clean()
    row.save()
    told = {"month": f"{row.month:%Y-%m}", "kind": row.kind_id, "euros": str(row.euros)}
    record(verb, row, by=by, data=told | ({"why": row.why} if row.why else {}), token=token)


def _cents(euros: Decimal) -> int:
    return int(euros * 100)
