"""Every message in every language: there is one, and nothing personal is in it."""

import pytest
from django.conf import settings

from notifications.models import Message
from notifications.services import rendered
from programmes.messages import templates
from tests.factories import programmes as make

TEMPLATES = templates()


@pytest.fixture(autouse=True)
def _number_of_the_service(settings):
    settings.SERVICE_PHONE = "013 000 000"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_message_can_be_read_in_each_language(template, language):
    context = {"path": "/my/places/abc/"}
    message = Message(template=template, language=language, recipient_name="Aino Karvinen", context=context)
    subject, body = rendered(message)

    assert 0 < len(subject) < 70
    assert settings.BASE_URL in body
    assert settings.SERVICE_PHONE in body
    assert "Aino" not in subject + body
    assert "%(" not in subject + body


@pytest.mark.django_db
@pytest.mark.parametrize("template", TEMPLATES)
def test_no_language_falls_back_to_english(template):
    def read(language):
        return rendered(Message(template=template, language=language))

    assert read("en")[0] not in {read("fi")[0], read("sv")[0]}


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_what_the_row_holds_stays_out_of_the_messages():
    placement = make.placement("agreed")
    secrets = [
        placement.participation.participant.first_name,
        placement.participation.participant.last_name,
        placement.vacancy.title,
        placement.vacancy.host.name,
        str(placement.municipality),
    ]

    sent = [" ".join(rendered(message)) for message in Message.objects.all()]

    assert len(sent) > 8
    assert [secret for secret in secrets if any(secret in text for text in sent)] == []


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_end_names_the_worker_and_leads_nowhere_that_cannot_be_opened(db, language):
    with_page = {"path": "/my/places/abc/", "worker": "Sirpa Lehto", "worker_phone": "013 555 0100"}
    _subject, body = rendered(Message(template="place_began", language=language, context=with_page))
    _subject, without = rendered(Message(template="place_began", language=language))

    assert f"{settings.BASE_URL}/my/places/abc/" in body
    assert "Sirpa Lehto" in body
    assert "013 555 0100" in body
    assert settings.SERVICE_PHONE not in body
    assert settings.BASE_URL not in without
    assert settings.SERVICE_PHONE in without
