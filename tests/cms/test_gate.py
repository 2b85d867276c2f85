"""A picture without words meets readers by no door: not by translation, not by approval, not in bulk."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.messages import get_messages
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.images.models import Image
from wagtail.models import Locale, TaskState
from wagtail_localize.models import StringTranslation, Translation

from accounts.roles import Role
from cms.editing import side_by_side
from cms.editing.review import ensure_workflow
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture(autouse=True)
def _workflow():
    ensure_workflow()


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER)


@pytest.fixture
def editor():
    return make.account(Role.EDITOR, municipality="422")


@pytest.fixture
def picture():
    file = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(file, "PNG")
    file.seek(0)
    return Image.objects.create(title="metsa.png", file=ImageFile(file, name="metsa.png"))


def show(page, picture, alt=""):
    """The page is a draft that shows the picture, described by `alt`."""
    value = {"image": picture.pk, "alt_text": alt, "decorative": False}
    block = page.body.stream_block.child_blocks["picture"]
    page.body = [("picture", block.to_python({"image": value, "caption": "", "credit": ""}))]
    page.search_description = "Kuvaus"
    page.save_revision()


@pytest.fixture
def lieksa(page_at):
    return page_at("/fi/kunnat/lieksa/")


@pytest.fixture
def translation(lieksa, picture, publisher):
    """The Swedish page beside a Finnish one whose picture says nothing; one text has been translated anew."""
    swedish = Locale.objects.get(language_code="sv")
    side_by_side.begin(lieksa, swedish, by=publisher)
    show(lieksa, picture)
    lieksa.get_latest_revision().publish()
    side_by_side.update(lieksa)
    text = StringTranslation.objects.filter(locale=swedish, context__path="title").get()
    text.data = "Lieksa, ny"
    text.save()
    return Translation.objects.get(target_locale=swedish)


def described(page, picture, translation):
    show(page, picture, "Metsä syksyllä")
    page.get_latest_revision().publish()
    side_by_side.update(page)
    translation.refresh_from_db()


def test_translation_editor_publishes_no_picture_without_words(
    client, publisher, lieksa, picture, translation
):
    client.force_login(publisher)
    version = translation.get_target_instance()
    address = f"/cms-admin/pages/{version.pk}/edit/"

    told = client.post(address, {"action": "publish"}, follow=True).content.decode()
    before = client.get(version.url).content.decode()
    kept = StringTranslation.objects.filter(data="Lieksa, ny").exists()
    described(lieksa, picture, translation)
    client.post(address, {"action": "publish"})

    assert "Kuvalta puuttuu kuvaus niille, jotka eivät näe sitä: ”metsa.png”" in told
    assert "Kaikki kääntämäsi on tallessa" in told
    assert kept
    assert "Lieksa, ny" not in before
    assert "Lieksa, ny" in client.get(version.url).content.decode()


def test_translation_with_such_a_picture_is_not_sent_in(client, editor, lieksa, picture, translation):
    client.force_login(editor)

    told = client.post(f"/cms-admin/send-in/{translation.pk}/", follow=True).content.decode()
    waiting = TaskState.objects.filter(status="in_progress").exists()
    described(lieksa, picture, translation)
    client.post(f"/cms-admin/send-in/{translation.pk}/")

    assert "Kaikki kääntämäsi on tallessa" in told
    assert not waiting
    assert TaskState.objects.filter(status="in_progress").exists()


def test_translations_published_together_pass_the_same_check(client, publisher, translation):
    adds_on = ContentType.objects.get(app_label="wagtail_localize", model="translationsource")
    may = Permission.objects.get_or_create(content_type=adds_on, codename="submit_translation")[0]
    publisher.user_permissions.add(may)
    client.force_login(publisher)
    version = translation.get_target_instance()

    sent = {"publish_translations": "on"}
    answer = client.post(f"/cms-admin/localize/update/{translation.source_id}/", sent)

    told = [str(message) for message in get_messages(answer.wsgi_request)]
    assert "Kaikki kääntämäsi on tallessa" in told[0]
    assert "Lieksa, ny" not in client.get(version.url).content.decode()


def test_approval_without_opening_the_page_passes_the_same_check(client, editor, publisher, lieksa, picture):
    lieksa.lead = "Uusi johdanto Lieksasta."
    show(lieksa, picture)
    lieksa.get_workflow().start(lieksa, editor)
    state = lieksa.current_workflow_task_state
    client.force_login(publisher)

    decide = f"/cms-admin/pages/workflow/action/{lieksa.pk}/%s/{state.pk}/"
    told = client.post(decide % "approve", follow=True).content.decode()
    public = client.get(lieksa.url).content.decode()
    client.post(decide % "reject", {"comment": "Kuvaile kuva."})

    assert "Kuvalta puuttuu kuvaus niille, jotka eivät näe sitä: ”metsa.png”" in told
    assert "Uusi johdanto Lieksasta." not in public
    state.refresh_from_db()
    assert (state.status, state.comment) == ("rejected", "Kuvaile kuva.")


def test_page_with_such_a_picture_is_sent_back_from_its_form(client, editor, publisher, lieksa, picture):
    show(lieksa, picture)
    lieksa.get_workflow().start(lieksa, editor)
    state = lieksa.current_workflow_task_state
    client.force_login(publisher)
    form = {
        "title": lieksa.title, "slug": lieksa.slug, "lead": lieksa.lead, "search_description": "Kuvaus",
        "municipality": lieksa.municipality_id,
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "picture",
        "body-0-id": "", "body-0-value-image-image": picture.pk, "body-0-value-image-alt_text": "",
        "body-0-value-caption": "", "body-0-value-credit": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip
    form |= {"action-workflow-action": "true", "workflow-action-extra-data": '{"comment": "Kuvaile kuva."}'}

    client.post(f"/cms-admin/pages/{lieksa.pk}/edit/", form | {"workflow-action-name": "approve"})
    state.refresh_from_db()
    approved = state.status
    client.post(f"/cms-admin/pages/{lieksa.pk}/edit/", form | {"workflow-action-name": "reject"})
    state.refresh_from_db()

    assert (approved, state.status, state.comment) == ("in_progress", "rejected", "Kuvaile kuva.")
