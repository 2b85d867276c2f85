"""A number from an address is a number or nothing: never an error."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from letters.numbers import LARGEST, whole_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("007", 7),
        (str(LARGEST), LARGEST),
        (str(LARGEST + 1), None),
        ("9" * 5_000, None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 1", None),
        ("٣", None),
        ("²", None),
    ],
)
def test_text_is_a_whole_number_or_nothing(text, number):
    assert whole_number(text) == number


def test_number_beyond_what_is_meant_is_nothing():
    assert [whole_number(text, most=5) for text in ("5", "6")] == [5, None]
    assert whole_number("0", most=-1) is None


def test_nobody_else_reads_digits_as_a_number():
    """`isdecimal` says yes to digits that are too many for `int` and for the database."""
    code = [Path(settings.ROOT) / part for part in ("cms", "platform", "programmes", "reports")]
    files = [file for part in code for file in part.rglob("*.py")]

    assert [file.name for file in files if ".isdecimal()" in file.read_text()] == ["numbers.py"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [LARGEST + 1, -(LARGEST + 2), 10**100])
def test_the_database_finds_nothing_by_a_number_beyond_its_columns(number):
    assert list(ContentType.objects.filter(pk__in=[number])) == []
    assert ContentType.objects.filter(pk__in=[number, ContentType.objects.first().pk]).count() == 1
    assert not ContentType.objects.filter(pk=number).exists()
