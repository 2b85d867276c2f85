"""What an editor may upload, and how it goes out again."""

import io
import zipfile

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, GroupCollectionPermission

from accounts.roles import Role
from cms.access import ensure_groups
from cms.models import NewsPage
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")
SCRIPT = b"<script>fetch('//evil')</script>"


@pytest.fixture
def editor(client):
    editor = make.account(Role.EDITOR, municipality="422")
    client.force_login(editor)
    return editor


@pytest.fixture(autouse=True)
def _files_in_a_folder(settings, tmp_path):
    disk = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"default": disk}


def picture(kind="JPEG", size=(64, 48), **options) -> bytes:
    file = io.BytesIO()
    Picture.new("RGB", size, "green").save(file, format=kind, **options)
    return file.getvalue()


def office(main_part="word/document.xml", **extra) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr(main_part, "<w/>")
        for name, content in extra.items():
            parts.writestr(name.replace("__", "/") + ".bin", content)
    return file.getvalue()


def upload_image(client, name, content, kind="image/jpeg"):
    file = SimpleUploadedFile(name, content, content_type=kind)
    return client.post("/cms-admin/images/add/", {"title": "Kuva", "file": file, "collection": 1})


def upload_document(client, name, content):
    file = SimpleUploadedFile(name, content)
    return client.post("/cms-admin/documents/add/", {"title": "Tiedosto", "file": file, "collection": 1})


def newest() -> Image:
    """The picture that has just come in, after those of the packaged site."""
    return Image.objects.latest("pk")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_picture_comes_in(client, editor, kind):
    name = f"kuva.{kind.lower()}"

    answer = upload_image(client, name, picture(kind))

    assert answer.status_code == 302
    image = newest()
    assert (image.width, image.height) == (64, 48)
    with image.file.open() as file:
        assert Picture.open(file).format == kind


def test_picture_is_kept_without_where_it_was_taken(client, editor):
    where = Picture.Exif()
    where[0x8825] = {1: "N", 2: (62.0, 36.0, 0.0)}
    where[0x010F] = "Salainen kamera"

    upload_image(client, "kuva.jpg", picture(exif=where))

    with newest().file.open() as file:
        content = file.read()
    assert b"Salainen" not in content
    assert not Picture.open(io.BytesIO(content)).getexif()


def test_what_follows_a_picture_in_its_file_is_gone(client, editor):
    upload_image(client, "kuva.png", picture("PNG") + office())

    with newest().file.open() as file:
        assert b"word/document.xml" not in file.read()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kuva.svg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"),
        ("kuva.jpg", b'<svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"),
        ("kuva.jpg", picture() + SCRIPT),
        ("kuva.jpg", picture(comment=SCRIPT)),
        ("kuva.png", picture("JPEG")),
        ("kuva.gif", picture("GIF")),
        ("kuva.exe", b"MZ" + b"\0" * 100),
        ("kuva.jpg", b""),
        ("kuva.jpg", picture()[:200]),
        ("kuva.jpg", picture() + b"\0" * (25 * 1024 * 1024)),
    ],
    ids=[
        "svg", "svg-as-jpg", "script-after", "script-inside", "wrong-end", "gif", "exe", "empty", "half",
        "big",
    ],
)  # fmt: skip
def test_what_is_no_good_picture_is_refused_in_words(client, editor, name, content):
    before = Image.objects.count()

    answer = upload_image(client, name, content)

    assert answer.status_code == 200
    assert answer.context["form"].errors["file"]
    assert Image.objects.count() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ohje.pdf", b"%PDF-1.7\n%%EOF"),
        ("ohje.docx", office()),
        ("luvut.xlsx", office("xl/workbook.xml")),
        ("ohje.odt", office("content.xml")),
        ("luvut.csv", "kunta;määrä\nLieksa;3\n".encode()),
        ("ohje.txt", "Näin tulet meille.".encode("cp1252")),
    ],
)
def test_file_comes_in_and_goes_out_to_be_saved(client, editor, name, content):
    upload_document(client, name, content)
    document = Document.objects.get()

    answer = client.get(document.url)
    got = b"".join(answer.streaming_content)

    assert answer.status_code == 200
    assert got == content
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("sivu.html", b"<html>" + SCRIPT),
        ("kuva.svg", b"<svg>" + SCRIPT + b"</svg>"),
        ("ohje.pdf", b"<html>" + SCRIPT),
        ("ohje.docx", office("something.xml")),
        ("ohje.docx", office(word__vbaProject=b"macro")),
        ("luvut.xlsx", b"PK\x03\x04 not a zip"),
        ("luvut.csv", b"<html>" + SCRIPT),
        ("ohje.txt", b"MZ\x90\0\x03"),
    ],
)
def test_file_that_is_not_what_it_says_is_refused_in_words(client, editor, name, content):
    answer = upload_document(client, name, content)

    assert answer.status_code == 200
    assert len(answer.context["form"].errors["file"]) == 1
    assert not Document.objects.exists()


def test_kind_of_file_that_is_not_taken_is_told_with_those_that_are(client, editor):
    answer = upload_document(client, "ohjelma.exe", b"MZ" + b"\0" * 100)

    told = str(answer.context["form"].errors["file"])
    assert ".exe" in told
    assert "pdf, docx, odt, xlsx, csv, txt" in told


