"""The factories reach the states they are named by."""

import pytest

from programmes.participants.models import Participation
from programmes.participants.states import ParticipationState
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize("state", ParticipationState.values)
def test_a_participation_stands_in_the_state_asked_for(state):
    row = make.participation(state)

    assert Participation.objects.get(pk=row.pk).state == state


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "open", "closed"])
def test_a_vacancy_stands_in_the_state_asked_for(state):
    assert make.vacancy(state).state == state


@pytest.mark.parametrize("state", [*make.PLACEMENT_PATH, "declined", "refused"])
def test_a_placement_stands_in_the_state_asked_for(state):
    assert make.placement(state).state == state
