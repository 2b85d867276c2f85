"""A person in the service with an account, their worker, and a browser for each."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from accounts.models import User
from accounts.roles import Role
from programmes.participants.models import Participation
from tests.factories import programmes as make


def signed_in(user: User, language: str = "fi") -> Client:
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


@dataclass
class Case:
    """One person, their time in the service, their worker."""

    user: User
    time: Participation
    worker: User

    def own(self, language: str = "fi") -> Client:
        return signed_in(self.user, language)

    def desk(self, language: str = "fi") -> Client:
        return signed_in(self.worker, language)

    def another(self) -> Any:
        return a_case("Toinen")


def a_case(first_name: str = "Aino") -> Case:
    user = make.account(Role.PARTICIPANT, first_name=first_name, last_name="Karvinen")
    person = make.participant(first_name=first_name, last_name="Karvinen", user=user, phone="040 555 0707")
    person.email = user.email
    person.save()
    time = make.participation("active", person=person)
    return Case(user, time, time.coordinator)


@pytest.fixture
def case(reference, db) -> Case:
    return a_case()
