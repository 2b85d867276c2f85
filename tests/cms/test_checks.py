"""What an editor hears of a text, what stops it, and which links lead nowhere."""

import io

import pytest
from django.core.files.images import ImageFile
from PIL import Image as Picture
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image

from accounts.roles import Role
from cms.editing.links import GONE, NOT_PUBLIC, broken_links, outside_links
from cms.editing.reports import pages_of
from cms.models import FooterLink, SiteSettings, StandardPage
from cms.page_form.checks import findings
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def publisher():
    return make.account(Role.PUBLISHER)


@pytest.fixture
def page(page_at):
    home = page_at("/fi/kunnat/lieksa/")
    return home.add_child(
        instance=StandardPage(
            title="Koe",
            slug="koe",
            locale=home.locale,
            search_description="Kuvaus",
            body=[("heading", "Otsikko")],
        )
    )


@pytest.fixture
def image():
    file = io.BytesIO()
    Picture.new("RGB", (20, 20)).save(file, "PNG")
    file.seek(0)
    return Image.objects.create(title="metsa.png", file=ImageFile(file, name="metsa.png"))


def rules(page, *parts) -> list[str]:
    page.body = list(parts)
    return sorted(finding.rule for finding in findings(page))


def text(html: str):
    from wagtail.rich_text import RichText  # noqa: PLC0415 - only here

    return ("paragraph", RichText(html))


def test_good_text_has_no_findings(page):
    assert rules(page, ("heading", "Osoite"), text("<p>Kirjasto on torin laidalla.</p>")) == []


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ('<p><a href="https://a.example/">klikkaa tästä</a></p>', "link"),
        ('<p><a href="https://a.example/">https://a.example/</a></p>', "link"),
        ('<p><a linktype="page" id="999999">Hakuohje</a></p>', "dead_link"),
        ("<p>" + "sana " * 121 + "</p>", "paragraph"),
    ],
)
def test_weak_text_is_told(page, html, rule):
    assert rules(page, ("heading", "Osoite"), text(html)) == [rule]


def test_heading_without_text_is_told(page):
    assert rules(page, ("heading", "Yksi"), ("heading", "Kaksi"), text("<p>Teksti.</p>")) == ["bare_heading"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("IMG_2034", ["file_name"]),
        ("metsa.JPG", ["file_name"]),
        ("20260112_101500", ["file_name"]),
        ("DSC00012", ["file_name"]),
        ("lieksan_tori", ["file_name"]),
        ("Lumisia kuusia", []),
        ("Metsä", []),
        ("Linja-auto", []),
        ("2026", ["file_name"]),
        ("Talo 12", []),
    ],
)
def test_name_of_a_file_describes_no_picture(page, image, words, told):
    block = page.body.stream_block.child_blocks["picture"]
    picture = block.to_python({"image": {"image": image.pk, "alt_text": words, "decorative": False}})

    assert rules(page, ("picture", picture)) == told


def test_editor_sees_beside_the_form_what_could_be_better(client, publisher, page):
    client.force_login(publisher)
    page.body = [("heading", "Yksin")]
    page.save_revision()

    editing = client.get(f"/cms-admin/pages/{page.pk}/edit/").content.decode()
    new = client.get(f"/cms-admin/pages/add/cms/standardpage/{page.get_parent().pk}/").content.decode()

    assert "<li>Otsikon alla ei ole tekstiä: ”Yksin”</li>" in editing
    assert "Tallenna sivu ensin" in new
    assert "data-content-word-count" not in editing + new


def test_missing_description_is_told(page):
    page.search_description = ""

    assert rules(page, text("<p>Teksti.</p>")) == ["description"]


def test_long_sentence_is_told_in_easy_finnish_only(page, page_at):
    long = "<p>" + "Tässä on " + "sana " * 12 + "loppu.</p>"
    in_finnish = rules(page, text(long))
    page.locale = page_at("/fi-simple/").locale

    assert in_finnish == []
    assert rules(page, text(long), text("<p>Tämä on lyhyt. Tämäkin on lyhyt.</p>")) == ["sentence"]


def test_packaged_texts_have_no_findings(publisher):
    told = {
        (one.url_path, str(finding))
        for one in pages_of(publisher).filter(alias_of=None).select_related("locale").specific()
        for finding in findings(one)
    }

    assert told == set()


@pytest.mark.parametrize(
    ("alt", "decorative", "stopped"), [("", False, True), ("Metsä syksyllä", False, False), ("", True, False)]
)
def test_picture_without_words_stops_publishing(client, publisher, page, image, alt, decorative, stopped):
    client.force_login(publisher)
    sent = {
        "title": "Koe", "slug": "koe", "lead": "", "search_description": "Kuvaus",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "picture",
        "body-0-id": "",
        "body-0-value-image-image": image.pk, "body-0-value-image-alt_text": alt,
        "body-0-value-caption": "", "body-0-value-credit": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    } | ({"body-0-value-image-decorative": "on"} if decorative else {})  # fmt: skip

    answer = client.post(f"/cms-admin/pages/{page.pk}/edit/", sent | {"action-publish": "1"})
    saved = client.post(f"/cms-admin/pages/{page.pk}/edit/", sent)

    assert (answer.status_code == 200) is stopped
    assert saved.status_code in ({200, 302} if stopped else {302})


