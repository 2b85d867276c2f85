"""Two workers, a manager, and a client signed in as each."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from tests.factories import programmes as make

FAR = "422"


def signed_in(user: User) -> Client:
    """A browser of the user's own."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def worker() -> User:
    return make.coordinator()


@pytest.fixture
def desk(worker: User) -> Client:
    return signed_in(worker)


@pytest.fixture
def far() -> User:
    return make.coordinator(municipality=FAR)
