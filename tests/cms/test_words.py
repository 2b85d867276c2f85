"""Words in their forms: what a search takes for the same word, and what it suggests for an unknown one."""

import random

import pytest
from simplemma.strategies.dictionaries import StreamDictionaryFactory

from cms.finding.excerpts import excerpt, marked
from cms.finding.hearing import hear
from cms.finding.meaning import Sense
from cms.finding.suggestions import did_you_mean, nearest
from cms.finding.words import WordIndex, asked
from letters import dictionaries
from letters.folding import folded
from letters.lemmas import all_keys, keys, parts_of, text_keys

FINNISH = [
    ("kunnissa", "kunta"),
    ("kunnista", "kunta"),
    ("palkkatuella", "palkkatuki"),
    ("työkokeilussa", "työkokeilu"),
    ("työkokeiluun", "työkokeilu"),
    ("työpajalle", "työpaja"),
    ("pajassa", "paja"),
    ("puistoissa", "puisto"),
    ("keittiössä", "keittiö"),
    ("ruokaa", "ruoka"),
    ("lapsille", "lapsi"),
    ("vanhusten", "vanhus"),
    ("nuorten", "nuori"),
    ("eläinten", "eläin"),
    ("metsään", "metsä"),
    ("metsätöitä", "metsätyö"),
    ("töitä", "työ"),
    ("kahvilaan", "kahvila"),
    ("kirjastoon", "kirjasto"),
    ("polkupyöriä", "polkupyörä"),
    ("varastossa", "varasto"),
    ("kotihoidossa", "kotihoito"),
    ("suomea", "suomi"),
    ("osatyökykyisille", "osatyökykyinen"),
    ("Lieksassa", "Lieksa"),
    ("lieksasta", "Lieksa"),
    ("Joensuusta", "Joensuu"),
    ("kiteellä", "Kitee"),
    ("Juuassa", "Juuka"),
    ("Outokummussa", "Outokumpu"),
    ("Nurmeksessa", "Nurmes"),
    ("kontiolahdella", "Kontiolahti"),
    ("Rääkkylästä", "Rääkkylä"),
    ("TYOPAJA", "työpaja"),
    ("kuntouttavaan", "kuntouttaa"),
]
SWEDISH = [
    ("kommunerna", "kommun"),
    ("platserna", "plats"),
    ("arbetsplatser", "arbetsplats"),
    ("lönesubventionen", "lönesubvention"),
    ("verkstaden", "verkstad"),
    ("trädgården", "trädgård"),
]
ENGLISH = [
    ("places", "place"),
    ("kitchens", "kitchen"),
    ("children", "child"),
    ("municipalities", "municipality"),
]


@pytest.mark.parametrize(
    ("form", "basic", "language"),
    [
        *[(*pair, "fi") for pair in FINNISH],
        *[(*pair, "fi-simple") for pair in FINNISH[:5]],
        *[(*pair, "sv") for pair in SWEDISH],
        *[(*pair, "en") for pair in ENGLISH],
    ],
)
def test_form_is_found_by_another_form_of_the_word(form, basic, language):
    index = WordIndex()
    index.add("by its basic form", [(basic, language)])
    index.add("something else", [("lumi sateenvarjo umbrella paraply", language)])

    assert index.find(asked(form, language)) == {"by its basic form"}
    assert folded(basic) in keys(form, language) or folded(form) == folded(basic)


@pytest.mark.parametrize(
    ("compound", "parts"),
    [
        ("työpaja", ["työ", "paja"]),
        ("työkokeilu", ["työ", "kokeilu"]),
        ("puutarhatyö", ["puutarha", "työ"]),
        ("kielikurssi", ["kieli", "kurssi"]),
        ("työnantaja", ["työ", "antaja"]),
        ("kahvila", []),
        ("Joensuu", []),
    ],
)
def test_compound_is_known_by_its_parts(compound, parts):
    assert parts_of(compound, "fi") == parts


@pytest.mark.parametrize(
    ("doing", "verb"),
    [
        ("siivoaminen", "siivota"),
        ("opettamista", "opettaa"),
        ("ohjaamisen", "ohjata"),
        ("tekeminen", "tehdä"),
    ],
)
def test_name_of_a_doing_is_looked_up_as_its_verb(doing, verb):
    assert folded(verb) in keys(doing, "fi")


@pytest.mark.parametrize(
    ("asked", "text", "language"),
    [
        ("palkkatuki", "palkkatuettua työtä", "fi"),
        ("palkkatuettu", "Palkkatuella töihin", "fi"),
        ("siivous", "Siivoamme yhdessä", "fi"),
        ("cleaning", "Cleaners and helpers", "en"),
    ],
)
def test_words_of_the_field_for_the_same_find_each_other(asked, text, language):
    assert keys(asked, language) & text_keys(text, language)


def test_basic_form_stands_for_itself_alone():
    assert keys("työ", "fi") == {"tyo"}


def test_part_finds_the_compound_and_not_the_other_way_round():
    index = WordIndex()
    index.add("workshop", [("Työpajassa korjataan pyöriä", "fi")])
    index.add("forge", [("Vanha paja", "fi")])

    assert index.find(asked("pajaan", "fi")) == {"workshop", "forge"}
    assert index.find(asked("työpaja", "fi")) == {"workshop"}


