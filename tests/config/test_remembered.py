"""What is remembered of public data: for the version it was read under, by any number of readers."""

import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from django.db import transaction
from django.utils import translation

from publicdata import memory
from publicdata.memory import forget_remembered, remembered
from publicdata.version import public_has_changed

pytestmark = pytest.mark.django_db


class Name:
    """A part of a key that takes its time to be compared."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __hash__(self) -> int:
        return hash(sum(range(self.number + 20)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Name) and self.number == other.number


def test_made_once_until_something_public_changes():
    public_has_changed()
    numbers = count()

    told = [remembered(lambda: next(numbers), "number") for _time in range(3)]
    public_has_changed()

    assert (told, remembered(lambda: next(numbers), "number")) == ([0, 0, 0], 1)


def test_each_language_has_its_own():
    public_has_changed()
    told = []
    for language in ("fi", "sv", "fi"):
        with translation.override(language):
            told.append(remembered(lambda language=language: language, "language"))

    assert told == ["fi", "sv", "fi"]


def test_change_that_is_taken_back_brings_back_what_was_remembered():
    public_has_changed()
    assert remembered(lambda: "before", "word") == "before"

    with transaction.atomic():
        public_has_changed()
        inside = remembered(lambda: "inside", "word")
        transaction.set_rollback(True)

    assert inside == "inside"
    assert remembered(lambda: "after", "word") != "inside"


def test_nothing_is_remembered_without_a_version(monkeypatch):
    monkeypatch.setattr(memory, "versions", dict)
    numbers = count()

    assert [remembered(lambda: next(numbers), "number") for _time in range(2)] == [0, 1]


def test_the_oldest_give_way_when_there_are_many(monkeypatch):
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 3)
    public_has_changed()
    for number in range(4):
        remembered(lambda number=number: number, number)

    assert remembered(lambda: "new", 3) == 3
    assert remembered(lambda: "new", 0) == "new"


def test_what_is_asked_for_again_and_again_stays(monkeypatch):
    monkeypatch.setattr(memory, "MOST_REMEMBERED", 3)
    public_has_changed()
    for number in (0, 1, 2, 0, 3, 0, 4):
        remembered(lambda number=number: number, number)

    assert remembered(lambda: "new", 0) == 0
    assert remembered(lambda: "new", 1) == "new"


def test_readers_meet_no_gap_while_another_forgets(monkeypatch):
    version = count()
    monkeypatch.setattr(memory, "versions", lambda: {"": (next(version) // 50, 0)})
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(4) as readers:
            numbers = [number % 40 for number in range(8_000)]
            told = list(readers.map(lambda n: remembered(lambda: n, Name(n)), numbers))
    finally:
        sys.setswitchinterval(before)
        forget_remembered()

    assert told == numbers
