"""A snapshot says what would be counted now, or it is made anew."""

import json
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from areas.models import Municipality
from audit.services import record
from programmes.participants.models import Participation
from reports.figures import count_figures
from reports.goals import ensure_goals, goals
from reports.groups import BREAKDOWNS
from reports.models import Goal, Snapshot
from reports.periods import Period
from reports.selectors import frames_for
from reports.snapshots import forget_old_snapshots, snapshot_of
from tests.factories.programmes import manager
from tests.reports.conftest import place
from tests.reports.test_commands import figures, run

HALF = Period(date(2026, 1, 1), date(2026, 6, 30))


@pytest.fixture
def offered(referral):
    """Two people, one with an offer in time."""
    rows = referral(offered=10), referral("422")
    record("participation.referred", rows[0], by=None)
    return rows


def counted_now() -> list:
    return count_figures(frames_for(None), HALF, breakdowns=[None, *BREAKDOWNS], goals=goals())


def is_made_anew() -> bool:
    """Whether asking makes the snapshot anew; what it answers is what is counted now in either case."""
    before = Snapshot.objects.get().made_at
    assert snapshot_of(HALF).figures == counted_now()
    return Snapshot.objects.get().made_at != before


def test_it_says_what_is_counted_to_the_last_digit(offered):
    first = snapshot_of(HALF).figures

    assert first == counted_now()
    assert any(figure.value not in (None, 0, 100) for figure in first)
    assert not is_made_anew()


def test_the_second_answer_reads_no_row_of_a_person(offered):
    snapshot_of(HALF)

    with CaptureQueriesContext(connection) as queries:
        snapshot_of(HALF)

    assert not [one for one in queries if Participation._meta.db_table in one["sql"]]


@pytest.mark.parametrize("what", ["act", "import", "goal", "area"])
def test_whatever_happens_it_is_made_anew(offered, what):
    snapshot_of(HALF)
    if what == "act":
        place(offered[1], date(2026, 2, 2))
        record("placement.offered", offered[1], by=None)
    elif what == "import":
        record("participation.imported", offered[1], by=None, data={"file": "participations"})
    elif what == "goal":
        ensure_goals()
        Goal.objects.create(indicator="P3", target=99, valid_from=date(2026, 1, 1), why="–", set_by=manager())
    else:
        Municipality.objects.filter(code="422").update(remote=False)

    assert is_made_anew()
    assert not is_made_anew()


def test_each_period_has_its_own(offered):
    quarter = Period.named("2026-Q1")
    snapshot_of(HALF)

    assert snapshot_of(quarter).figures == count_figures(
        frames_for(None), quarter, breakdowns=[None, *BREAKDOWNS], goals=goals()
    )
    assert Snapshot.objects.count() == 2


def test_a_new_version_counts_everything_itself(offered):
    snapshot_of(HALF)

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default", apps=apps)

    assert not Snapshot.objects.exists()


def test_a_month_later_it_is_gone(offered):
    snapshot_of(HALF)
    assert forget_old_snapshots() == 0

    Snapshot.objects.update(made_at=timezone.now() - timedelta(days=31))

    assert forget_old_snapshots() == 1


@pytest.mark.parametrize("by", [None, "gender", "programme_type"])
def test_the_command_answers_the_same_with_and_without(offered, by):
    asked = ("--only", "P3,S1,O8", *(("--by", by) if by else ()))
    exact = figures(*asked)

    assert figures(*asked, "--snapshot") == exact
    assert figures(*asked, "--snapshot") == exact
    assert exact


def test_the_document_has_the_same_definitions_with_and_without(offered):
    asked = ("indicators", "--from", "2026-01-01", "--to", "2026-06-30", "--only", "P3,O5", "--by", "gender")
    exact = json.loads(run(*asked, "--format", "json"))["definitions"]

    for _again in (1, 2):
        kept = json.loads(run(*asked, "--format", "json", "--snapshot"))["definitions"]
        assert kept == exact
    assert list(kept) == ["P3", "O5"]


def test_published_and_snapshot_exclude_each_other(offered):
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("indicators", "--from", "2026-01-01", "--to", "2026-06-30", "--public", "--snapshot")
