"""Sets of whole numbers as ranges: [from, to], both in it, in order, apart from each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

Range = tuple[int, int]


def ranges_of(numbers: Iterable[int]) -> list[Range]:
    """The numbers as ranges."""
    found: list[Range] = []
    for number in sorted(numbers):
        if found and number <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(number, found[-1][1]))
        else:
            found.append((number, number))
    return found


def without(whole: Iterable[Range], taken: Iterable[Range]) -> list[Range]:
    """What is left of the ranges when others are taken away."""
    left = sorted(whole)
    for start, end in taken:
        left = [
            part
            for first, last in left
            for part in ((first, min(last, start - 1)), (max(first, end + 1), last))
            if part[0] <= part[1]
        ]
    return sorted(set(left))


def within(ranges: Iterable[Range], first: int, last: int) -> list[Range]:
    """The part of the ranges between two numbers."""
    cut = ((max(start, first), min(end, last)) for start, end in ranges)
    return [(start, end) for start, end in cut if start <= end]


def numbers_in(ranges: Iterable[Range]) -> Iterator[int]:
    """Every number, from the smallest."""
    for start, end in ranges:
        yield from range(start, end + 1)
