"""Editions: what is published stays, tells nobody, and is read by anyone as it was."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import DatabaseError

from audit.models import Event
from programmes.exchange.models import DemoStamp
from reports import triggers
from reports.disclosure.attack import attack
from reports.editions import published_beside, published_editions
from reports.goals import ensure_goals
from reports.models import Edition
from reports.periods import Period
from reports.selectors import reference_for

COUNTS = ("n", "k", "unknown", "value", "mean", "flag", "previous")


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-07-01T10:00:00+03:00", tick=False):
        yield


@pytest.fixture
def crowd(referral) -> None:
    """Thirty in Joensuu, most with an offer; three in Rääkkylä, nine in Lieksa."""
    ensure_goals()
    for number in range(30):
        referral("167", offered=20 if number % 3 else None, referred_on=date(2026, 1, 5 + number % 20))
    for number in range(9):
        referral("422", offered=20 if number % 2 else None, referred_on=date(2026, 1, 5))
    for _number in range(3):
        referral("707", offered=30, referred_on=date(2026, 1, 5))


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def document(name: str) -> dict:
    return json.loads(Edition.objects.get(name=name).document)


def test_an_edition_is_published_and_its_id_told(crowd):
    assert run("publish_edition", "2026-Q2") == "2026-Q2\n"

    edition = Edition.objects.get()
    assert (edition.name, edition.period, edition.number, edition.replaces) == ("2026-Q2", "2026-Q2", 1, None)
    assert published_editions() == ("2026-Q2",)
    event = Event.objects.get(verb="edition.published")
    assert event.data["sha256"] == edition.sha256
    assert event.data["hidden"] == edition.hidden


def test_hash_is_over_the_canonical_figures_and_definitions(crowd):
    run("publish_edition", "2026-Q2")

    told = document("2026-Q2")
    hashed = {"figures": told["figures"], "definitions": told["definitions"]}
    canonical = json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    assert told["edition"]["sha256"] == hashlib.sha256(canonical).hexdigest()
    assert told["edition"] == {
        "id": "2026-Q2",
        "period": "2026-Q2",
        "published_at": told["generated_at"],
        "replaces": None,
        "sha256": Edition.objects.get().sha256,
    }


def test_the_three_are_hidden_and_cannot_be_worked_out(crowd):
    run("publish_edition", "2026-Q2")

    figures = document("2026-Q2")["figures"]
    few = next(each for each in figures if (each["indicator"], each["group"]) == ("P3", "707"))
    assert few["hidden"]
    assert [few[name] for name in COUNTS] == [None] * len(COUNTS)
    everyone = next(each for each in figures if each["indicator"] == "P3" and each["by"] is None)
    assert (everyone["n"], everyone["k"]) == (42, 27)
    assert attack(published_beside(Period.named("2026-Q2")), reference_for(None)) == []


def test_every_breakdown_of_an_edition_is_there_and_no_other(crowd):
    run("publish_edition", "2026-Q2")

    assert {each["by"] for each in document("2026-Q2")["figures"]} == {
        None, "municipality", "service_area", "remote", "gender", "age_group", "language",
    }  # fmt: skip


def test_a_second_edition_names_the_one_it_corrects(crowd, referral):
    run("publish_edition", "2026-Q2")
    first = Edition.objects.get().document
    for _number in range(6):
        referral("167", offered=20, referred_on=date(2026, 1, 9))

    assert run("publish_edition", "2026-Q2") == "2026-Q2-2\n"

    assert document("2026-Q2-2")["edition"]["replaces"] == "2026-Q2"
    assert Edition.objects.get(name="2026-Q2").document == first
    assert published_editions() == ("2026-Q2",)


def test_an_edition_is_never_changed(crowd):
    triggers.create(connection.schema_editor())  # the tests' tables are made without migrations
    run("publish_edition", "2026-Q2")

    for change in (
        lambda: Edition.objects.update(document="{}"),
        lambda: Edition.objects.all().delete(),
        lambda: Edition.objects.get().save(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    if connection.vendor == "sqlite":
        row = Edition.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "REPLACE INTO reports_edition (id, name, period, number, published_at, figures, hidden, "
                "sha256, document) VALUES (%s, 'x', '2026', 1, '2026-01-01', 0, 0, '', '')",
                [row.pk],
            )


def test_a_rehearsal_publishes_nothing(crowd):
    assert run("publish_edition", "2026-Q2", "--dry-run") == "2026-Q2\n"

    assert not Edition.objects.exists()
    assert not Event.objects.filter(verb="edition.published").exists()


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2026-Q3", "2026-Q3 has not ended yet: wait until it has."),
        ("2026-07", "2026-07 is no quarter (2026-Q1), half (2026-H1) or year (2026)."),
        ("2019", "There is nobody in the figures of 2019."),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_one_line(crowd, period, words):
    with pytest.raises(CommandError) as refusal:
        run("publish_edition", period)

    assert refusal.value.returncode == 2
    assert str(refusal.value) == words
    assert not Edition.objects.exists()


def test_a_quarter_after_its_half_is_refused_with_its_tables(crowd, referral):
    """The half and one quarter tell the other: three people of it cannot be hidden any more."""
    for _number in range(7):
        referral("707", offered=20, referred_on=date(2025, 11, 1))
    run("publish_edition", "2026-H1")
    run("publish_edition", "2026-Q1")
    out = io.StringIO()

    with pytest.raises(CommandError) as refusal:
        call_command("publish_edition", "2026-Q2", stdout=out, stderr=io.StringIO())

    assert refusal.value.returncode == 1
    assert "2026-Q2 P9 by municipality: 707 (n)" in out.getvalue().splitlines()
    assert published_editions() == ("2026-H1", "2026-Q1")


def test_public_figures_are_those_of_the_newest_edition(crowd, referral):
    quarter = ("--from", "2026-04-01", "--to", "2026-06-30", "--public", "--format", "json")
    run("publish_edition", "2026-Q2")
    referral("167", offered=20, referred_on=date(2026, 1, 9))

    told = json.loads(run("indicators", *quarter, "--only", "P3", "--by", "municipality"))

    published = [
        each
        for each in document("2026-Q2")["figures"]
        if each["indicator"] == "P3" and each["by"] == "municipality"
    ]
    assert told["figures"] == published
    assert list(told["definitions"]) == ["P3"]
    assert told["edition"]["id"] == "2026-Q2"
    assert "P3" in run("indicators", *quarter[:5])
    assert run("indicators", *quarter[:5], "--format", "csv").startswith("from,to,indicator")


@pytest.mark.parametrize("days", [("2026-04-01", "2026-06-29"), ("2026-01-01", "2026-03-31")])
def test_other_days_have_no_public_figures(crowd, days):
    run("publish_edition", "2026-Q2")

    with pytest.raises(CommandError) as refusal:
        run("indicators", "--from", days[0], "--to", days[1], "--public")

    assert refusal.value.returncode == 2
    assert "published are 2026-Q2" in str(refusal.value)


def test_a_demo_has_editions_of_its_last_quarters(crowd):
    DemoStamp.objects.create(seed=1, today=date(2026, 7, 1))
    run("publish_edition", "2026-H1")

    assert run("load_editions") == "2026-Q1\n2026-Q2\n"

    assert published_editions() == ("2026-Q2", "2026-Q1")


def test_editions_of_people_are_never_emptied(crowd):
    run("publish_edition", "2026-Q2")

    with pytest.raises(CommandError, match="not stamped as demo"):
        run("load_editions")

    assert published_editions() == ("2026-Q2",)
