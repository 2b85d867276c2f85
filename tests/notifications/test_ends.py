"""The end of a message: the page that it is about, or what to do where the reader has no way in to it."""

from __future__ import annotations

import pytest

from notifications.models import Channel
from notifications.services import Recipient
from notifications.texts import message_in

pytestmark = pytest.mark.django_db

NO_WAY_IN = "You cannot sign in to the service yet."


@pytest.mark.parametrize("template", ["agreement_to_sign", "agreement_changed", "agreement_reminder"])
@pytest.mark.parametrize("signs_in", [True, False])
def test_nobody_is_asked_to_read_what_they_have_no_way_to(template, signs_in):
    someone = Recipient(
        None,
        "Kahvila",
        Channel.EMAIL,
        "kahvila@example.org",
        "en",
        signs_in=signs_in,
        path="/host/places/abc/",
    )

    _subject, body = message_in("en", template, someone.end)

    assert ("/host/places/abc/" in body, NO_WAY_IN in body) == (signs_in, not signs_in)


def test_what_a_worker_tells_by_voice_says_nothing_of_signing_in():
    someone = Recipient(None, "Aila", Channel.WORKER, "", "en", path="/my/")

    assert NO_WAY_IN not in message_in("en", "agreement_to_sign", someone.end)[1]
