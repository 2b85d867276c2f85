"""Texts of messages in our own words: written, looked at, tried out, sent, taken back, and safe to send."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.utils import timezone, translation

from accounts.roles import Role
from audit.models import Event
from notifications.models import Delivery, Message, MessageText, MessageTextVersion
from notifications.services import rendered, send_due
from notifications.texts import Words, message_in, packaged
from programmes.messages import MESSAGES, templates
from programmes.readers import Reader, reader_of
from programmes.verbs import OTHERWISE, said_of
from programmes.wording import services
from programmes.wording.forms import TextForm
from programmes.wording.kinds import AFTER, kinds
from tests.factories import programmes as make
from tests.markup import problems_of
from typed.meanwhile import FIELD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

ADDRESS = "/work/messages/texts/places_suggested/fi/"
GOOD = "Sinulle on ehdotus.\n\nKatso: {linkki}\nSoita {työntekijä}, {puhelin}\n\nVälityö"


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.fixture
def manager():
    return make.manager()


@pytest.fixture
def desk(client, manager):
    client.force_login(manager)
    return client


def sent(desk, body=GOOD, subject="Uusi ehdotus", do="save", **more):
    return desk.post(ADDRESS, {"subject": subject, "body": body, "do": do} | more)


def told(template="places_suggested", language="fi", **context):
    context = {"path": "/my/offers/abc/", "worker": "Sirpa O'Lehto", "worker_phone": "013 555 0100"} | context
    cache.clear()  # the transaction of a test is never committed, which would do it
    return rendered(Message(template=template, language=language, context=context))


def test_the_list_names_every_message_and_who_reads_it(desk):
    page = desk.get("/work/messages/texts/").content.decode()
    for reader in ("host", "staff", "other"):
        page += desk.get(f"/work/messages/texts/?for={reader}").content.decode()

    assert all(f"/work/messages/texts/{template}/fi/" in page for template in templates())
    assert "/work/messages/texts/places_suggested/fi-simple/" in page
    assert "/work/messages/texts/new_referral/fi-simple/" not in page  # nobody reads that in Easy Finnish


TABLE = sorted({(line.who, line.template) for lines in MESSAGES.values() for line in lines}, key=str)


@pytest.mark.parametrize(("who", "template"), TABLE, ids=[f"{who.__name__}-{name}" for who, name in TABLE])
def test_each_function_of_recipients_says_who_reads(who, template):
    said = reader_of(who)

    assert said in kinds()[template].readers
    assert (said == Reader.PERSON) == who.__name__.startswith(("participant", "person", "asked_person"))


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_list_says_in_words_after_what_each_message_goes(language):
    with translation.override(language):
        after = {kind.template: kind.goes_after for kind in kinds().values()}
        nothing = str(OTHERWISE.told)

    assert [template for template, words in after.items() if not words or nothing in words] == []


def test_words_for_lines_of_the_table_are_those_that_no_event_has():
    assert set(AFTER) == {key for key in MESSAGES if said_of(key) is OTHERWISE}


def test_own_words_are_sent_with_the_values_of_the_message(desk):
    assert sent(desk).status_code == 303

    subject, body = told()
    assert subject == "Uusi ehdotus"
    assert f"Katso: {settings.BASE_URL}/my/offers/abc/\nSoita Sirpa O'Lehto, 013 555 0100" in body
    assert told(language="sv")[0] != "Uusi ehdotus"


def test_who_has_no_way_in_reads_so_in_place_of_the_line(desk):
    sent(desk)

    _subject, body = told(path="", no_way_in="yes")
    _subject, by_voice = told(path="")

    assert "Katso:" not in body + by_voice
    assert "Et pääse vielä" in body or "Et voi vielä" in body
    assert "{" not in body + by_voice


def test_without_a_worker_the_service_is_named(desk):
    settings_phone = message_in("fi", "places_suggested", {})[1]
    sent(desk)

    _subject, body = told(worker="", worker_phone="")

    number = settings_phone.split("Soita meille: ")[1].split("\n")[0]
    assert f"Soita Välityö, {number}" in body


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (GOOD + " {nimi}", "{nimi}"),
        (GOOD + " {linkki", "Aaltosulje"),
        (GOOD + "\n<b>Tärkeää</b>", "kulmasulkeissa"),
        (GOOD + "\nhttps://huijaus.example", "Jätä osoitteet pois"),
        (GOOD + "\n010190-123A".replace("010190-123A", "131052-308T"), "henkilötunnus"),
        (GOOD.replace("{linkki}", ""), "{linkki} puuttuu"),
        (GOOD.replace("{puhelin}", ""), "{puhelin} puuttuu"),
        (GOOD.replace("Katso: {linkki}", "Tosi pitkä rivi, jossa " * 5 + "{linkki}"), "omalle rivilleen"),
        ("", ""),
    ],
)
def test_what_may_not_be_sent_is_refused_in_words_and_nothing_typed_is_lost(desk, body, words):
    answer = sent(desk, body=body, subject="Oma otsikko")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert words.lower() in page.lower()
    assert "Oma otsikko" in page
    assert answer.context["form"]["body"].value() == body or "henkil" in words
    assert not MessageText.objects.exclude(body="").exists()


@pytest.mark.parametrize(
    ("subject", "status"), [("Hei {työntekijä}", 422), ("Uusi <b>ehdotus</b>", 422), ("Uusi", 303)]
)
def test_a_subject_is_words_alone(desk, subject, status):
    assert sent(desk, subject=subject).status_code == status


def test_a_text_is_no_template_and_a_value_is_not_looked_at_again(desk):
    odd = "{puhelin} {{ settings.SECRET_KEY }}"
    body = message_in("fi", "places_suggested", {"worker": odd}, words=Words("x", GOOD))[1]
    written = Words("x", "{% now 'Y' %} {{ phone }} {puhelin}")

    assert odd in body
    assert "{% now 'Y' %} {{ phone }} " in message_in("fi", "places_suggested", {}, words=written)[1]


def test_a_day_that_nobody_told_sends_the_packaged_text(desk):
    words = Words("Uusi työntekijä", "Sinulla on uusi työntekijä {päivä}.\n{linkki}\n{puhelin}")

    with_day = message_in("fi", "worker_changes", {"path": "/my/", "day": "ma 7.12."}, words=words)[1]
    without = message_in("fi", "worker_changes", {"path": "/my/"}, words=words)[1]

    assert "Sinulla on uusi työntekijä ma 7.12." in with_day
    assert without == message_in("fi", "worker_changes", {"path": "/my/"})[1]


def test_looking_shows_the_text_with_made_up_values_and_keeps_nothing(desk):
    answer = sent(desk, do="look")
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Sinulle on ehdotus." in page
    assert "040 000 0000" in page
    assert answer.context["form"]["body"].value() == GOOD
    assert not MessageText.objects.exclude(body="").exists()
    assert problems_of(page) == []


def test_a_trial_goes_to_the_writers_own_address_alone(desk, manager):
    make.participation(person=make.participant(email="aino@example.org"))
    Message.objects.all().delete()

    answer = sent(desk, do="try")
    send_due()

    message = mail.outbox[0]
    assert answer.context["form"]["body"].value() == GOOD
    assert [one.to for one in mail.outbox] == [[manager.email]]
    assert message.subject == "Kokeilu: Uusi ehdotus"
    assert f"{settings.BASE_URL}/example/" in message.body
    assert not MessageText.objects.exclude(body="").exists()
    assert Event.objects.get(verb="message_text.tried").actor == manager


def test_a_sent_message_keeps_what_it_said(desk):
    worker = make.coordinator()
    make.participation(
        "referred", by=worker, person=make.participant(email="aino@example.org", contact_channel="email")
    )
    Message.objects.update(state=Delivery.PENDING, not_before=timezone.now())
    send_due()
    kept = Message.objects.get(state=Delivery.SENT, template="referral_received")
    said = kept.body

    services.write("referral_received", "fi", Words("Muu", "Muu {linkki}\n{puhelin}"), by=make.manager())

    assert said
    assert Message.objects.get(pk=kept.pk).body == said
    cache.clear()
    assert rendered(kept)[1] != said


def test_each_change_is_dated_by_whom_and_read_later(desk, manager):
    sent(desk)
    sent(desk, body=GOOD.replace("ehdotus.", "ehdotuksia."), subject="Toinen")
    desk.post(f"{ADDRESS}back/")

    versions = services.versions("places_suggested", "fi")
    page = desk.get(ADDRESS).content.decode()
    assert [(one.subject, one.by) for one in versions] == [
        ("", manager),
        ("Toinen", manager),
        ("Uusi ehdotus", manager),
    ]
    assert "ehdotuksia." in page
    assert message_in("fi", "places_suggested", {})[0] == packaged("places_suggested", "fi").subject
    verbs = Event.objects.filter(object_type="messagetext").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["message_text.changed", "message_text.changed", "message_text.packaged"]


def test_saving_what_is_packaged_changes_nothing(desk):
    words = packaged("places_suggested", "fi")

    sent(desk, body=words.body.replace("\n", "\r\n"), subject=words.subject)

    assert MessageTextVersion.objects.count() == 0


def test_two_editors_at_once_are_told_of_each_other(desk):
    opened = desk.get(ADDRESS).context["form"][FIELD].value()
    sent(desk, body=GOOD + "\nEnsimmäinen.", **{FIELD: opened})

    answer = sent(desk, body=GOOD + "\nToinen.", **{FIELD: opened})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Ensimmäinen." in page
    assert "Toinen." in page


def test_only_who_manages_the_whole_area_writes(client):
    for user in (
        make.coordinator(),
        make.account(Role.MANAGER, municipality=make.LIEKSA),
        make.account(Role.PUBLISHER),
    ):
        client.force_login(user)
        assert client.get(ADDRESS).status_code == 403
        assert sent(client).status_code == 403
        assert client.post(f"{ADDRESS}back/").status_code == 403


@pytest.mark.parametrize("address", ["nothing/fi/", "places_suggested/xx/", "new_referral/fi-simple/"])
def test_there_is_no_text_of_another_name_or_language(desk, address):
    assert desk.get(f"/work/messages/texts/{address}").status_code == 404


@pytest.mark.parametrize("template", templates())
@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_packaged_words_are_right_by_the_rules_for_our_own(template, language):
    """So whoever opens a text and keeps it as it is, with one word changed, is not refused."""
    kind, words = kinds()[template], packaged(template, language)
    form = TextForm({"subject": words.subject, "body": words.body}, kind=kind, language=language, words=words)

    assert form.is_valid(), form.errors
    with translation.override(language):
        values = services.sample(language) | {"day": "x"}
    if template in {
        "complaint_taken_up",
        "complaint_answered",
        "complaint_reopened",
    }:  # its end names no worker
        values |= {"worker": "", "worker_phone": ""}
    assert message_in(language, template, values, words=words)[1] == message_in(language, template, values)[1]
