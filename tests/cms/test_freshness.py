"""Every page has somebody who keeps it true, and a day on which they look."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts.roles import Role
from cms.beside.care import next_review
from cms.editing.freshness import ensure_care, mark_reviewed, stale_pages
from cms.models import PageCare
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 1, 15), date(2026, 7, 15)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_next_review_is_in_half_a_year(day, then):
    assert next_review(day) == then


def test_every_page_gets_its_care_once(page_at):
    PageCare.objects.all().delete()

    assert ensure_care() > 50
    assert ensure_care() == 0
    assert page_at("/fi/kunnat/lieksa/").care.review_on == next_review()


def test_published_page_is_stale_from_its_day_on_and_borrowed_ones_are_not(page_at):
    ensure_care()
    PageCare.objects.update(review_on=timezone.localdate() + timedelta(days=1))
    lieksa, joensuu = page_at("/fi/kunnat/lieksa/"), page_at("/fi/kunnat/joensuu/")
    PageCare.objects.filter(page__in=[lieksa, joensuu]).update(review_on=timezone.localdate())
    joensuu.unpublish()

    assert [page.pk for page in stale_pages()] == [lieksa.pk]


def test_reviewed_page_moves_on_and_its_history_says_who(page_at, editor):
    page = page_at("/fi/kunnat/lieksa/")

    care = mark_reviewed(page, by=editor)

    assert (care.reviewed_on, care.review_on) == (timezone.localdate(), next_review())
    assert PageLogEntry.objects.get(page=page, action="cms.reviewed").user == editor


def test_editor_reviews_a_page_over_http(client, page_at, editor):
    ensure_care()
    page = page_at("/sv/kommuner/lieksa/")
    PageCare.objects.filter(page=page).update(review_on=date(2026, 1, 1))
    client.force_login(editor)
    address = reverse("cms_care", args=[page.pk])

    shown = client.get(address)
    answer = client.post(
        address, {"content_owner": editor.pk, "review_on": "1.1.2026", "reviewed": "1"}, follow=True
    )

    assert shown.status_code == answer.status_code == 200
    care = PageCare.objects.get(page=page)
    assert (care.owner, care.reviewed_on, care.review_on) == (editor, timezone.localdate(), next_review())


def test_editor_of_another_municipality_does_not_review(client, page_at, editor):
    page = page_at("/fi/kunnat/joensuu/")
    client.force_login(editor)

    answer = client.post(reverse("cms_care", args=[page.pk]), {"reviewed": "1"})

    assert answer.status_code == 302
    assert not PageCare.objects.filter(page=page, reviewed_on__isnull=False).exists()


@pytest.mark.parametrize("door", ["care", "form"])
def test_nobody_is_asked_about_a_page_they_cannot_put_right(client, page_at, editor, door):
    publisher = make.account(Role.PUBLISHER)
    page = page_at("/fi/kunnat/joensuu/")
    client.force_login(publisher)
    sent = {"content_owner": editor.pk, "review_on": "1.1.2026"}
    if door == "care":
        answer = client.post(reverse("cms_care", args=[page.pk]), sent)
    else:
        sent |= {"title": page.title, "slug": page.slug, "municipality": "167", "body-count": "0"}
        counts = {"comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
        answer = client.post(f"/cms-admin/pages/{page.pk}/edit/", sent | counts)

    assert "ei saa muokata tätä sivua" in str(answer.context["form"].errors["content_owner"])
    assert not PageCare.objects.filter(page=page, owner=editor).exists()


def test_page_form_asks_for_owner_and_day_and_keeps_them(client, page_at, editor):
    page = page_at("/fi/kunnat/lieksa/")
    client.force_login(editor)
    form = client.get(f"/cms-admin/pages/{page.pk}/edit/").context["form"]
    sent = {
        "title": page.title,
        "slug": page.slug,
        "lead": page.lead,
        "municipality": "422",
        "body-count": "0",
        "content_owner": editor.pk,
        "review_on": "1.3.2027",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }

    answer = client.post(f"/cms-admin/pages/{page.pk}/edit/", sent)

    assert form.fields["content_owner"].queryset.filter(pk=editor.pk).exists()
    assert answer.status_code == 302
    care = PageCare.objects.get(page=page)
    assert (care.owner, care.review_on) == (editor, date(2027, 3, 1))
