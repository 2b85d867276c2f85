"""Text is compared and ordered as the language does it, whatever the database thinks."""

import pytest

from letters.folding import folded, line, words
from letters.order import in_order, name_key, person_key
from letters.phones import is_phone, phone_key, with_its_zero

PEOPLE = """Aalto Aino/af Hällström Arto/Hoffren Aino/Hoffrén Aino/Hoffren Eino/Järvi Yrjö/Järvinen Anneli
Kivi Kaisa/Kivi-Öhman Aada/Mykynen Ulla/Müller Bo/Myyryläinen Iiro/Mäki Anu/Mökkilä Eva/Mørch Lars
Möttönen Pia/Suo Maarit/Suoaho Liisa/Suo Anttila Pekka/Suo-Anttila Kirsi/Suo-Anttila Timo/Suoanttila Laura
Suoniemi Teemu/Uusi-Jaakkola Marja/Uusimäki Anne/Uusi-Rantala Matti/Uusitalo Eero/Varis Janne
Virtanen Pia/von Essen Carl/Voss Ida/Wallenberg Bo/Wirtanen Aki/Wolf Eva
Zimmer Jan/Åberg Åke/Åkerlund Siv/Äijälä Eero/Öhman Nils"""


def _people():
    names = PEOPLE.replace("\n", "/").split("/")
    return [tuple(name.rsplit(" ", 1)) for name in names]


def test_people_stand_in_finnish_order():
    mixed = sorted(_people(), key=lambda name: name[0][::-1] + name[1])

    assert sorted(mixed, key=lambda name: person_key(*name)) == _people()


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", ["Aura", "Espoo", "Ylöjärvi", "Åbo", "Äänekoski", "Östermark"]),
        ("sv", ["Aura", "Espoo", "Ylöjärvi", "Åbo", "Äänekoski", "Östermark"]),
        ("fi-simple", ["Aura", "Espoo", "Ylöjärvi", "Åbo", "Äänekoski", "Östermark"]),
        ("en", ["Äänekoski", "Åbo", "Aura", "Espoo", "Östermark", "Ylöjärvi"]),
    ],
)
def test_places_stand_in_the_order_of_the_reader(language, expected):
    assert in_order(reversed(expected), str, language) == expected


def test_names_of_firms_are_compared_word_by_word():
    firms = ["Kevyt sinko", "Kevytpaino", "4H-yhdistys"]

    assert in_order(firms, str, "fi") == ["4H-yhdistys", "Kevyt sinko", "Kevytpaino"]


def test_the_alphabet_ends_as_finnish_and_swedish_end_it():
    letters = list("09abcdefghijklmnopqrstuvwxyzåäö")

    assert sorted(set(letters), key=name_key) == letters
    assert [name_key(letter) for letter in "ÅÄÖŠŽÉ"][:3] == [name_key(letter) for letter in "åäö"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("ü", "y"), ("æ", "ä"), ("ø", "ö"), ("õ", "ö"), ("š", "s"), ("ž", "z"), ("ł", "l"), ("ß", "ss")],
)
def test_foreign_letters_stand_with_their_finnish_neighbour(one, other):
    assert name_key(f"{other}a") < name_key(f"{one}b") < name_key(f"{other}c")


def test_a_key_is_digits_and_puts_other_scripts_last():
    key = person_key("Шевченко", "Тарас")

    assert key.isdigit()
    assert person_key("Öhman", "Ö") < key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("VÄÄNÄNEN", "väänänen"),
        ("Kivi-Öhman", "kivi öhman"),
        ("Kivi\u2011Öhman", "KIVI-ÖHMAN"),
        ("O’Brien", "o'brien"),
        ("Øster Łukasz", "oster lukasz"),
        ("A\u0308ijälä", "Äijälä"),
        ("Koi\u00advisto", "koivisto"),
        ("İpek", "ipek"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one, other):
    assert line(one) == line(other)


def test_folding_keeps_what_tells_names_apart():
    assert words("Karppinen-Öhman") == ["karppinen", "ohman"]
    assert folded("Työ, paja") == "tyo, paja"
    assert line("Karpinen") != line("Karppinen")


@pytest.mark.parametrize(
    "written",
    ["0401234567", "040 123 4567", "040-1234567", "(040) 123 4567", "+358 40 123 4567", "+358401234567",
     "00358 40 1234567", "+358 (0)40 123 4567", "358401234567", "040\u00a0123\u20114567"],
)  # fmt: skip
def test_a_telephone_number_is_the_same_in_any_spelling(written):
    assert phone_key(written) == "0401234567"
    assert is_phone(written)


def test_numbers_abroad_keep_their_country():
    assert phone_key("+46 70 123 45 67") == phone_key("0046701234567") == "+46701234567"
    assert phone_key("abc") == ""


@pytest.mark.parametrize("wrong", ["", "abc", "1234", "040 soita illalla", "+", "0401234567890123"])
def test_what_cannot_be_rung_is_no_telephone_number(wrong):
    assert not is_phone(wrong)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("401234567", "0401234567"), ("501234567", "0501234567"), ("358401234567", "+358401234567"),
     ("0401234567", "0401234567"), ("+358401234567", "+358401234567"), ("040 123", "040 123"),
     ("13267400", None), ("267400", None), ("46701234567", None)],
)  # fmt: skip
def test_a_zero_that_a_spreadsheet_dropped_comes_back_where_it_is_known(cell, number):
    assert with_its_zero(cell) == number
