"""The first page of the page editor: one's own place with what one does there, and what waits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone, translation
from wagtail.models import Locale, Task, Workflow

from accounts.roles import Role
from cms.editing.mine import came_back, on_its_way
from cms.editing.review import NAME
from cms.models import NewsPage
from tests.cms.test_review import _workflow, decide, editor, lieksa, publisher, submit
from tests.factories import programmes as make
from tests.markup import text_of

__all__ = ["_workflow", "editor", "lieksa", "publisher"]

pytestmark = pytest.mark.usefixtures("site")

HOME = "/cms-admin/"


def buttons_on(html: str) -> list[str]:
    return re.findall(r'<a class="button" href="([^"]+)">', html)


def waits_on(html: str) -> dict[str, int]:
    rows = re.findall(r"<strong>([^<]+)</strong> <span class=\"cms-count\">(\d+)</span>", html)
    return {words: int(count) for words, count in rows}


def returned(client, editor, publisher, page, words="Puuttuu puhelinnumero."):
    state = submit(client, editor, page, lead="Luonnos.")
    decide(client, publisher, page, state, "reject", comment=words)


def test_editor_is_one_press_from_each_thing_that_is_done_there(client, editor, lieksa):
    client.force_login(editor)
    html = client.get(HOME).content.decode()

    buttons = buttons_on(html)

    assert [button.split("?")[0] for button in buttons] == [
        f"/cms-admin/pages/add/cms/newspage/{lieksa.pk}/",
        f"/cms-admin/pages/add/cms/eventpage/{lieksa.pk}/",
        "/cms-admin/hoursexception/new/",
    ]
    assert [client.get(button).status_code for button in buttons] == [200] * 3
    for address in (
        f'href="/cms-admin/pages/{lieksa.pk}/edit/"',
        f'href="{lieksa.url}"',
        "servicepoint/edit/",
    ):
        assert address in html
    assert "Joensuu" not in html
    assert "Ei tehtävää" not in html
    assert "Mikään ei odota sinua juuri nyt." in html


def test_publisher_of_the_area_writes_for_all_and_finds_each_municipality(client, page_at):
    client.force_login(make.account(Role.PUBLISHER))

    html = client.get(HOME).content.decode()

    assert f"/cms-admin/pages/add/cms/newspage/{page_at('/fi/uutiset/').pk}/" in html
    assert f"/cms-admin/pages/add/cms/eventpage/{page_at('/fi/tapahtumat/').pk}/" in html
    assert html.count('<details class="cms-folded">') == 13


def test_page_that_came_back_waits_first_with_its_reason_until_it_is_sent_again(
    client, editor, publisher, lieksa
):
    returned(client, editor, publisher, lieksa)
    client.force_login(editor)
    html = client.get(HOME).content.decode()
    lieksa.refresh_from_db()
    client.post(f"/cms-admin/pages/{lieksa.pk}/edit/", _form(lieksa) | {"action-submit": "1"})
    after = client.get(HOME).content.decode()

    assert waits_on(html) == {"Palautettu minulle": 1}
    assert "Puuttuu puhelinnumero." in text_of(html)
    assert "Ei tehtävää: Odottaa hyväksyntääni" in text_of(html)
    assert waits_on(after) == {}
    assert "Odottaa julkaisijaa, lähetetty" in after


def _form(page):
    from tests.cms.test_review import form_of  # noqa: PLC0415 - a helper, not a fixture

    return form_of(page, lead="Puhelin 013 000 000.")


def test_what_came_back_to_someone_who_has_left_is_everyones_who_may_mend_it(
    client, editor, publisher, lieksa
):
    returned(client, editor, publisher, lieksa)
    successor, far = (make.account(Role.EDITOR, municipality=code) for code in ("422", "167"))
    before = came_back(successor)
    editor.is_active = False
    editor.save()

    assert (len(before), len(came_back(successor)), len(came_back(far))) == (0, 1, 0)


def test_publisher_counts_what_waits_and_not_what_went_back(client, editor, publisher, lieksa):
    submit(client, editor, lieksa, lead="Luonnos.")
    client.force_login(publisher)
    waiting = waits_on(client.get(HOME).content.decode())
    decide(client, publisher, lieksa, lieksa.current_workflow_task_state, "reject", comment="Ei vielä.")

    assert waiting["Odottaa hyväksyntääni"] == 1
    assert came_back(publisher) == []
    assert "Odottaa hyväksyntääni" not in waits_on(client.get(HOME).content.decode())


def test_own_page_with_an_hour_and_one_that_ends_soon_are_on_their_way(editor, lieksa):
    later = timezone.now() + timedelta(days=3)
    timed = NewsPage(title="Huomenna", slug="huomenna", live=False, owner=editor, picture_decorates=True)
    ending = NewsPage(title="Loppuu", slug="loppuu", owner=editor, expire_at=later, picture_decorates=True)
    for page in (timed, ending):
        lieksa.add_child(instance=page)
    timed.go_live_at = later
    timed.save_revision(user=editor, approved_go_live_at=later)

    assert [line.title for line in on_its_way(editor)] == ["Huomenna", "Loppuu"]
    assert on_its_way(make.account(Role.EDITOR, municipality="422")) == []


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Näin toimit"), ("sv", "Så här gör du"), ("en", "How to")]
)
def test_help_is_in_our_own_words(client, editor, language, words):
    editor.language = language
    editor.save()
    client.force_login(editor)
    client.cookies["django_language"] = language

    home, guide = (client.get(HOME + part).content.decode() for part in ("", "guide/"))

    assert 'href="/cms-admin/guide/"' in home
    assert "guide.wagtail.org" not in home
    assert words in guide
    assert guide.count("<h2>") == 6


@pytest.mark.parametrize(
    ("language", "words"), [("fi", "Julkaisijan tarkistus"), ("sv", "Granskning av en publicerare")]
)
def test_step_of_review_is_called_in_the_readers_language_and_kept_as_it_is(editor, lieksa, language, words):
    step = lieksa.get_workflow().tasks[0]
    with translation.override(language):
        assert (str(step.name), str(step.specific.name), str(lieksa.get_workflow().name)) == (words,) * 3
    step.save()
    stored = list(Task.objects.values_list("name", flat=True))
    assert (stored, set(Workflow.objects.filter(active=True).values_list("name", flat=True))) == (
        [NAME],
        {NAME},
    )


@pytest.mark.parametrize("address", ["pages/search/?q=", "pages/?search_all=1&q="])
@pytest.mark.parametrize(
    ("typed", "basic"), [("työpajassa", "työpaja"), ("palvelupisteillä", "palvelupiste")]
)
def test_search_of_the_page_editor_knows_forms_of_words(client, address, typed, basic):
    client.force_login(make.account(Role.PUBLISHER))

    def found(words: str) -> set[str]:
        html = client.get(f"{HOME}{address}{words}").content.decode()
        return set(re.findall(r"/cms-admin/pages/(\d+)/edit/", html))

    assert found(basic)
    assert found(typed) == found(basic)


@pytest.mark.usefixtures("_workflow")
def test_page_given_to_several_languages_leads_to_each(client, page_at):
    publisher = make.account(Role.PUBLISHER)
    adds_on = ContentType.objects.get(app_label="wagtail_localize", model="translationsource")
    may = Permission.objects.get_or_create(content_type=adds_on, codename="submit_translation")[0]
    publisher.user_permissions.add(may)
    client.force_login(publisher)
    page = page_at("/fi/kunnat/lieksa/")
    page.add_child(instance=NewsPage(title="Uusi", slug="uusi-uutinen", lead="Nyt.", picture_decorates=True))
    news = NewsPage.objects.get(slug="uusi-uutinen", locale__language_code="fi")
    chosen = list(Locale.objects.filter(language_code__in=["sv", "en"]))

    answer = client.post(
        f"{HOME}localize/submit/page/{news.pk}/", {"locales": [one.pk for one in chosen]}, follow=True
    )

    html = answer.content.decode()
    assert "Käännä nyt:" in html
    for one in chosen:
        assert f'/cms-admin/pages/{news.get_translation(one).pk}/edit/">{one.get_display_name()}</a>' in html
