"""A coordinator of Joensuu, signed in."""

import pytest

from accounts.models import User
from tests.factories import programmes as make


@pytest.fixture
def worker(reference, db) -> User:
    return make.coordinator(first_name="Sirpa", last_name="Lehto")


@pytest.fixture
def desk(client, worker):
    """The browser of the coordinator."""
    client.force_login(worker)
    return client
