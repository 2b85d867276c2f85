"""The colours of the map tell the municipalities apart, also when one has most of the places."""

from collections import Counter

import pytest

from cms.maps import colour_steps, tone_of

COUNTS = [412, 31, 25, 22, 18, 17, 12, 11, 9, 8, 6, 4, 0]


def test_one_big_town_leaves_the_others_their_own_colours():
    steps = colour_steps(COUNTS)

    assert Counter(tone_of(count, steps) for count in COUNTS) == {0: 1, 1: 3, 2: 3, 3: 3, 4: 3}


@pytest.mark.parametrize(
    ("counts", "steps"), [([], []), ([0, 0], []), ([5], [5]), ([2, 2, 2], [2]), ([1, 1, 1, 7], [1, 7])]
)
def test_equal_numbers_have_one_colour(counts, steps):
    assert colour_steps(counts) == steps