def test_editor_changes_the_own_pictures_and_nobody_elses(client, editor):
    upload_image(client, "oma.jpg", picture())
    own = Image.objects.get(uploaded_by_user=editor)
    packaged = Image.objects.exclude(pk=own.pk).order_by("pk")[0]
    before = packaged.file.name

    mine = client.get(f"/cms-admin/images/{own.pk}/")
    told = SimpleUploadedFile("uusi.jpg", picture(), content_type="image/jpeg")
    changed = client.post(f"/cms-admin/images/{packaged.pk}/", {"title": "X", "file": told, "collection": 1})
    deleted = client.post(f"/cms-admin/images/{packaged.pk}/delete/")

    assert mine.status_code == 200
    assert [answer.get("Location", "") for answer in (changed, deleted)] == ["/cms-admin/"] * 2
    assert Image.objects.get(pk=packaged.pk).file.name == before


@pytest.mark.parametrize("live", [True, False])
def test_own_file_is_the_editors_until_readers_see_it(client, editor, page_at, live):
    upload_image(client, "oma.jpg", picture())
    own = Image.objects.get(uploaded_by_user=editor)
    news = NewsPage(title="Kuva", slug="kuva", picture=own, picture_decorates=True, live=live)
    page_at("/fi/uutiset/").add_child(instance=news)
    before = own.file.name
    new = SimpleUploadedFile("uusi.jpg", picture(size=(32, 32)), content_type="image/jpeg")

    sent = {"title": "oma.jpg", "file": new, "collection": 1}
    answer = client.post(f"/cms-admin/images/{own.pk}/", sent)
    told = client.get(answer["Location"]).content.decode()
    changed = Image.objects.get(pk=own.pk).file.name != before
    client.post(f"/cms-admin/bulk/wagtailimages/image/delete/?id={own.pk}")

    assert changed is not live
    assert ("Lukijat näkevät jo tiedoston ”Kuva”" in told) is live
    assert Image.objects.filter(pk=own.pk).exists() is live


def test_own_file_that_readers_see_stays_on_the_list_and_opening_it_tells_what_to_do(client, editor, page_at):
    upload_image(client, "oma.jpg", picture())
    own = Image.objects.get(uploaded_by_user=editor)
    news = NewsPage(title="Kuva", slug="kuva", picture=own, picture_decorates=True)
    page_at("/fi/uutiset/").add_child(instance=news)

    listed = client.get("/cms-admin/images/").content.decode()
    opened = client.get(f"/cms-admin/images/{own.pk}/", follow=True).content.decode()

    assert f"/cms-admin/images/{own.pk}/" in listed
    assert "Lukijat näkevät jo tiedoston" in opened


def test_right_that_was_once_given_to_editors_is_taken_back(editor):
    editors = Group.objects.get(name="Editors")
    rows = GroupCollectionPermission.objects.filter(group=editors)
    change = Permission.objects.get(codename="change_image", content_type__app_label="wagtailimages")
    rows.create(group=editors, collection=Collection.get_first_root_node(), permission=change)

    ensure_groups()

    assert not rows.filter(permission__codename__startswith="change").exists()


def test_publisher_changes_any_picture(client):
    client.force_login(make.account(Role.PUBLISHER))

    assert client.get(f"/cms-admin/images/{Image.objects.order_by('pk')[0].pk}/").status_code == 200


@pytest.mark.parametrize(("size", "kept"), [((3000, 1500), (2400, 1200)), ((1000, 800), (1000, 800))])
def test_picture_is_kept_no_larger_than_any_page_shows(client, editor, size, kept):
    upload_image(client, "suuri.jpg", picture(size=size))

    image = Image.objects.get(uploaded_by_user=editor)
    assert (image.width, image.height) == kept


@pytest.mark.parametrize("name", ["IMG_0001.heic", "IMG_0001.HEIC"])
def test_picture_of_a_telephone_becomes_one_that_every_browser_shows(client, editor, name):
    answer = upload_image(client, name, picture("HEIF", size=(640, 480)), "image/heic")

    image = newest()
    assert answer.status_code == 302
    assert image.file.name.endswith(".jpg")
    with image.file.open() as file:
        kept = Picture.open(file)
        assert (kept.format, kept.size) == ("JPEG", (640, 480))


def test_large_picture_comes_in_and_is_made_smaller(client, editor):
    answer = upload_image(client, "puhelin.jpg", picture(size=(8160, 6120)))

    assert answer.status_code == 302
    assert (newest().width, newest().height) == (2400, 1800)


@pytest.mark.parametrize(
    ("size", "words"),
    [((9000, 6000), "Kuvassa on 54 megapikseliä"), ((20000, 10000), "enintään 52 megapikseliä")],
)
def test_what_is_too_large_is_told_in_megapixels(client, editor, size, words):
    answer = upload_image(client, "suuri.png", picture("PNG", size=size))

    html = answer.content.decode()
    assert answer.status_code == 200
    assert words in html
    assert "52000000" not in html.replace(" ", "").replace("\xa0", "")
