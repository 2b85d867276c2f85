"""A database that is made large for measuring is one that the service could hold."""

from __future__ import annotations

import pytest
from django.db import connection

from programmes.models import Participant, Placement
from tests.factories import programmes as make
from tests.sizes import grow

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_copies_have_keys_and_parents_of_their_own():
    make.placement("active")
    people, places = Participant.objects.count(), Placement.objects.count()

    grow(3)

    assert (Participant.objects.count(), Placement.objects.count()) == (3 * people, 3 * places)
    assert Participant.objects.filter(participations__placements__state="active").distinct().count() == 3
    connection.check_constraints()
