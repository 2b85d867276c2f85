"""Ranges of numbers say the same as sets of numbers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from audit.numbers import numbers_in, ranges_of, within, without

SETS = some.sets(some.integers(1, 40))


@given(SETS, SETS)
def test_without_is_the_difference(whole, taken):
    assert set(numbers_in(without(ranges_of(whole), ranges_of(taken)))) == whole - taken


@given(SETS, some.integers(1, 40), some.integers(1, 40))
def test_within_is_the_part_between(whole, first, last):
    told = set(numbers_in(within(ranges_of(whole), first, last)))

    assert told == {number for number in whole if first <= number <= last}


@given(SETS)
def test_ranges_are_in_order_and_apart(whole):
    ranges = ranges_of(whole)

    assert list(numbers_in(ranges)) == sorted(whole)
    assert all(end + 1 < start for (_first, end), (start, _last) in pairwise(ranges))
