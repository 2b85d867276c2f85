"""The rule check before an agreement: what goes beyond a limit is told, and takes a reason that is listed."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from areas.periods import last_day_of
from programmes.catalogue.models import ProgrammeTypeRule
from programmes.models import LimitOverride, Placement
from programmes.placements.codes import Limit
from programmes.placements.forms import IssueAgreementForm
from programmes.placements.services import issue_agreement
from tests.access.people import client_of
from tests.programmes.machines import cast as made
from tests.programmes.placements.agreements import active, issue
from workflow.undo import undo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WHY = "Tunnit kasvavat vasta kesällä."


@pytest.fixture
def cast() -> made.Cast:
    return made.full_cast()


@pytest.fixture
def row(cast: made.Cast) -> Placement:
    found = made.placement(cast, "accepted")
    ProgrammeTypeRule.objects.filter(programme_type=found.programme_type).update(
        weekly_hours_max=32, week_days_max=4, daily_hours_max=8, duration_months_max=6, months_in_all_max=12
    )
    return found


def earlier(cast: made.Cast, row: Placement, days: int, **told: Any) -> Placement:
    """A place of the same type that the person had before."""
    today = timezone.localdate()
    other = made.placement(cast, "closed", participation=row.participation, **told)
    first = today - timedelta(days=days + 30)
    last = first + timedelta(days=days - 1)
    before = dict.fromkeys(("offered_on", "wanted_on", "introduced_on", "accepted_on", "agreed_on"), first)
    Placement.objects.filter(pk=other.pk).update(
        programme_type=row.programme_type, starts_on=first, started_on=first, ends_on=last, ended_on=last,
        **before,
    )  # fmt: skip
    return other


def limits() -> list[tuple[str, Decimal, Decimal]]:
    return list(LimitOverride.objects.order_by("limit").values_list("limit", "agreed", "most"))


@pytest.mark.parametrize(
    ("terms", "limit"),
    [
        ({"weekly_hours": Decimal("32.5")}, Limit.WEEKLY_HOURS),
        ({"work_days": (1, 2, 3, 4, 5)}, Limit.WEEK_DAYS),
        ({"weekly_hours": Decimal(17), "work_days": (1, 2)}, Limit.DAILY_HOURS),
        ({"hours_steps": ((timezone.localdate() + timedelta(days=20), Decimal(33)),)}, Limit.WEEKLY_HOURS),
    ],
)
def test_beyond_a_limit_nothing_is_agreed_without_a_reason(
    cast: made.Cast, row: Placement, terms: dict[str, Any], limit: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        issue(cast, row, **terms)
    assert "L " in " ".join(refused.value.messages)  # the source is told

    event = issue(cast, row, **terms, beyond_reason=WHY)

    assert [one[0] for one in limits()] == event.data["beyond"] == [limit]
    assert LimitOverride.objects.get().reason == WHY
    assert LimitOverride.objects.get().by == cast["responsible"]


def test_within_the_limits_a_reason_is_kept_nowhere(cast: made.Cast, row: Placement) -> None:
    event = issue(
        cast, row, weekly_hours=Decimal(32), work_days=(1, 2, 3, 4), beyond_reason=WHY,
        ends_on=last_day_of(timezone.localdate() + timedelta(days=5), 6),
    )  # fmt: skip

    assert (limits(), event.data["beyond"]) == ([], [])


def test_six_months_end_the_day_before_the_seventh_begins(cast: made.Cast, row: Placement) -> None:
    last = last_day_of(timezone.localdate() + timedelta(days=5), 6)

    with pytest.raises(ValidationError):
        issue(cast, row, ends_on=last + timedelta(days=1))

    issue(cast, row, ends_on=last)


def test_earlier_places_at_the_same_workplace_count(cast: made.Cast, row: Placement) -> None:
    start = timezone.localdate() + timedelta(days=5)
    last = last_day_of(start, 6) - timedelta(days=40)
    earlier(cast, row, 40)

    with pytest.raises(ValidationError) as refused:
        issue(cast, row, ends_on=last + timedelta(days=1))
    assert "40" in refused.value.messages[0]

    issue(cast, row, ends_on=last)


def test_where_the_rule_knows_no_time_in_all_what_came_before_counts_nothing(
    cast: made.Cast, row: Placement
) -> None:
    ProgrammeTypeRule.objects.update(months_in_all_max=None)
    earlier(cast, row, 170)

    issue(cast, row, ends_on=last_day_of(timezone.localdate() + timedelta(days=5), 6))

    assert limits() == []


def test_a_year_in_all_is_counted_over_every_workplace(cast: made.Cast, row: Placement) -> None:
    ProgrammeTypeRule.objects.update(duration_months_max=None)
    other = earlier(cast, row, 350)
    Placement.objects.filter(pk=other.pk).update(vacancy=made.vacancy(made.host("0112038-9", "Toinen ry")))

    with pytest.raises(ValidationError):
        issue(cast, row)
    event = issue(cast, row, beyond_reason=WHY)

    assert event.data["beyond"] == [Limit.TIME_IN_ALL]


def test_the_form_asks_why_only_where_a_limit_is_met(cast: made.Cast, row: Placement) -> None:
    row = Placement.objects.get(pk=row.pk)
    today = timezone.localdate()
    sent = {
        "starts_on": f"{today + timedelta(days=5)}", "ends_on": f"{today + timedelta(days=65)}",
        "weekly_hours": "33", "guide": "Raili", "tasks": "Tiskausta", "aim": "Työrytmi",
        "insurance": "Työllisyysalue", "token": "t",
    }  # fmt: skip

    def form(**changes: str) -> IssueAgreementForm:
        return IssueAgreementForm(sent | changes, obj=row, user=cast["responsible"])

    assert "beyond_reason" not in IssueAgreementForm(obj=row, user=cast["responsible"]).fields
    assert set(form().errors) == {"weekly_hours", "beyond_reason"}
    within = form(weekly_hours="32")
    assert (within.errors, "beyond_reason" in within.fields) == ({}, False)
    beyond = form(beyond_reason=WHY)
    assert beyond.is_valid()
    issue_agreement(row, by=cast["responsible"], **beyond.fields_for_service())
    assert [one[0] for one in limits()] == [Limit.WEEKLY_HOURS]


def test_an_undo_takes_the_entry_along_and_a_void_version_is_not_listed(
    cast: made.Cast, row: Placement
) -> None:
    event = issue(cast, row, weekly_hours=Decimal(33), beyond_reason=WHY)
    undo(row, event, by=cast["responsible"])
    assert limits() == []

    issue(cast, row, weekly_hours=Decimal(33), beyond_reason=WHY)
    issue(cast, row, weekly_hours=Decimal(30))

    page = client_of(cast["manager"]).get(reverse("work:beyond"))
    assert WHY not in page.content.decode()


def test_the_manager_reads_the_list_and_the_worker_the_page_but_no_host(
    cast: made.Cast, row: Placement
) -> None:
    issue(cast, row, weekly_hours=Decimal(33), beyond_reason=WHY)

    def reads(part: str, address: str) -> bool:
        answer = client_of(cast[part]).get(address)
        return answer.status_code == 200 and WHY in answer.content.decode()

    index, place = reverse("work:beyond"), reverse("work:placement", args=[row.reference])
    assert reads("manager", index)
    assert reads("responsible", index)
    assert not reads("far_coordinator", index)
    assert reads("responsible", place)
    assert not reads("host_admin", reverse("host:placement", args=[row.reference]))
    assert not reads("manager", f"{index}?limit={Limit.TIME}")


def test_while_the_work_goes_on_a_longer_time_is_counted_from_the_first_day(cast: made.Cast) -> None:
    row = active(cast)
    rules = ProgrammeTypeRule.objects.filter(programme_type=row.programme_type)
    rules.update(duration_months_max=2, months_in_all_max=None)
    assert row.starts_on is not None

    with pytest.raises(ValidationError):
        issue(cast, row, ends_on=last_day_of(row.starts_on, 2) + timedelta(days=1))

    issue(cast, row, ends_on=last_day_of(row.starts_on, 2))
