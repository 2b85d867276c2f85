"""Four languages in step: what lacks, what lags, and how an editor puts it right."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from accounts.roles import Role
from cms.editing import languages, side_by_side
from cms.editing.freshness import mark_reviewed
from cms.editing.review import ensure_workflow
from cms.models import StandardPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")
OTHERS = ("sv", "en", "fi-simple")


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER)


@pytest.fixture
def lieksa(page_at):
    return page_at("/fi/kunnat/lieksa/")


@pytest.fixture
def new_page(client, editor, publisher, lieksa):
    """A page that an editor has written in Finnish, and a publisher published."""
    client.force_login(editor)
    answer = client.post(
        f"/cms-admin/pages/add/cms/standardpage/{lieksa.pk}/",
        {
            "title": "Palvelupiste muuttaa",
            "slug": "palvelupiste-muuttaa",
            "lead": "Uusi paikka on kirjasto.",
            "body-count": "1",
            "body-0-deleted": "",
            "body-0-order": "0",
            "body-0-type": "heading",
            "body-0-value": "Uusi osoite",
            "body-0-id": "",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
        },
    )
    assert answer.status_code == 302
    page = StandardPage.objects.get(slug="palvelupiste-muuttaa", locale__language_code="fi")
    page.get_latest_revision().publish(user=publisher)
    page.refresh_from_db()
    return page


def states(user, page) -> dict[str, str]:
    sheet = next(one for one in languages.sheets(user) if one.pk == page.pk)
    return {version.language: version.state for version in sheet.versions}


def in_language(page, code) -> Page:
    return page.get_translation(Locale.objects.get(language_code=code)).specific


@pytest.mark.parametrize("code", OTHERS)
def test_new_page_is_borrowed_with_a_word_until_it_is_translated(client, editor, publisher, new_page, code):
    ensure_workflow()
    borrowed = client.get(in_language(new_page, code).url).content.decode()
    client.force_login(editor)

    begun = client.post(f"/cms-admin/translate/{new_page.pk}/{code}/", {"begin": "1"})
    version = in_language(new_page, code)
    editing = client.get(f"/cms-admin/pages/{version.pk}/edit/?parts=1").content.decode()
    translation = Translation.objects.get(
        target_locale=version.locale, source__object_id=version.translation_key
    )
    for segment in translation.source.stringsegment_set.select_related("string"):
        client.put(
            f"/cms-admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
            f"value={code}: {segment.string.data}",
            content_type="application/x-www-form-urlencoded",
        )
    sent = client.post(f"/cms-admin/send-in/{translation.pk}/")
    waiting = TaskState.objects.get(status="in_progress")
    client.force_login(publisher)
    client.post(f"/cms-admin/pages/workflow/action/{version.pk}/approve/{waiting.pk}/")

    assert 'lang="fi"' in borrowed
    assert '<a href="/fi/kunnat/lieksa/palvelupiste-muuttaa/" hreflang="fi" lang="fi">Suomi</a>' in borrowed
    assert begun["Location"] == f"/cms-admin/pages/{version.pk}/edit/"
    assert "js-translation-editor" in editing
    assert sent.status_code == 302
    shown = client.get(in_language(new_page, code).url).content.decode()
    assert f"{code}: Uusi osoite" in shown
    assert f"{code}: Palvelupiste muuttaa" in shown
    assert states(publisher, new_page)[code] == languages.CURRENT


def test_list_tells_what_lacks_and_a_publisher_decides_what_is_wanted(client, editor, publisher, new_page):
    before = states(editor, new_page)
    client.force_login(publisher)
    client.post("/cms-admin/language-rules/", {"standardpage": ["sv"]})

    assert before == dict.fromkeys(OTHERS, languages.MISSING)
    assert states(editor, new_page) == {
        "sv": languages.MISSING,
        "en": languages.NOT_WANTED,
        "fi-simple": languages.NOT_WANTED,
    }


def test_translation_is_old_when_finnish_has_changed_and_in_order_when_somebody_has_looked(
    editor, lieksa, page_at
):
    swedish, now = page_at("/sv/kommuner/lieksa/"), timezone.now()
    before = states(editor, lieksa)["sv"]
    Page.objects.filter(pk=swedish.pk).update(last_published_at=now - timedelta(hours=1))
    Page.objects.filter(pk=lieksa.pk).update(last_published_at=now)
    changed = states(editor, lieksa)["sv"]

    mark_reviewed(swedish, by=editor)

    assert (before, changed) == (languages.CURRENT, languages.OLD)
    assert states(editor, lieksa)["sv"] == languages.CURRENT


def test_changed_part_is_asked_for_and_the_rest_stays_translated(editor, new_page):
    version = side_by_side.begin(new_page, Locale.objects.get(language_code="sv"), by=editor)
    translation = Translation.objects.get(
        target_locale=version.locale, source__object_id=version.translation_key
    )
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=version.locale, data="På svenska"
        )
    new_page.lead = "Uusi paikka on tori."
    new_page.save_revision().publish()

    side_by_side.update(StandardPage.objects.get(pk=new_page.pk))

    total, done = Translation.objects.get(pk=translation.pk).get_progress()
    assert total - done == 1


@pytest.mark.parametrize("address", ["/fi/kunnat/lieksa/", "/fi/tietosuoja/", "/fi/palvelut/tyokokeilu/"])
def test_packaged_translation_is_laid_beside_without_losing_a_word(publisher, page_at, address):
    source = page_at(address)
    version = in_language(source, "sv")
    before = sorted(text for _place, text in side_by_side.texts_by_place(side_by_side.settled(version)))
    try:
        side_by_side.begin(source, version.locale, by=publisher)
    except side_by_side.DifferentlyBuiltError:
        assert not Translation.objects.exists()
        return

    translation = Translation.objects.get(
        target_locale=version.locale, source__object_id=version.translation_key
    )
    translation.save_target(user=publisher, publish=True)

    after = in_language(source, "sv")
    assert sorted(text for _place, text in side_by_side.texts_by_place(after)) == before


def test_differently_built_translation_is_left_as_it_is(publisher, lieksa, page_at):
    version = page_at("/sv/kommuner/lieksa/")
    version.body = [("heading", "Bara på svenska")]
    version.save_revision().publish()

    with pytest.raises(side_by_side.DifferentlyBuiltError):
        side_by_side.begin(lieksa, version.locale, by=publisher)

    assert "Bara på svenska" in str(page_at("/sv/kommuner/lieksa/").body)
    assert not Translation.objects.exists()


def test_editor_translates_no_page_of_another_municipality(client, editor, publisher, page_at):
    joensuu = page_at("/fi/kunnat/joensuu/")
    side_by_side.begin(joensuu, Locale.objects.get(language_code="sv"), by=publisher)
    translation = Translation.objects.get()
    client.force_login(editor)

    answers = [
        client.get(f"/cms-admin/translate/{joensuu.pk}/sv/"),
        client.post(f"/cms-admin/translate/{joensuu.pk}/sv/", {"begin": "1"}),
        client.get(f"/cms-admin/localize/submit/page/{joensuu.pk}/"),
        client.post(f"/cms-admin/localize/update/{translation.source_id}/", {"publish_translations": "on"}),
        client.post(f"/cms-admin/send-in/{translation.pk}/"),
    ]

    assert [answer["Location"] for answer in answers] == ["/cms-admin/"] * 5


def test_editor_publishes_nothing_by_the_translation_add_on(client, editor, lieksa):
    side_by_side.begin(lieksa, Locale.objects.get(language_code="sv"), by=editor)
    translation = Translation.objects.get()
    StringTranslation.objects.filter(data__contains="Lieksa").update(data="Otillåten")
    client.force_login(editor)
    version = in_language(lieksa, "sv")

    client.post(f"/cms-admin/localize/update/{translation.source_id}/", {"publish_translations": "on"})
    client.post(f"/cms-admin/pages/{version.pk}/edit/", {"action": "publish"})
    client.post(f"/cms-admin/localize/page/{version.pk}/convert_to_alias/")

    assert "Otillåten" not in client.get(version.url).content.decode()
    assert in_language(lieksa, "sv").alias_of_id is None


def test_admin_never_speaks_easy_finnish(client, editor):
    client.force_login(editor)
    client.cookies["django_language"] = "fi-simple"

    html = client.get("/cms-admin/").content.decode()

    assert '<html lang="fi"' in html


@pytest.mark.parametrize("door", ["list of languages", "menu of the page"])
def test_page_that_is_being_translated_is_still_borrowed_with_a_word(client, publisher, new_page, door):
    adds_on = ContentType.objects.get(app_label="wagtail_localize", model="translationsource")
    may = Permission.objects.get_or_create(content_type=adds_on, codename="submit_translation")[0]
    publisher.user_permissions.add(may)
    client.force_login(publisher)
    swedish = Locale.objects.get(language_code="sv")
    if door == "list of languages":
        client.post(f"/cms-admin/translate/{new_page.pk}/sv/", {"begin": "1"})
    else:
        client.post(f"/cms-admin/localize/submit/page/{new_page.pk}/", {"locales": [swedish.pk]})
    version = in_language(new_page, "sv")
    editing = client.get(f"/cms-admin/pages/{version.pk}/edit/?parts=1").content.decode()
    client.logout()

    shown = client.get(version.url).content.decode()
    head = client.get(new_page.url).content.decode().split("</head>")[0]

    assert "Den här sidan är inte översatt ännu" in shown
    assert 'hreflang="sv"' not in head
    assert "js-translation-editor" in editing
    assert states(publisher, new_page)["sv"] == languages.DRAFT


def test_translation_that_waits_for_a_publisher_is_not_public(client, editor, publisher, lieksa):
    ensure_workflow()
    version = side_by_side.begin(lieksa, Locale.objects.get(language_code="sv"), by=editor)
    before = client.get(version.url).content.decode()
    translation = Translation.objects.get()
    StringTranslation.objects.filter(context__path="title").update(data="Lieksa som väntar")
    client.force_login(editor)

    client.post(f"/cms-admin/send-in/{translation.pk}/")
    waiting = TaskState.objects.get(status="in_progress")
    client.logout()
    while_it_waits = client.get(version.url).content.decode()
    client.force_login(publisher)
    client.post(f"/cms-admin/pages/workflow/action/{version.pk}/approve/{waiting.pk}/")
    client.logout()

    assert "Lieksa som väntar" not in before + while_it_waits
    assert "Lieksa som väntar" in client.get(version.url).content.decode()
    assert in_language(lieksa, "sv").alias_of_id is None


def test_bringing_changes_leaves_what_is_new_or_untold_to_be_translated(client, editor, publisher, new_page):
    swedish = Locale.objects.get(language_code="sv")
    side_by_side.begin(new_page, swedish, by=editor)
    translation = Translation.objects.get()
    told = {"Palvelupiste muuttaa": "Servicepunkten flyttar", "Uusi paikka on kirjasto.": "Nu i biblioteket."}
    for segment in translation.source.stringsegment_set.select_related("string", "context"):
        if segment.string.data in told:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=swedish,
                context=segment.context,
                data=told[segment.string.data],
            )
    translation.save_target(user=publisher, publish=True)
    in_language(new_page, "sv").get_latest_revision().publish(user=publisher)
    new_page.lead = "Uusi paikka on kunnantalo."
    new_page.save_revision().publish(user=publisher)
    client.force_login(publisher)
    before = client.get(f"/cms-admin/translate/{new_page.pk}/sv/").content.decode()

    client.post(f"/cms-admin/translate/{new_page.pk}/sv/", {"update": "1"})

    texts = StringTranslation.objects.filter(locale=swedish).exclude(context__path="slug")
    kept = set(texts.values_list("translation_of__data", "data"))
    assert kept == set(told.items())
    assert states(publisher, new_page)["sv"] == languages.PARTS
    assert str(languages.STATES[languages.PARTS]) in before


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/fi/palvelut/tyokokeilu/", "programme"),
        ("/fi/kunnat/lieksa/", "municipality"),
    ],
)
def test_translator_is_asked_for_no_code_of_the_data(publisher, page_at, address, field):
    source = page_at(address)

    side_by_side.begin(source, Locale.objects.get(language_code="sv"), by=publisher)

    origin = Translation.objects.get().source
    assert not origin.overridablesegment_set.filter(context__path=field).exists()
    assert getattr(in_language(source, "sv"), f"{field}_id") == getattr(source.specific, f"{field}_id")


@pytest.mark.parametrize("act", ["approve", "reject"])
def test_publisher_decides_on_a_translation_where_it_is_read(client, editor, publisher, lieksa, act):
    ensure_workflow()
    version = side_by_side.begin(lieksa, Locale.objects.get(language_code="sv"), by=editor)
    StringTranslation.objects.filter(context__path="title").update(data="Lieksa som väntar")
    client.force_login(editor)
    client.post(f"/cms-admin/send-in/{Translation.objects.get().pk}/")
    waiting = TaskState.objects.get(status="in_progress")
    own = client.get(f"/cms-admin/pages/{version.pk}/edit/").content.decode()
    refused = client.post(f"/cms-admin/decide/{waiting.pk}/", {"approve": "1"})
    client.force_login(publisher)
    read = client.get(f"/cms-admin/pages/{version.pk}/edit/").content.decode()

    client.post(f"/cms-admin/decide/{waiting.pk}/", {act: "1", "comment": "Stavfel i rubriken."})

    waiting.refresh_from_db()
    assert f"/cms-admin/decide/{waiting.pk}/" in read
    assert 'href="#cms-decide"' in read
    assert f"/cms-admin/decide/{waiting.pk}/" not in own
    assert refused["Location"] == "/cms-admin/"
    assert (waiting.status, waiting.comment) == (f"{act}ed".replace("ee", "e"), "Stavfel i rubriken.")
    assert ("Lieksa som väntar" in client.get(version.url).content.decode()) is (act == "approve")


def test_translation_that_was_sent_back_is_sent_in_again(client, editor, publisher, lieksa):
    ensure_workflow()
    side_by_side.begin(lieksa, Locale.objects.get(language_code="sv"), by=editor)
    send_in = f"/cms-admin/send-in/{Translation.objects.get().pk}/"
    client.force_login(editor)
    client.post(send_in)
    waiting = TaskState.objects.get(status="in_progress")
    client.force_login(publisher)
    client.post(f"/cms-admin/decide/{waiting.pk}/", {"reject": "1", "comment": "Stavfel."})
    client.force_login(editor)
    StringTranslation.objects.filter(context__path="title").update(data="Rättad rubrik")

    answer = client.post(send_in)

    again = TaskState.objects.get(status="in_progress")
    assert answer.status_code == 302
    assert again.revision.content["title"] == "Rättad rubrik"


@pytest.mark.parametrize(("speaks", "told"), [("fi", "Suomi → Ruotsi"), ("sv", "Finska → Svenska")])
def test_translation_editor_says_in_the_readers_language_what_the_add_on_does_not(
    client, publisher, lieksa, speaks, told
):
    side_by_side.begin(lieksa, Locale.objects.get(language_code="sv"), by=publisher)
    client.cookies["django_language"] = speaks
    client.force_login(publisher)

    editing = client.get(f"/cms-admin/pages/{in_language(lieksa, 'sv').pk}/edit/?parts=1").content.decode()

    words = editing.split('<script id="cms-translation-words" type="application/json">')[1].split(
        "</script>"
    )[0]
    ours = list(json.loads(words).values())
    assert told in ours[0]
    assert "More actions" not in ours
