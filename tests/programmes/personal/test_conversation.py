"""Messages between a person and their worker: who reads them, files by content, mail without words."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image
from pillow_heif import register_heif_opener

from audit.models import Event, Read
from notifications.models import Message
from notifications.services import rendered, to_whom_it_goes_now
from programmes.participants.models import WorkerMessage
from programmes.personal import attachments, conversation
from tests.factories import programmes as make
from tests.programmes.personal.conftest import a_case, signed_in

OWN = "/my/messages/"
PRIVATE = "Salainen asia"


def picture(kind: str, size: tuple[int, int] = (40, 30)) -> bytes:
    register_heif_opener()
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Puhelin"  # who made the telephone
    Image.new("RGB", size, "green").save(made, kind, exif=exif)
    return made.getvalue()


def an_upload(content: bytes, name: str = "kuva.bin", told: str = "application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type=told)


def at_work(case) -> str:
    return f"/work/people/{case.time.reference}/messages/"


def test_a_message_reaches_the_worker_who_cares_today(case):
    answer = case.own().post(OWN, {"token": "a", "text": PRIVATE})

    row = WorkerMessage.objects.get()
    assert (answer.status_code, answer.url) == (303, f"{OWN}#last")
    assert (row.by_person, row.text, row.by) == (True, PRIVATE, case.user)
    assert row.due_on > timezone.localdate()
    mail = Message.objects.get(template="person_wrote")
    assert (mail.recipient, mail.context["path"]) == (case.worker, at_work(case))
    assert at_work(case) in case.desk().get("/work/").content.decode()


def test_no_word_stands_in_mail_trail_or_table(case):
    case.own().post(OWN, {"token": "a", "text": PRIVATE})

    mail = Message.objects.get(template="person_wrote")
    assert PRIVATE not in " ".join(rendered(mail))
    assert PRIVATE not in str(list(Event.objects.values_list("data", flat=True)))
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM programmes_workermessage")
        assert PRIVATE not in cursor.fetchone()[0]


def test_the_answer_is_read_and_nothing_waits_any_more(case):
    conversation.write(case.time, by=case.user, text="Mihin aikaan tulen?")
    desk = case.desk()
    page = desk.get(at_work(case))
    desk.post(at_work(case), {"token": "b", "text": "Kello 9."})

    own = case.own()
    home = own.get("/my/").content.decode()
    own_page = own.get(OWN).content.decode()

    assert "Mihin aikaan tulen?" in page.content.decode()
    assert "Sinulle on viesti omalta työntekijältäsi" in home
    assert "Kello 9." in own_page
    assert "Sinulle on viesti" not in own.get("/my/").content.decode()
    assert not WorkerMessage.objects.filter(by_person=True, answered_at=None).exists()
    assert at_work(case) not in desk.get("/work/").content.decode()


def test_the_same_form_twice_is_one_message(case):
    client = case.own()
    for _time in range(2):
        client.post(OWN, {"token": "a", "text": "Hei"})

    assert WorkerMessage.objects.count() == 1


def test_mail_about_what_has_been_read_does_not_go(case):
    conversation.write(case.time, by=case.worker, text="Hei")
    mail = Message.objects.get(template="worker_wrote")
    case.own().get(OWN)

    assert not to_whom_it_goes_now(mail)


def test_a_workers_look_is_on_record_and_the_persons_is_not(case):
    conversation.write(case.time, by=case.user, text="Hei")
    case.own().get(OWN)
    case.desk().get(at_work(case))

    assert [(look.reader, look.page) for look in Read.objects.all()] == [(case.worker, "work:conversation")]


@pytest.mark.parametrize("who", ["colleague", "former", "stranger"])
def test_only_who_cares_for_the_person_reads(case, who):
    conversation.write(case.time, by=case.user, text=PRIVATE, attachment=pdf())
    row = WorkerMessage.objects.get()
    reader = {
        "colleague": make.coordinator,
        "former": lambda: case.worker,
        "stranger": lambda: a_case("X").user,
    }[who]()
    if who == "former":
        type(case.time).objects.filter(pk=case.time.pk).update(coordinator=make.coordinator())
    client = signed_in(reader)

    page = client.get(at_work(case))
    file = client.get(f"{OWN}{row.reference}/file/")

    assert page.status_code == 403
    assert PRIVATE not in page.content.decode()
    assert file.status_code == 404


def pdf() -> attachments.Attachment:
    return attachments.looked_at(an_upload(b"%PDF-1.7\n...", "todistus.exe"))


def test_a_file_is_sealed_private_and_only_to_be_kept(case):
    row = conversation.write(case.time, by=case.user, text="", attachment=pdf())

    answer = case.desk().get(f"{OWN}{row.reference}/file/")

    assert row.file_name == "todistus.pdf"
    assert answer.content == b"%PDF-1.7\n..."
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="todistus.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    with storages["private"].open(row.file) as stored:
        assert b"PDF" not in stored.read()
    assert case.own().get(f"/media/{row.file}").status_code == 404


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", "JPEG"), ("PNG", "PNG"), ("HEIF", "JPEG")])
def test_pictures_are_drawn_anew_without_what_the_telephone_wrote(kind, kept):
    found = attachments.looked_at(an_upload(picture(kind, (3000, 1500)), "IMG 1.heic"))

    drawn = Image.open(io.BytesIO(found.content))
    assert (drawn.format, drawn.size) == (kept, (2400, 1200))
    assert not drawn.getexif()
    assert found.name.endswith({"JPEG": ".jpg", "PNG": ".png"}[kept])


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"GIF89a\x01\x00\x01\x00",
        b"<svg/>",
        b"\x89PNG\r\n\x1a\nx",
    ],
)
def test_something_else_is_refused_whatever_it_calls_itself(case, content):
    sent = {"token": "a", "text": "Tässä", "file": an_upload(content, "kuva.jpg", "image/jpeg")}

    page = case.own().post(OWN, sent)

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["file"]
    assert page.context["form"]["text"].value() == "Tässä"
    assert not WorkerMessage.objects.exists()


def test_thirty_megabytes_are_refused_kindly_and_the_text_stays(case):
    sent = {"token": "a", "text": "Pitkä teksti", "file": an_upload(b"%PDF-" + b"0" * (30 * 1024 * 1024))}

    page = case.own().post(OWN, sent)

    assert page.status_code == 422
    assert "30 Mt" in page.content.decode()
    assert "Pitkä teksti" in page.content.decode()
    assert storages["private"].listdir("")[1] == [] or not WorkerMessage.objects.exists()


def test_an_identity_code_is_refused_in_the_text_and_left_out_of_a_name(case):
    page = case.own().post(OWN, {"token": "a", "text": "Tunnukseni on 131052-308T"})
    named = attachments.looked_at(an_upload(b"%PDF-1.4", "131052-308T.pdf"))

    assert page.status_code == 422
    assert "131052" not in named.name


def test_nothing_to_send_is_told(case):
    page = case.own().post(OWN, {"token": "a", "text": "  "})

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["text"]


def test_what_needs_no_answer_waits_no_more(case):
    conversation.write(case.time, by=case.user, text="Kiitos")

    case.desk().post(f"{at_work(case)}settled/")

    assert not WorkerMessage.objects.filter(answered_at=None).exists()
    assert at_work(case) not in case.desk().get("/work/").content.decode()


def test_a_file_of_a_message_that_came_to_nothing_does_not_stay(case):
    case.time.participant.deceased_on = timezone.localdate()
    case.time.participant.save()
    before = set(storages["private"].listdir("")[1])

    with pytest.raises(ValidationError):
        conversation.write(case.time, by=case.worker, text="", attachment=pdf())

    assert set(storages["private"].listdir("")[1]) == before


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_page_costs_as_much_with_three_messages_as_with_one(case, language):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(OWN).status_code == 200
        return len(found)

    client = case.own(language)
    conversation.write(case.time, by=case.worker, text="Hei")
    client.get(OWN)
    once = queries()
    for _number in range(2):
        conversation.write(case.time, by=case.worker, text="Hei")

    assert queries() <= once + 1  # the new ones are marked as read
    assert once <= 25
