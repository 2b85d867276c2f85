"""The parts of a text: what each draws, what it refuses, and how it previews."""

import io
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from PIL import Image as Drawing
from wagtail.blocks import FieldBlock, ListBlock, StructBlock
from wagtail.documents.models import Document
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import Image
from wagtail.models import Page

from accounts.roles import Role
from cms import models
from cms.blocks import BodyBlock, ContactBlock, DocumentsBlock, PictureBlock, TableBlock, VideoBlock
from tests.cms.test_every_page import TYPES
from tests.depth import crossed
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def image():
    told = io.BytesIO()
    Drawing.new("RGB", (1000, 500), "#17603f").save(told, "PNG")
    return Image.objects.create(title="Vihreä", file=ContentFile(told.getvalue(), name="green.png"))


def drawn(block, value) -> str:
    return block.render(block.to_python(value))


@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_part_previews_with_an_example_and_a_description(name):
    block = BodyBlock().child_blocks[name]

    value = block.get_preview_value()

    assert block.is_previewable
    assert block.get_description()
    assert len(re.sub(r"<[^>]+>|\s", "", block.render(value))) > 8 or "<img" in block.render(value)


def test_part_previews_in_the_look_of_the_site(rf):
    block = BodyBlock().child_blocks["steps"]
    bound = block.bind(block.get_preview_value())

    html = render_to_string(block.get_preview_template(None), {"bound_block": bound, "block_def": block})

    assert "ui/app.css" in html
    assert 'class="path-steps"' in html


@pytest.mark.parametrize("name", BodyBlock().child_blocks)
def test_every_field_of_a_part_helps_the_writer(name):
    def bare(block, path):
        if isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
            return [
                found for key, child in block.child_blocks.items() for found in bare(child, f"{path}.{key}")
            ]
        if isinstance(block, ListBlock):
            own = [] if getattr(block.meta, "help_text", "") else [path]
            return own + (bare(block.child_block, path) if isinstance(block.child_block, StructBlock) else [])
        if isinstance(block, TableBlock):
            return []
        told = block.field.help_text if isinstance(block, FieldBlock) else block.meta.help_text
        return [] if told else [path]

    assert bare(BodyBlock().child_blocks[name], name) == []


def test_film_is_a_plain_link_that_says_where_it_leads(image):
    value = {
        "title": "Päivä pajalla",
        "url": "https://www.youtube.com/watch?v=x",
        "details": "",
        "poster": image.pk,
    }

    with override("fi"):
        html = drawn(VideoBlock(), value)

    assert re.findall(r'<a href="([^"]+)"', html) == ["https://www.youtube.com/watch?v=x"]
    assert "Video on toisella sivustolla: youtube.com" in html
    assert not re.search(r"<iframe|<video|<embed|<object|<script", html)
    assert all(address.startswith("/media/") for address in re.findall(r'src(?:set)?="([^" ]+)', html))
    assert 'rel="external noopener noreferrer"' in html


def test_file_tells_its_kind_and_size():
    document = Document.objects.create(
        title="Esite", file=ContentFile(b"x" * 2048, name="esite.pdf"), file_size=2048
    )

    with override("fi"):
        html = drawn(DocumentsBlock(), {"heading": "", "items": [{"document": document.pk, "title": ""}]})

    assert f'href="{document.url}"' in html
    assert "PDF, 2,0" in html


def test_contact_has_a_way_to_reach_it():
    block = ContactBlock()
    nobody = block.to_python({"name": "Neuvonta", "role": "", "phone": "", "email": "", "hours": ""})

    with pytest.raises(ValidationError):
        block.clean(nobody)
    html = drawn(block, {"name": "Neuvonta", "phone": "013 000 000", "hours": "ma–pe"})

    assert 'href="tel:013000000"' in html
    assert "ma–pe" in html


@pytest.mark.parametrize("phone", ["soita", "<b>1</b>", "1" * 40, "javascript:1"])
def test_contact_refuses_what_is_no_number(phone):
    block = ContactBlock()

    with pytest.raises(ValidationError):
        block.clean(block.to_python({"name": "Neuvonta", "phone": phone}))


def test_picture_is_described_or_decorates(image):
    block = PictureBlock()

    def value(**more):
        return block.to_python({"image": {"image": image.pk} | more, "caption": "Kuva", "credit": ""})

    with pytest.raises(ValidationError):
        block.clean(value(alt_text="", decorative=False))
    described = block.render(block.clean(value(alt_text="Vihreä seinä", decorative=False)))
    decorating = block.render(block.clean(value(alt_text="", decorative=True)))

    assert 'alt="Vihreä seinä"' in described
    assert 'alt=""' in decorating
    assert 'loading="lazy"' in described
    assert 'height="240"' in described
    assert 'width="480"' in described


def test_table_has_a_caption_and_heads():
    block = TableBlock()
    html = block.render(block.get_preview_value())

    assert "<caption>" in html
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 2
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"caption": "", "columns": [], "rows": []}))


@pytest.mark.parametrize(("page_type", "language"), crossed(TYPES, ["sv", "fi", "en", "fi-simple"]))
def test_preview_shows_examples_where_nothing_is_written(page_type, language):
    page = page_type.objects.filter(locale__language_code=language).first()
    for field in [one for one in page._meta.concrete_fields if one.model is not Page]:
        if field.get_internal_type() in {"CharField", "TextField"} and not field.choices:
            setattr(page, field.name, "")
        if field.get_internal_type() == "JSONField" or type(field).__name__ == "StreamField":
            setattr(page, field.name, field.to_python("[]"))

    request = RequestFactory().get(page.url)
    request.user = make.account("editor")
    html = page.make_preview_request(request, page.default_preview_mode).content.decode()

    assert f'<html lang="{language}"' in html
    assert {"fi": "Esimerkki: ", "fi-simple": "Esimerkki: ", "sv": "Exempel: ", "en": "Example: "}[
        language
    ] in html
    page.refresh_from_db()
    assert "Example: " not in page.lead


@pytest.mark.parametrize(
    "page_type",
    [
        models.EventPage,
        models.LeafletPage,
        models.MunicipalityPage,
        models.NewsPage,
        models.ProgrammePage,
        models.ServicePointPage,
        models.StandardPage,
        models.StoryPage,
    ],
)
def test_new_page_previews_before_anything_but_its_title_is_written(page_type):
    parent = page_type.objects.filter(locale__language_code="fi").first().get_parent()
    page = page_type(title="Uusi", slug="uusi", locale=parent.locale)
    page.path, page.depth = f"{parent.path}00ZZ", parent.depth + 1
    page.set_url_path(parent)

    html = page.make_preview_request(None, page.default_preview_mode).content.decode()

    assert "<h1>Uusi</h1>" in html
    assert "Esimerkki: " in html


def test_no_field_of_a_block_is_named_by_its_code(client):
    client.force_login(make.account(Role.PUBLISHER))
    parent = Page.objects.get(url_path="/fi/palvelut/")

    html = client.get(f"/cms-admin/pages/add/cms/programmepage/{parent.pk}/").content.decode()

    assert "Vaihtoehtoinen teksti" in html
    assert "&quot;Image&quot;" not in html
