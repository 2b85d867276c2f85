"""The same form sent twice at one moment: what the second finds there already is what the first made."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event
from programmes.employers.models import HostEmployer
from programmes.employers.services import register_host
from tests.factories.programmes import coordinator
from workflow import engine

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def a_host() -> HostEmployer:
    return HostEmployer(
        business_id="0242746-2", name="Kahvila", kind="association", municipality_id="167",
        contact_name="Sari Laine", contact_email="sari@example.org",
    )  # fmt: skip


@pytest.fixture
def looked_too_early(monkeypatch):
    """The first look for the token finds nothing yet, as beside an act that is not finished."""
    real, looks = engine.first_time, []

    def early(token, kind):
        looks.append(token)
        return None if len(looks) == 2 else real(token, kind)

    monkeypatch.setattr(engine, "first_time", early)


@pytest.mark.usefixtures("looked_too_early")
def test_the_second_gets_what_the_first_has_made():
    worker = coordinator("167")
    first = register_host(a_host(), by=worker, member=False, token="same")

    second = register_host(a_host(), by=worker, member=False, token="same")

    assert second == first
    assert Event.objects.filter(verb="host.registered").count() == 1
    assert HostEmployer.objects.count() == 1


def test_another_form_about_the_same_is_refused_in_words():
    worker = coordinator("167")
    register_host(a_host(), by=worker, member=False, token="one")

    with pytest.raises(ValidationError):
        register_host(a_host(), by=worker, member=False, token="other")