def test_findings_are_told_after_saving(client, publisher, page):
    client.force_login(publisher)
    sent = {
        "title": "Koe", "slug": "koe", "lead": "", "search_description": "",
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "heading",
        "body-0-id": "",
        "body-0-value": "Yksin", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip

    html = client.post(f"/cms-admin/pages/{page.pk}/edit/", sent, follow=True).content.decode()

    assert "Otsikon alla ei ole tekstiä" in html
    assert "Hakutuloksista puuttuu kuvaus" in html


def test_link_to_a_page_that_is_gone_is_reported_and_never_breaks_a_page(client, publisher, page, page_at):
    target, drafty = page_at("/fi/kunnat/joensuu/"), page_at("/fi/oikeus-tyohon/")
    page.body = [
        text(f'<p><a linktype="page" id="{target.pk}">Joensuu</a></p>'),
        text(
            f'<p><a linktype="page" id="{drafty.pk}">Oikeus</a> <a href="https://finlex.fi/fi/">Finlex</a></p>'
        ),
    ]
    page.save_revision().publish()
    target.delete()
    drafty.unpublish()

    broken = {link.reason for link in broken_links(pages_of(publisher)) if link.page.pk == page.pk}
    outside = [link.target for link in outside_links(pages_of(publisher)) if link.page.pk == page.pk]
    client.force_login(publisher)
    listed = client.get("/cms-admin/lists/links/").content.decode()

    assert broken == {GONE, NOT_PUBLIC}
    assert outside == ["https://finlex.fi/fi/"]
    assert "Rikki: kohdetta ei enää ole" in listed
    assert client.get(page.url).status_code == 200


def test_report_says_in_which_words_a_broken_link_stands(client, publisher, page, page_at):
    target = page_at("/fi/kunnat/joensuu/")
    page.body = [text(f'<p><a linktype="page" id="{target.pk}">Näin <b>Joensuussa</b></a></p>')]
    page.save_revision().publish()
    target.delete()
    client.force_login(publisher)

    assert "”Näin Joensuussa”" in client.get("/cms-admin/lists/links/").content.decode()


class TestFooter:
    @pytest.fixture
    def footer(self, page, django_capture_on_commit_callbacks):
        page.save_revision().publish()
        with django_capture_on_commit_callbacks(execute=True):
            settings = SiteSettings.objects.create()
            settings.links.add(FooterLink(page=page), FooterLink(url="https://finlex.fi/", label_fi="Lait"))
            settings.save()
        return settings

    def test_page_that_is_taken_off_is_named(self, client, publisher, page, footer):
        page.unpublish()
        client.force_login(publisher)

        rows = client.get("/cms-admin/lists/links/").context["object_list"]

        assert ("Alatunniste ja yhteystiedot", page.title) in [(row.title, row.target) for row in rows]
        assert "https://finlex.fi/" in [row.target for row in rows]

    def test_is_no_matter_of_an_editor(self, client, page, footer):
        page.unpublish()
        client.force_login(make.account(Role.EDITOR, municipality="422"))

        assert "finlex" not in client.get("/cms-admin/lists/links/").content.decode()

    def test_counts_among_the_places_that_lead_to_a_page(self, client, publisher, page, footer):
        client.force_login(publisher)

        deleting = client.get(f"/cms-admin/pages/{page.pk}/delete/").content.decode()
        places = client.get(f"/cms-admin/pages/{page.pk}/usage/").content.decode()

        assert "Tähän viitataan 1 paikassa" in deleting
        assert "alatunniste ja yhteystiedot" in places.lower()


def test_changed_address_leads_to_the_new_one(client, page, django_capture_on_commit_callbacks):
    page.save_revision().publish()
    page.slug = "uusi-osoite"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    answer = client.get("/fi/kunnat/lieksa/koe/")

    assert Redirect.objects.filter(old_path="/fi/kunnat/lieksa/koe").exists()
    assert answer["Location"] == "/fi/kunnat/lieksa/uusi-osoite/"


def test_address_in_a_file_is_whole(client, publisher, page, settings):
    page.search_description = ""
    page.save()
    client.force_login(publisher)

    answer = client.get("/cms-admin/lists/checks/?export=csv")

    assert f"{settings.WAGTAILADMIN_BASE_URL}/cms-admin/pages/{page.pk}/edit/" in answer.getvalue().decode()


@pytest.mark.parametrize("name", ["freshness", "languages", "checks", "links"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_list_is_had_as_a_file(client, publisher, name, kind):
    client.force_login(publisher)

    answer = client.get(f"/cms-admin/lists/{name}/?export={kind}")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    assert content.startswith(b"PK" if kind == "xlsx" else b"Sivu,")
