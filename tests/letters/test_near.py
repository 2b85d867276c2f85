"""Names that may be one are asked about; names that are two are not."""

import pytest

from letters.near import are_near, is_near


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karpinen", "Karppinen"),
        ("KARPPINEN", "karppinen"),
        ("Väänänen", "Vaananen"),
        ("Virtanen", "Wirtanen"),
        ("Koskinen", "Koskienn"),
        ("Kivi-Öhman", "Öhman"),
        ("Suo Anttila", "Suoanttila"),
        ("Mäkelä", "Mäkele"),
        ("Aaro", "Aro"),
    ],
)
def test_a_slip_is_near(one, other):
    assert is_near(one, other)
    assert is_near(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Aro", "Aho"), ("Virtanen", "Korhonen"), ("", "Aho"), ("Meri", "Mäkinen")]
)
def test_two_names_are_not_near(one, other):
    assert not is_near(one, other)


def test_people_of_one_birthday_are_near_by_either_name_and_changed_about():
    assert are_near("Aino", "Karpinen", "Aino", "Karppinen")
    assert are_near("Aino", "Karppinen", "Aino", "Virtanen")
    assert are_near("Karppinen", "Aino", "Aino", "Karppinen")
    assert not are_near("Aino", "Karppinen", "Veikko", "Laine")