def test_every_word_must_stand_and_empty_words_need_not():
    index = WordIndex()
    index.add("kitchen in Lieksa", [("Keittiöapulainen Lieksan kaupungilla", "fi")])
    index.add("kitchen in Kitee", [("Keittiöapulainen Kiteen kaupungilla", "fi")])

    assert index.find(asked("haluan keittiöön ja Lieksaan", "fi")) == {"kitchen in Lieksa"}


def test_beginning_of_a_word_finds_it():
    index = WordIndex()
    index.add("trial", [("Työkokeilu yrityksessä", "fi")])

    assert index.find(asked("työkok", "fi")) == {"trial"}
    assert index.find(asked("ty", "fi")) == set()


def heard_of(typed: str, index: WordIndex):
    """What is heard when the words are asked of the index as they stand."""
    sense = Sense(asked=asked(typed, "fi"), rest=typed)
    return hear(sense, index.find, index, finds=lambda words: bool(index.find(asked(words, "fi"))))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tyokokelu", "työkokeilu"),
        ("työkokelussa", "työkokeilu"),
        ("palkatuella", "palkkatuki"),
        ("puistotyontekja", "puistotyöntekijä"),
        ("keitiössä", "keittiö"),
        ("Liesksa", "Lieksa"),
    ],
)
def test_mistyped_word_gets_a_suggestion(typed, meant):
    index = WordIndex()
    texts = "Työkokeilu palkkatuki puistotyöntekijä keittiö Lieksa siivooja varasto"
    index.add("everything", [(texts, "fi")])

    heard = heard_of(typed, index)

    assert heard.hits == set()
    assert heard.suggestion == meant


def test_nothing_near_is_not_suggested():
    assert nearest("xyzzyqq", {"tyokokeilu": "työkokeilu"}, {}, "fi") == ""
    assert did_you_mean("xyzzyqq", ["xyzzyqq"], {"paja": "paja"}, {}, "fi") == "xyzzyqq"


@pytest.mark.django_db
def test_unknown_word_is_left_aside_when_the_others_find_something():
    index = WordIndex()
    index.add("kitchen", [("Keittiöapulainen", "fi")])

    heard = heard_of("blorp keittiössä", index)

    assert (heard.hits, heard.aside) == ({"kitchen"}, ("blorp",))


def test_more_common_of_two_as_near_is_suggested():
    index = WordIndex()
    for number in range(3):
        index.add(number, [("pyöräpaja", "fi")])
    index.add(9, [("pyöräraja", "fi")])

    assert nearest("pyörätaja", index.spelling, index.often, "fi") == "pyöräpaja"


def test_words_are_marked_in_a_text_and_the_rest_is_escaped():
    words = asked("paja", "fi")

    assert marked("<b>Pajassa</b> & pyöräpajalla", words, "fi") == (
        "&lt;b&gt;<mark>Pajassa</mark>&lt;/b&gt; &amp; <mark>pyöräpajalla</mark>"
    )


def test_excerpt_begins_near_the_first_word_that_was_looked_for():
    text = "Alku " * 100 + "ja sitten pajassa korjataan pyöriä " + "loppu " * 100

    told = excerpt(text, asked("paja", "fi"), "fi")

    assert "<mark>pajassa</mark> korjataan pyöriä" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert len(told) < 280
    assert excerpt("Lyhyt teksti.", asked("paja", "fi"), "fi") == "Lyhyt teksti."


@pytest.mark.parametrize("language", ["sv", "en"])
def test_mapped_dictionary_tells_the_same_as_the_packed_one(language):
    mapped = dictionaries.forms(language)
    packed = StreamDictionaryFactory().get_dictionary(language)
    sample = random.Random(7).sample(list(mapped), 2_000)

    assert isinstance(mapped, dictionaries.MappedForms)
    assert len(mapped) == len(packed)
    for form in sample:
        assert mapped[form] == packed[form]
        assert mapped.get(form + "qq") == packed.get(form + "qq")


def test_broken_dictionary_file_is_refused(tmp_path):
    path = tmp_path / "half.forms"
    path.write_bytes(b"\nkunnissa\t\x22a\n")

    with pytest.raises(ValueError, match="not whole"):
        dictionaries.MappedForms(path)


def test_word_longer_than_any_is_looked_up_as_it_stands():
    assert all_keys("x" * 5_000, "fi") == {"x" * 5_000}


def test_an_index_that_is_changed_knows_what_one_made_anew_knows():
    def told(words):
        return (((words, "fi"),), ("type:workshop",))

    before = {"a": told("keittiön apulainen"), "b": told("pihan apulainen"), "c": told("kirjaston hyllyt")}
    after = {"a": before["a"], "b": told("puiston lehdet"), "d": told("kirjaston lainat")}
    old, fresh = WordIndex().changed({}, before), WordIndex().changed({}, after)
    kept = {key: set(names) for key, names in old.found_by.items()}

    new = old.changed({name: before[name] for name in "bc"}, {name: after[name] for name in "bd"})

    assert (new.found_by, new.often, new.spelling) == (fresh.found_by, fresh.often, fresh.spelling)
    assert old.found_by == kept
