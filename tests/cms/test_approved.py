"""What is approved is what was read; what is not translated is not published; nobody is written over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from cms.editing import languages, side_by_side
from cms.editing.review import ensure_workflow
from cms.editing.schedule import ensure_first_version
from cms.loading.writing import write_pages
from cms.models import LoadedPage, NewsPage
from tests.cms.desk import Desk, reading, tell

pytestmark = pytest.mark.usefixtures("site")
NEWS = "/fi/uutiset/ehdotukset-vierekkain/"
PUBLISH, SUBMIT = {"action-publish": "1"}, {"action-submit": "1"}


@pytest.fixture
def desk():
    ensure_workflow()
    return Desk()


def told(answer) -> str:
    return " ".join(str(message) for message in get_messages(answer.wsgi_request))


def form_of(page, **changed):
    """The form of a piece of news as its editor shows it."""
    page = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    version = page.latest_revision
    opened = {
        "loaded_revision_id": version.pk if version else "",
        "loaded_revision_created_at": version.created_at.isoformat() if version else "",
    }
    return (
        opened
        | {
            "title": page.title,
            "slug": page.slug,
            "lead": page.lead,
            "date": f"{page.date:%d.%m.%Y}",
            "picture_alt": "Kuva.",
            "body-count": "0",
            "search_description": page.search_description,
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        }
        | changed
    )


def begun(desk, page, code="sv"):
    """The translation of the page, laid side by side by the publisher."""
    locale = Locale.objects.get(language_code=code)
    version = side_by_side.begin(page, locale, by=desk.publisher)
    return version, Translation.objects.get(source__object_id=page.translation_key, target_locale=locale)


def may_submit(user) -> None:
    """What the page group gives where migrations have made the permission."""
    adds_on = ContentType.objects.get(app_label="wagtail_localize", model="translationsource")
    may = Permission.objects.get_or_create(content_type=adds_on, codename="submit_translation")[0]
    user.user_permissions.add(may)


def state_of(desk, page, code="sv") -> str:
    sheet = next(one for one in languages.sheets(desk.publisher) if one.pk == page.pk)
    return next(version.state for version in sheet.versions if version.language == code)


# A translation that is not one


@pytest.mark.parametrize(
    ("door", "told_parts"),
    [("publish", ()), ("publish", ("title",)), ("send in", ("lead",)), ("update", ())],
)
def test_page_without_title_and_lead_in_its_language_is_not_published_by_any_door(desk, door, told_parts):
    page = desk.write("qhalfq", desk.publisher, **PUBLISH)
    version, translation = begun(desk, page)
    tell(translation, lambda path: path in told_parts)
    client = desk.sit(desk.publisher)
    if door == "publish":
        answer = client.post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})
    elif door == "send in":
        answer = client.post(f"/cms-admin/send-in/{translation.pk}/")
    else:
        may_submit(desk.publisher)
        address = f"/cms-admin/localize/update/{translation.source_id}/"
        answer = client.post(address, {"publish_translations": "on"})

    shown = reading(version.url_path)
    assert "yhä suomeksi" in told(answer)
    assert "Den här sidan är inte översatt ännu" in shown
    assert 'hreflang="sv"' not in reading(page.url_path).split("</head>")[0]
    assert f'rel="canonical" href="http://127.0.0.1:8000{page.url_path}"' in shown
    assert not TaskState.objects.filter(status="in_progress").exists()


def test_part_of_the_text_that_nobody_has_translated_is_marked_as_finnish(desk):
    page = desk.write("qpartq", desk.publisher, **PUBLISH)
    page.body = [("heading", "Suomeksi jäänyt"), ("paragraph", "<p>Käännetty kappale.</p>")]
    page.save_revision().publish()
    version, translation = begun(desk, page)
    texts = {"Suomeksi jäänyt"}
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data not in texts and segment.context.path != "slug":
            StringTranslation.objects.create(
                translation_of=segment.string,
                context=segment.context,
                locale=version.locale,
                data="På svenska",
            )

    desk.sit(desk.publisher).post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})

    shown = reading(version.url_path)
    assert '<html lang="sv"' in shown
    finnish = shown.split('lang="fi">')
    assert any(part.split("</div>")[0].count("Suomeksi jäänyt") for part in finnish[1:])
    assert "inte översatt" not in shown
    assert state_of(desk, page) == languages.PARTS


def test_translation_of_a_page_that_is_not_public_waits_for_it(desk):
    page = desk.write("qearlyq", desk.publisher)
    version, translation = begun(desk, page)
    tell(translation, lambda path: path != "slug")

    answer = desk.sit(desk.publisher).post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})

    assert "Suomenkielinen sivu ei ole vielä julki" in told(answer)
    assert reading(version.url_path) == ""
    page.get_latest_revision().publish()
    assert "inte översatt" in reading(version.url_path)


def test_part_whose_finnish_has_changed_is_marked_and_counts_as_untranslated(desk, page_at):
    page = page_at(NEWS)
    ensure_first_version(page)
    Page.objects.filter(translation_key=page.translation_key).update(
        last_published_at=timezone.now() - timedelta(days=3)
    )
    page.refresh_from_db()
    page.lead = "Aivan uusi johdanto."
    page.save_revision().publish()
    page.refresh_from_db()
    before = state_of(desk, page)
    version, _translation = begun(desk, page)
    lead = StringTranslation.objects.get(context__path="lead", locale=version.locale)

    answer = desk.sit(desk.publisher).post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})

    assert before == languages.OLD
    assert lead.has_error
    assert "muuttunut" in lead.get_error()
    assert not StringTranslation.objects.get(context__path="title", locale=version.locale).has_error
    assert "ingressi" in told(answer)
    assert state_of(desk, page) != languages.CURRENT
    assert "Du ser förslagen" in reading(version.url_path)


def test_what_is_new_on_the_finnish_page_is_asked_for_without_being_brought(desk):
    page = desk.write("qnewq", desk.publisher, **PUBLISH)
    desk.translate(page, "sv")
    before = state_of(desk, page)
    page.refresh_from_db()
    page.lead = "Toinen johdanto."
    page.save_revision().publish()

    assert before == languages.CURRENT
    assert state_of(desk, page) != languages.CURRENT
    version = page.get_translation(Locale.objects.get(language_code="sv"))
    desk.sit(desk.publisher).post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})
    assert state_of(desk, page) != languages.CURRENT


# What waits


def waiting(desk):
    """A translation that an editor has sent in: its page, the translation and what waits."""
    page = desk.write("qwaitq", desk.publisher, **PUBLISH)
    version, translation = begun(desk, page)
    tell(translation, lambda path: path != "slug")
    desk.sit(desk.editor).post(f"/cms-admin/send-in/{translation.pk}/")
    return version, translation, TaskState.objects.get(status="in_progress")


def test_parts_stay_as_they_were_sent_in_while_they_wait(desk):
    version, translation, _state = waiting(desk)
    lead = translation.source.stringsegment_set.get(context__path="lead")
    address = f"/cms-admin/localize/translate/{translation.pk}/strings/{lead.pk}/edit/"

    answer = desk.client.put(address, "value=TVÅ", content_type="application/x-www-form-urlencoded")

    assert answer.status_code == 409
    assert "TVÅ" not in StringTranslation.objects.values_list("data", flat=True)
    editing = desk.client.get(f"/cms-admin/pages/{version.pk}/edit/?parts=1").content.decode()
    assert "isLocked&quot;: true" in editing or '"isLocked": true' in editing


@pytest.mark.parametrize("door", ["where it is read", "first page"])
def test_translation_changed_while_it_waits_is_read_again_before_it_is_public(desk, door):
    version, _translation, state = waiting(desk)
    StringTranslation.objects.filter(context__path="lead").update(data="TVÅ")
    client = desk.sit(desk.publisher)
    doors = {
        "where it is read": (f"/cms-admin/decide/{state.pk}/", {"approve": "1"}),
        "first page": (f"/cms-admin/pages/workflow/action/{version.pk}/approve/{state.pk}/", {}),
    }
    address, sent = doors[door]

    first = client.post(address, sent)
    between = reading(version.url_path)
    client.post(address, sent)

    assert "muuttunut" in told(first)
    assert "TVÅ" not in between
    assert "In English" not in between
    assert "TVÅ" in reading(version.url_path)


def test_draft_saved_after_the_page_was_sent_in_is_not_published_unread(desk):
    page = desk.write("qdraftedq", desk.editor, **SUBMIT)
    state = page.current_workflow_task_state
    page.lead = "Uudempi, jota kukaan ei ole lukenut."
    page.save_revision(user=desk.publisher)
    client = desk.sit(desk.publisher)

    answer = client.post(f"/cms-admin/pages/workflow/action/{page.pk}/approve/{state.pk}/")

    assert "uudemman luonnoksen" in told(answer)
    assert answer["Location"] == f"/cms-admin/pages/{page.pk}/edit/"
    assert reading(page.url_path) == ""


def test_draft_saved_while_the_publisher_was_reading_is_not_published_unread(desk):
    page = desk.write("qreadq", desk.editor, **SUBMIT)
    read = form_of(page) | {"action-workflow-action": "true", "workflow-action-name": "approve"}
    page.lead = "Uudempi, jota kukaan ei ole lukenut."
    page.save_revision(user=desk.publisher)

    answer = desk.sit(desk.publisher).post(f"/cms-admin/pages/{page.pk}/edit/", read)

    assert "uudemman version" in str(answer.context["form"].non_field_errors())
    assert reading(page.url_path) == ""


def test_end_that_passed_while_the_page_waited_is_asked_about(desk):
    ends = timezone.localtime() + timedelta(hours=1)
    page = desk.write("qendq", desk.editor, **SUBMIT, expire_at=f"{ends:%d.%m.%Y %H:%M}")
    state = page.current_workflow_task_state
    version = page.get_latest_revision()
    version.content["expire_at"] = (timezone.now() - timedelta(hours=1)).isoformat()
    version.save()

    answer = desk.sit(desk.publisher).post(f"/cms-admin/pages/workflow/action/{page.pk}/approve/{state.pk}/")

    assert "Tyhjennä loppupäivä tai anna uusi" in told(answer)
    assert reading(page.url_path) == ""


def test_page_whose_end_has_passed_is_written_on_and_published_with_a_new_end(desk):
    page = desk.write("qpastq", desk.publisher, **PUBLISH)
    page.expire_at = timezone.now() - timedelta(days=1)
    page.unpublish(set_expired=True)
    past = {"expire_at": f"{timezone.localtime(page.expire_at):%d.%m.%Y %H:%M}"}
    client, edit = desk.sit(desk.publisher), f"/cms-admin/pages/{page.pk}/edit/"

    saved = client.post(edit, form_of(page, lead="Ensi vuonna taas.", **past))
    refused = client.post(edit, form_of(page, lead="Ensi vuonna taas.", **past) | PUBLISH)
    client.post(edit, form_of(page, lead="Ensi vuonna taas.") | PUBLISH)

    assert saved.status_code == 302
    assert refused.status_code == 200
    assert "Tyhjennä loppupäivä tai anna uusi" in str(refused.context["form"].errors["expire_at"])
    assert "Ensi vuonna taas." in reading(page.url_path)


# Two windows


@pytest.mark.parametrize("pressed", [{}, PUBLISH])
def test_later_window_of_a_packaged_page_writes_over_the_earlier_one_only_when_asked(desk, page_at, pressed):
    page = page_at(NEWS)
    client, edit = desk.sit(desk.publisher), f"/cms-admin/pages/{page.pk}/edit/"
    opened = client.get(edit)
    page = NewsPage.objects.get(pk=page.pk)
    first, second = form_of(page, lead="Ensimmäisen ikkunan teksti."), form_of(page, lead="Toisen ikkunan.")
    client.post(edit, first | PUBLISH)

    refused = client.post(edit, second | pressed)
    again = form_of(NewsPage.objects.get(pk=page.pk), lead="Toisen ikkunan.")

    assert str(page.latest_revision_id) in opened.content.decode()
    assert refused.status_code == 200
    assert "uudemman version" in str(refused.context["form"].non_field_errors())
    assert "Toisen ikkunan." in refused.content.decode()
    assert "Ensimmäisen ikkunan teksti." in reading(NEWS)
    assert client.post(edit, again | pressed).status_code == 302


def test_autosave_tells_the_open_form_what_it_has_stored(desk, page_at):
    page = page_at(NEWS)
    client, edit = desk.sit(desk.publisher), f"/cms-admin/pages/{page.pk}/edit/"
    client.get(edit)
    form = form_of(NewsPage.objects.get(pk=page.pk), lead="Tallentuu itsestään.")

    stored = client.post(edit, form, headers={"accept": "application/json"}).json()
    published = client.post(edit, form | stored["field_updates"] | PUBLISH)

    assert stored["success"]
    assert published.status_code == 302
    assert "Tallentuu itsestään." in reading(NEWS)


def test_page_that_was_only_opened_still_follows_its_packaged_text(desk, page_at, monkeypatch):
    page = page_at(NEWS)
    desk.sit(desk.publisher).get(f"/cms-admin/pages/{page.pk}/edit/")
    LoadedPage.objects.filter(page=page.pk).update(digest="another")

    counts = write_pages()

    page = NewsPage.objects.get(pk=page.pk)
    assert (counts.updated, counts.edited) == (1, 0)
    assert page.live_revision_id == page.latest_revision_id == LoadedPage.objects.get(page=page.pk).version_id


# What a page says of itself


def test_outside_link_and_description_of_a_picture_differ_by_language(desk):
    page = desk.write("qkelaq", desk.publisher, **PUBLISH)
    page.body = [("paragraph", '<p>Lue <a href="https://www.kela.fi/tyottomat">Kelasta</a>.</p>')]
    page.save_revision().publish()
    version, translation = begun(desk, page)
    tell(translation, lambda path: path != "slug")
    link = translation.source.overridablesegment_set.get(context__path__contains="kela.fi")

    desk.sit(desk.publisher).put(
        f"/cms-admin/localize/translate/{translation.pk}/overrides/{link.pk}/edit/",
        "value=https://www.fpa.fi/arbetslosa",
        content_type="application/x-www-form-urlencoded",
    )
    desk.client.post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})

    assert 'href="https://www.fpa.fi/arbetslosa"' in reading(version.url_path)
    assert 'href="https://www.kela.fi/tyottomat"' in reading(page.url_path)


def test_piece_of_news_that_says_nothing_is_not_published(desk):
    page = desk.write("qsilentq", desk.publisher)
    client, edit = desk.sit(desk.publisher), f"/cms-admin/pages/{page.pk}/edit/"

    refused = client.post(edit, form_of(page, lead="") | PUBLISH)
    answer = client.post(edit, form_of(page) | PUBLISH, follow=True)

    assert "Sivulla ei ole vielä mitään luettavaa" in str(refused.context["form"].non_field_errors())
    assert "Johdannon alla ei ole vielä mitään luettavaa" in answer.content.decode()
    assert reading(page.url_path)


@pytest.mark.parametrize(
    ("translated", "told_of_it"),
    [
        (False, "Julki: Suomi. Näytetään suomeksi: Ruotsi, Englanti, Selkosuomi."),
        (True, "Julki: Suomi, Ruotsi. Näytetään suomeksi: Englanti, Selkosuomi."),
    ],
)
def test_editor_reads_in_which_languages_a_page_is_written(desk, translated, told_of_it):
    page = desk.write("qwordsq", desk.publisher, **PUBLISH)
    if translated:
        desk.translate(page, "sv")

    editing = desk.sit(desk.publisher).get(f"/cms-admin/pages/{page.pk}/edit/").content.decode()

    assert told_of_it in editing


def test_schedule_that_was_typed_stays_when_its_window_is_closed(desk):
    page = desk.write("qescapeq", desk.publisher)

    editing = desk.sit(desk.publisher).get(f"/cms-admin/pages/{page.pk}/edit/").content.decode()

    field = next(tag for tag in editing.split("<input")[1:] if 'name="expire_at"' in tag).split(">")[0]
    assert "w-action#reset" not in field


def test_translation_is_published_among_many_pages_only_when_it_would_be_alone(desk):
    page = desk.write("qmanyq", desk.publisher, **PUBLISH)
    version, _translation = begun(desk, page)
    Page.objects.filter(pk=version.pk).update(alias_of=None, live=False)

    address = f"/cms-admin/bulk/wagtailcore/page/publish/?id={version.pk}"
    answer = desk.sit(desk.publisher).post(address, {})

    assert "mitä puuttuu" in told(answer)
    assert reading(version.url_path) == ""
