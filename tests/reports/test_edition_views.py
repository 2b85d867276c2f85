"""Publishing in the browser: look at it, see what is hidden and why, publish once."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from audit.models import Event
from reports.editions import figures_of
from reports.made.drafts import as_text, from_text, ready_draft
from reports.made.working import make_reports
from reports.models import Edition, Making
from reports.periods import Period
from reports.publishing import draft_edition
from tests.factories.programmes import coordinator, manager
from tests.reports.test_publishing import _today, crowd, run

__all__ = ["_today", "crowd"]
LIST, PUBLISH = "/reports/editions/", "/reports/editions/publish/"
QUARTER = f"{PUBLISH}?period=2026-Q2"


def token_of(html: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', html)[1]


def look(client, address: str = QUARTER):
    """The preview, counted by the worker first where there is none that holds."""
    answer = client.get(address)
    if answer.status_code == 303:
        assert make_reports() == 1
        assert QUARTER in client.get(answer["Location"]).content.decode()
        answer = client.get(QUARTER)
    return answer


def test_a_manager_looks_publishes_once_and_finds_it_in_the_list(client, crowd):
    user = manager()
    client.force_login(user)
    html = look(client).content.decode()
    sent = {"token": token_of(html)}

    first, second = client.post(QUARTER, sent), client.post(QUARTER, sent)

    assert (first.status_code, first["Location"], second.status_code) == (303, LIST, 303)
    edition = Edition.objects.get()
    assert edition.published_by_id == user.pk
    assert Event.objects.get(verb="edition.published").actor_id == user.pk
    listed = client.get(LIST).content.decode()
    assert f"{edition.hidden} / {edition.figures}" in listed
    assert "/open-data/editions/2026-Q2.csv" in listed


def test_the_preview_names_the_hidden_groups_and_publishes_nothing(client, crowd):
    client.force_login(manager())

    html = look(client).content.decode()

    row = html[html.index("Tarjous 90 päivässä") :]
    assert "Rääkkylä" in row[: row.index("</tr>")]
    assert not Edition.objects.exists()


def test_what_would_tell_is_refused_with_its_tables(client, crowd, referral):
    for _number in range(7):
        referral("707", offered=20, referred_on=date(2025, 11, 1))
    run("publish_edition", "2026-H1")
    run("publish_edition", "2026-Q1")
    client.force_login(manager())

    html = look(client).content.decode()
    answer = client.post(QUARTER, {"token": "x" * 24})

    assert "(P9), Kunta, 2026, 2. neljännes" in html
    assert answer.status_code == 422
    assert Edition.objects.count() == 2


@pytest.mark.parametrize("period", ["2026-Q3", "2026-07", ""])
def test_a_period_that_is_not_over_is_not_offered(client, crowd, period):
    client.force_login(manager())

    answer = client.post(f"{PUBLISH}?period={period}", {"token": "x" * 24})

    assert "error" in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_coordinator_reads_the_list_and_publishes_nothing(client, crowd):
    client.force_login(coordinator())

    assert client.get(LIST).status_code == 200
    assert client.get(QUARTER).status_code == 403
    assert client.post(QUARTER, {"token": "x" * 24}).status_code == 403
    assert not Edition.objects.exists()


def test_what_is_published_is_what_was_looked_at(client, crowd, referral):
    user = manager()
    client.force_login(user)
    html = look(client).content.decode()
    _making, draft = ready_draft(user, Period.named("2026-Q2"))
    referral("167", offered=20, referred_on=date(2026, 1, 20))

    client.post(QUARTER, {"token": token_of(html)})

    assert figures_of(Edition.objects.get()) == draft.figures


def test_the_preview_says_when_it_was_counted_and_is_counted_again_on_request(client, crowd):
    client.force_login(manager())
    html = look(client).content.decode()

    again = client.get(f"{QUARTER}&again=1")

    assert re.search(r"Laskettu ke\s1\.7\.2026 klo\s10", html)
    assert f"{QUARTER.replace('&', '&amp;')}&amp;again=1" in html
    assert again.status_code == 303
    assert Making.objects.filter(status="waits").count() == 1


def test_a_draft_falls_with_another_edition_and_after_an_hour(client, crowd):
    client.force_login(manager())
    html = look(client).content.decode()
    assert client.get(QUARTER).status_code == 200

    run("publish_edition", "2026-Q1")
    late = client.post(QUARTER, {"token": token_of(html)})

    assert late.status_code == 303
    assert late["Location"].startswith("/reports/made/")
    assert list(Edition.objects.values_list("name", flat=True)) == ["2026-Q1"]
    make_reports()
    assert client.get(QUARTER).status_code == 200
    Making.objects.update(ended_at=timezone.now() - timedelta(minutes=61))
    assert client.get(QUARTER).status_code == 303


def test_a_draft_is_the_same_after_it_was_kept(crowd, referral):
    run("publish_edition", "2026-H1")
    for _number in range(7):
        referral("707", offered=20, referred_on=date(2025, 11, 1))
    run("publish_edition", "2026-Q1")
    period = Period.named("2026-Q2")
    draft = draft_edition(period)
    assert draft.clashes or draft.hidden

    assert from_text(as_text(draft, 7), period) == (draft, 7)


def test_a_period_with_nobody_is_told_in_words(client, reference, db):
    client.force_login(manager())
    answer = client.get(QUARTER)
    make_reports()

    html = client.get(answer["Location"]).content.decode()

    assert "2026-Q2" in html
    assert "ei ole ketään" in html
    assert Making.objects.get().status == "failed"
