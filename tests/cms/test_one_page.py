"""A translation is one page with one save: every part beside the Finnish, nothing hidden on another tab."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from accounts.roles import Role
from cms.editing.one_page import parts_of
from cms.editing.review import ensure_workflow
from cms.models import NewsPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

BODY = [
    {"type": "heading", "value": "Näin tulet", "id": "a1111111-1111-4111-8111-111111111111"},
    {
        "type": "paragraph",
        "value": "<p>Katso <b>kartta</b> ja <a linktype='page' id='3'>sivut</a>.</p>",
        "id": "a2222222-2222-4222-8222-222222222222",
    },
]


@pytest.fixture
def publisher():
    ensure_workflow()
    return make.account(Role.PUBLISHER)


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def news(page_at) -> NewsPage:
    page = NewsPage(
        title="Paja & kahvila",
        slug="paja-ja-kahvila",
        lead="Tervetuloa!\nTuo kuppi.",
        search_description="Paja muuttaa.",
        picture_decorates=True,
        body=BODY,
    )
    page_at("/fi/kunnat/lieksa/").add_child(instance=page)
    page.save_revision().publish()
    return NewsPage.objects.get(pk=page.pk)


def begin(client: Client, page: Page, code: str = "sv") -> Translation:
    client.post(f"/cms-admin/translate/{page.pk}/{code}/", {"begin": "1"})
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)


def page_of(translation: Translation) -> Page:
    return translation.get_target_instance()


def address_of(translation: Translation) -> str:
    return f"/cms-admin/pages/{page_of(translation).pk}/edit/"


def form_on(client: Client, translation: Translation) -> dict[str, str]:
    """Every field of the form as it stands."""
    return fields_in(client.get(address_of(translation)).content.decode())


def fields_in(html: str) -> dict[str, str]:
    fields = re.findall(r'<input type="(?:text|hidden)"[^>]*name="((?:was-)?part-\d+)" value="([^"]*)"', html)
    fields += re.findall(r'<textarea[^>]*name="(part-\d+)"[^>]*>([^<]*)</textarea>', html)
    return {name: unescape(value) for name, value in fields}


def names(translation: Translation) -> dict[str, str]:
    """The field of each part by its Finnish text."""
    return {part.finnish: part.name for part in parts_of(translation)}


def save(client: Client, translation: Translation, form: dict[str, str], **pressed: str):
    return client.post(f"/cms-admin/translation/{translation.pk}/", form | (pressed or {"save": "1"}))


SWEDISH = {
    "Paja & kahvila": "Verkstad & kafé",
    "Tervetuloa!\nTuo kuppi.": "Välkommen!\nTa med en kopp.",
    "Paja muuttaa.": "Verkstaden flyttar.",
    "Näin tulet": "Så kommer du",
}


def filled(translation: Translation, form: dict[str, str]) -> dict[str, str]:
    fields, told = names(translation), dict(form)
    for finnish, swedish in SWEDISH.items():
        told[fields[finnish]] = swedish
    marked = next(one for one in fields if "<b>" in one)
    told[fields[marked]] = (
        marked.replace("Katso", "Se").replace("kartta", "kartan").replace("sivut", "sidorna")
    )
    told[fields["paja-ja-kahvila"]] = ""
    return told


def test_every_part_stands_on_one_page_in_the_order_of_reading(client, publisher, news):
    client.force_login(publisher)
    translation = begin(client, news)

    html = client.get(address_of(translation)).content.decode()
    order = [part.path.split(".")[0] for part in parts_of(translation)]

    assert order[:3] == ["title", "lead", "body"]
    assert set(order[-2:]) == {"slug", "search_description"}
    for finnish in ("Paja &amp; kahvila", "Näin tulet", "Paja muuttaa."):
        assert finnish in html
    assert "po-file" not in html.lower()
    assert "pofile" not in html
    assert "js-translation-editor" in client.get(address_of(translation) + "?parts=1").content.decode()


def test_one_save_stores_every_part_and_readers_see_none_of_it(client, publisher, news):
    client.force_login(publisher)
    translation = begin(client, news)

    answer = save(client, translation, filled(translation, form_on(client, translation)))

    assert answer["Location"] == address_of(translation)
    assert "Jokainen osa on käännetty." in client.get(address_of(translation)).content.decode()
    draft = page_of(translation).get_latest_revision_as_object()
    assert (draft.title, draft.lead, draft.slug) == (
        "Verkstad & kafé",
        "Välkommen!\nTa med en kopp.",
        "verkstad-kafe",
    )
    assert "kartan" in str(draft.body)
    assert "Verkstad" not in Client().get(page_of(translation).url).content.decode()


def test_publisher_saves_and_publishes_by_one_press(
    client, publisher, news, django_capture_on_commit_callbacks
):
    client.force_login(publisher)
    translation = begin(client, news)

    with django_capture_on_commit_callbacks(execute=True):
        save(client, translation, filled(translation, form_on(client, translation)), action="publish")

    read = Client().get(page_of(translation).url).content.decode()
    assert "Verkstad &amp; kafé" in read
    assert "<b>kartan</b>" in read


def test_editor_saves_and_sends_by_one_press(client, editor, publisher, news):
    client.force_login(editor)
    translation = begin(client, news)
    html = client.get(address_of(translation)).content.decode()

    save(client, translation, filled(translation, form_on(client, translation)), send="1")

    waiting = page_of(translation).current_workflow_task_state
    assert 'value="publish"' not in html
    assert waiting.revision.as_object().title == "Verkstad & kafé"
    shut = client.get(address_of(translation)).content.decode()
    save(client, translation, {names(translation)["Näin tulet"]: "Nytt"})
    assert 'name="save"' not in shut
    assert not StringTranslation.objects.filter(data="Nytt").exists()
    client.force_login(publisher)
    assert 'id="cms-decide"' in client.get(address_of(translation)).content.decode()


@pytest.mark.parametrize(
    ("finnish", "typed", "said"),
    [
        ("Paja & kahvila", "x" * 256, "Tähän mahtuu enintään 255 merkkiä"),
        (None, "Se <script>kartan</script>", "Säilytä kulmasulkeissa olevat merkit"),
        (None, 'Se <a id="a7">kartan</a>', "Säilytä kulmasulkeissa olevat merkit"),
    ],
)
def test_slip_is_said_at_its_part_and_nothing_typed_is_lost(client, publisher, news, finnish, typed, said):
    client.force_login(publisher)
    translation = begin(client, news)
    form, fields = form_on(client, translation), names(translation)
    wrong = fields[finnish or next(one for one in fields if "<b>" in one)]

    answer = save(client, translation, form | {fields["Näin tulet"]: "Så kommer du", wrong: typed})
    html = answer.content.decode()

    assert answer.status_code == 422
    assert said in html
    assert typed in unescape(html)
    assert "Så kommer du" in html
    assert not StringTranslation.objects.filter(data="Så kommer du").exists()


def test_second_window_is_told_and_takes_nothing_away_unasked(client, publisher, news):
    client.force_login(publisher)
    translation = begin(client, news)
    form, fields = form_on(client, translation), names(translation)
    save(client, translation, form | {fields["Näin tulet"]: "Min text"})

    other = save(client, translation, form | {fields["Paja muuttaa."]: "Verkstaden flyttar."})
    told = save(client, translation, form | {fields["Näin tulet"]: "Din text"})
    pressed = save(client, translation, fields_in(told.content.decode()))

    assert (other.status_code, told.status_code, pressed.status_code) == (302, 422, 302)
    assert "Min text" in told.content.decode()
    kept = StringTranslation.objects.filter(locale=Locale.objects.get(language_code="sv"))
    assert kept.filter(data="Din text").exists()
    assert kept.filter(data="Verkstaden flyttar.").exists()


def test_stale_part_is_marked_until_it_is_changed_or_found_right(client, publisher, news):
    client.force_login(publisher)
    translation = begin(client, news)
    save(client, translation, filled(translation, form_on(client, translation)))
    field = names(translation)["Näin tulet"]
    StringTranslation.objects.filter(data="Så kommer du").update(
        has_error=True, field_error="Suomenkielinen teksti on muuttunut."
    )

    marked = client.get(address_of(translation)).content.decode()
    unchanged = save(client, translation, form_on(client, translation))
    still = [part.name for part in parts_of(translation) if part.stale]
    save(client, translation, form_on(client, translation) | {f"right-{field}": "1"})

    assert f'name="right-{field}"' in marked
    assert unchanged.status_code == 302
    assert still == [field]
    assert not any(part.stale for part in parts_of(translation))


def test_foreign_editor_neither_reads_nor_writes(client, publisher, news):
    client.force_login(publisher)
    translation = begin(client, news)
    form = form_on(client, translation)
    client.force_login(make.account(Role.EDITOR, municipality="167"))

    answers = [
        client.get(f"/cms-admin/translation/{translation.pk}/"),
        save(client, translation, form | {names(translation)["Näin tulet"]: "Främmande"}),
    ]

    assert {answer.status_code for answer in answers} <= {302, 403}
    assert not StringTranslation.objects.filter(data="Främmande").exists()
