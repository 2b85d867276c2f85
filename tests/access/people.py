"""The kinds of people, by their part in one person's matter, and the door by which each comes in."""

from __future__ import annotations

from typing import Any

from django.test import Client

PERSON = {"participant"}
PEOPLE = PERSON | {"other_participant"}
HOST = {"host_admin", "host_member"}
HOSTS = HOST | {"other_host"}
REFERRERS = {"referrer", "other_referrer"}
HERE = {"responsible", "stand_in", "colleague", "work_ability"}
WORKERS = HERE | {"far_coordinator", "manager"}
ABILITY = {"responsible", "stand_in", "work_ability"}  # who reads an assessment
SEES_PERSON = HERE | {"manager"}
EVERYBODY = (
    PEOPLE
    | HOSTS
    | REFERRERS
    | WORKERS
    | {
        "instructor",
        "partner",
        "editor",
        "publisher",
        "auditor",
        "dpo",
        "administrator",
        "anonymous",
    }
)
SIGNED_IN = EVERYBODY - {"anonymous"}
RUNS = HERE | {"instructor"}
BOARD = WORKERS | {"instructor"}
NO_PART = SIGNED_IN - SEES_PERSON - {"referrer"}  # to whom a person's agreement is not there at all


def client_of(user: Any) -> Client:
    client = Client()
    if user.is_authenticated:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
