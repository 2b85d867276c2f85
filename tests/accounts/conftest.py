"""Areas of two service areas, one person with a password, an empty rate-limit memory."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.services import ensure_account
from areas.models import Municipality, ServiceArea

PASSWORD = "long-enough-to-keep"  # noqa: S105 - of an invented person


@pytest.fixture(autouse=True)
def _forget_attempts():
    cache.clear()


@pytest.fixture
def areas(db):
    joensuu = ServiceArea.objects.create(code="JNS", name_fi="Joensuu", position=1)
    pielinen = ServiceArea.objects.create(code="PIE", name_fi="Pielisen Karjala", position=2)
    for code, name, area in (
        ("167", "Joensuu", joensuu),
        ("422", "Lieksa", pielinen),
        ("541", "Nurmes", pielinen),
    ):
        Municipality.objects.create(
            code=code, name_fi=name, slug=name.lower(), service_area=area, in_area=True
        )
    return {"JNS": joensuu, "PIE": pielinen}


@pytest.fixture
def person(db) -> User:
    user = ensure_account("sirpa@example.fi", first_name="Sirpa", last_name="Lehto", verified=True)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def client_elsewhere() -> Client:
    return Client()


@pytest.fixture
def client_with_csrf() -> Client:
    return Client(enforce_csrf_checks=True)


def at_once(client: Client, address: str, posts: list[dict[str, str]]) -> list[int]:
    """The posts are answered as if none of the others had come: each finds the session as it is now."""
    rows = Session.objects.filter(pk=client.session.session_key)
    now = rows.get().session_data
    answers = []
    for post in posts:
        rows.update(session_data=now)
        answers.append(client.post(address, post).status_code)
    return answers
