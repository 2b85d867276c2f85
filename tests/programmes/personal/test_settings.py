"""Settings: what a person chooses about pages and messages, and what cannot be turned off."""

import pytest
from django.conf import settings

from notifications.models import Message
from programmes.messages import MESSAGES
from programmes.participants.message_kinds import KINDS, How, MessageKind, how_of, kind_of
from programmes.participants.models import Participant
from programmes.personal import corrections
from programmes.recipients import (
    asked_person,
    participant_of,
    participant_told_of_month,
    participant_who_said_yes,
)
from tests.factories import programmes as make

PAGE = "/my/settings/"
TO_THE_PERSON = {participant_of, participant_who_said_yes, participant_told_of_month, asked_person}


def chosen(**how: str) -> dict[str, str]:
    """What the form sends: everything as usual, but for what is named."""
    kinds = {f"how_{kind}": how.get(str(kind), "") for kind in KINDS}
    return {"language": "fi", "contact_channel": "email"} | kinds


def test_every_template_that_a_person_gets_is_of_a_kind():
    named = {template for facts in KINDS.values() for template in facts.templates}
    sent = {told.template for lines in MESSAGES.values() for told in lines if told.who in TO_THE_PERSON}

    assert sent - named == set()


def test_what_has_to_be_told_is_never_left_out():
    for kind, facts in KINDS.items():
        how = how_of(kind, {kind: "none"})
        assert how == (How.NONE if facts.may_be_off else How.USUAL)
        assert facts.may_be_off or facts.why
    assert kind_of("something_new") == MessageKind.SERVICE


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_page_has_a_choice_for_each_kind(case, language):
    page = case.own(language).get(PAGE)

    assert [field.name for field in page.context["form"].kinds] == [f"how_{kind}" for kind in KINDS]
    assert "%(" not in page.content.decode()


def test_choices_are_kept_and_language_comes_at_once(case):
    client = case.own()

    answer = client.post(PAGE, chosen(days="none") | {"language": "sv", "large_text": "on"})

    case.user.refresh_from_db()
    person = Participant.objects.get(pk=case.time.participant_id)
    assert answer.status_code == 303
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "sv"
    assert (case.user.language, case.user.large_text) == ("sv", True)
    assert person.message_choices == {"days": "none"}
    assert 'class="large-text"' in client.get("/my/").content.decode()


def test_usual_text_has_no_mark(case):
    assert "large-text" not in case.own().get("/my/").content.decode()


def test_what_was_left_out_makes_no_message(case):
    case.own().post(PAGE, chosen(answers="none"))
    row = corrections.ask(case.time, by=case.user, item="name", right="A")

    corrections.answer(row, by=case.worker, status="corrected", words="Korjattu.")

    assert not Message.objects.filter(template="correction_answered").exists()


@pytest.mark.parametrize(
    ("how", "state", "channel", "address"),
    [
        ("worker", "by_hand", "worker", ""),
        ("sms", "by_hand", "sms", "040 555 0707"),
        ("", "pending", "email", "@"),
    ],
)
def test_a_kind_comes_by_the_channel_that_was_chosen(case, how, state, channel, address):
    Participant.objects.filter(pk=case.time.participant_id).update(contact_channel="email")
    case.own().post(PAGE, chosen(suggestions=how))

    make.placement("proposed", row=type(case.time).objects.get(pk=case.time.pk))

    told = Message.objects.get(template="places_suggested")
    assert (told.state, told.channel) == (state, channel)
    assert address in told.address


def test_what_cannot_be_left_out_is_no_choice(case):
    page = case.own().post(PAGE, chosen(suggestions="none"))

    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["how_suggestions"]


def test_only_channels_by_which_one_can_be_reached_are_offered(case):
    Participant.objects.filter(pk=case.time.participant_id).update(phone="", contact_channel="email")

    form = case.own().get(PAGE).context["form"]

    offered = [value for value, _label in form.fields["contact_channel"].choices]
    assert offered == ["email", "letter", "worker"]


def test_the_worker_hears_in_what_channel_whatever_the_person_chose(case):
    """What a person chooses holds for what they are told, not for what their worker is told."""
    case.own().post(PAGE, chosen(answers="none"))

    corrections.ask(case.time, by=case.user, item="name", right="A")

    assert Message.objects.get(template="correction_sent").recipient == case.worker
