"""Words that publishers keep: they work at once, are on record, and nonsense is refused with words."""

import re
from collections import Counter

import pytest
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, ReferenceIndex

from accounts.roles import Role
from audit.models import Event
from cms.beside.words import phrases_of
from cms.finding.same import meanings
from cms.loading.words import ensure_words, rows
from cms.models import HelpLine, HelpTopic, SameWords
from letters.folding import folded
from tests.cms.test_reference import values_on
from tests.factories import programmes as make

pytestmark = pytest.mark.usefixtures("site")

MODELS = {"samewords": SameWords, "helptopic": HelpTopic, "helpline": HelpLine}


@pytest.fixture
def as_publisher(client):
    client.force_login(make.account(Role.PUBLISHER))
    return client


def add(client, **values):
    given = {"language": "fi", "words": "", "means": "", "is_active": "on", "seen": "0"} | values
    return client.post("/cms-admin/samewords/new/", given)


def problems(answer) -> str:
    assert answer.status_code == 200
    return " ".join(" ".join(errors) for errors in answer.context["form"].errors.values())


def test_packaged_words_lead_somewhere_and_stand_once():
    listed = Counter((row["language"], folded(one)) for row in rows() for one in phrases_of(row["words"]))
    nowhere = [row.packaged for row in SameWords.objects.all() if not _leads(row)]

    assert [one for one, count in listed.items() if count > 1] == []
    assert nowhere == []
    assert len(listed) > 1_200


def _leads(row: SameWords) -> bool:
    named = next(one for one in rows() if one["code"] == row.packaged)
    return bool(
        (row.means or row.shaped or row.page or row.topic or row.services.exists())
        and bool(row.page) == bool(named["page"])
        and row.services.count() == len([code for code in named["services"].split("|") if code])
    )


def test_loading_again_changes_nothing_and_leaves_a_publishers_row_alone(as_publisher):
    row = SameWords.objects.get(packaged="fi-trial")
    address = f"/cms-admin/samewords/edit/{row.pk}/"
    as_publisher.post(address, values_on(as_publisher, address) | {"words": "koeponnistus"})
    before = dict(SameWords.objects.values_list("pk", "words"))

    ensure_words()

    assert dict(SameWords.objects.values_list("pk", "words")) == before
    assert SameWords.objects.get(pk=row.pk).words == "koeponnistus"


def test_new_words_work_at_once_and_are_on_record(as_publisher, client):
    before = client.get("/fi/palvelut/?q=hötkyily").context["cards"]
    kind = SameWords.objects.get(packaged="fi-workshop").services.first()

    answer = add(as_publisher, words="hötkyily, hötkyillä", services=[kind.pk])

    assert answer.status_code == 302
    row = SameWords.objects.get(words="hötkyily, hötkyillä")
    assert before == []
    assert [card.title for card in client.get("/fi/palvelut/?q=hötkyilyyn").context["cards"]] != []
    assert ModelLogEntry.objects.for_instance(row).count() == 1
    assert Event.objects.filter(verb="reference.added", object_type="samewords", object_id=row.pk).exists()

    address = f"/cms-admin/samewords/edit/{row.pk}/"
    values = {name: value for name, value in values_on(as_publisher, address).items() if name != "is_active"}
    as_publisher.post(address, values)

    assert client.get("/fi/palvelut/?q=hötkyilyyn").context["cards"] == []
    assert Event.objects.filter(verb="reference.changed", object_type="samewords").exists()


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"words": "jotain uutta"}, "eivät vielä johda mihinkään"),
        ({"words": "!!!, kukka", "means": "paja"}, "ei ole sana"),
        ({"words": "x", "means": "paja"}, "ei ole sana"),
        ({"words": "yksi kaksi kolme neljä viisi kuusi", "means": "paja"}, "liian pitkä"),
        ({"words": "uutuus", "means": "uutuus"}, "itseään"),
        ({"words": "uutuus", "means": "xyzzyqq"}, "ei löydy sivuilta mitään"),
        ({"words": "verstas", "means": "paja"}, "on jo rivillä"),
        ({"words": "keittiö", "means": "kokki"}, "kehä ei auta"),
    ],
)
def test_nonsense_is_refused_with_words(as_publisher, values, told):
    make.vacancy(title="Keittiöapulainen")
    count = SameWords.objects.count()

    assert told in problems(add(as_publisher, **values))
    assert SameWords.objects.count() == count


def test_page_that_readers_do_not_see_is_refused(as_publisher, page_at):
    page = page_at("/fi/oikeutesi/")
    Page.objects.filter(pk=page.pk).update(live=False)

    assert "Lukijat eivät näe" in problems(add(as_publisher, words="uutuus", page=page.pk))


def test_page_taken_away_leads_nowhere_and_breaks_nothing(client, page_at):
    page_at("/fi/oikeutesi/").delete()

    assert client.get("/fi/haku/?q=karenssi").context["total"] == 0
    assert SameWords.objects.get(packaged="fi-waiting").page is None


@pytest.mark.parametrize("phone", ["", "soita", "12", "x 112"])
def test_help_line_needs_a_number_that_can_be_dialled(as_publisher, phone):
    line = HelpLine.objects.get(code="nollalinja")
    address = f"/cms-admin/helpline/edit/{line.pk}/"

    answer = as_publisher.post(address, values_on(as_publisher, address) | {"phone": phone})

    assert answer.status_code == 200
    assert HelpLine.objects.get(pk=line.pk).phone == "080 005 005"


def test_changed_number_is_the_one_shown(as_publisher, client):
    line = HelpLine.objects.get(code="nollalinja")
    address = f"/cms-admin/helpline/edit/{line.pk}/"
    as_publisher.post(address, values_on(as_publisher, address) | {"phone": "080 000 111"})

    html = client.get("/fi/haku/?q=väkivalta").content.decode()

    assert 'href="tel:080000111"' in html
    assert "080 005 005" not in html


def test_every_number_names_its_source_and_day_and_every_text_its_four_languages():
    for line in HelpLine.objects.all():
        assert line.source
        assert line.verified_on
        assert line.languages
        assert all(
            (line.name_sv, line.name_en, line.name_simple, line.about_sv, line.about_en, line.about_simple)
        )
    for topic in HelpTopic.objects.prefetch_related("lines"):
        assert topic.lines.all()


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("model", MODELS)
def test_publisher_reads_and_opens_each_kind(as_publisher, model, language):
    as_publisher.cookies["django_language"] = language
    row = MODELS[model].objects.first()

    for address in (f"/cms-admin/{model}/", f"/cms-admin/{model}/new/", f"/cms-admin/{model}/edit/{row.pk}/"):
        assert as_publisher.get(address).status_code == 200
    assert as_publisher.get(reverse(f"{model}:history", args=[row.pk])).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_editor_of_one_municipality_keeps_none_of_it(client, model):
    for user in (
        make.account(Role.EDITOR, municipality="422"),
        make.account(Role.PUBLISHER, municipality="422"),
    ):
        client.force_login(user)
        assert client.get(f"/cms-admin/{model}/new/")["Location"] == "/cms-admin/"


def test_hard_words_are_understood_in_every_language_on_every_page(client):
    for address in ("/fi/haku/", "/sv/sok/", "/en/search/", "/fi-simple/haku/"):
        for word in ("itsemurha", "självmord", "suicide"):
            html = client.get(address, {"q": word}).content.decode()
            first = re.search(r'href="tel:(\d+)"', html[html.index('class="help-now"') :])[1]
            assert first == "112"


def test_a_hard_word_costs_no_more_reads_than_any_other(client, django_assert_max_num_queries):
    client.get("/fi/haku/?q=masennus")
    with django_assert_max_num_queries(15):
        client.get("/fi/haku/?q=masennus")
    assert meanings()


def test_table_of_words_is_well_formed():
    for row in rows():
        assert row["language"] in {"fi", "sv", "en"}
        assert None not in row, row["code"]


def test_page_that_words_lead_to_says_so_before_it_goes(as_publisher, page_at):
    page = page_at("/fi/oikeutesi/")
    kind = SameWords.objects.get(packaged="fi-workshop").services.first()
    add(as_publisher, words="hötkyily", page=page.pk, services=[kind.pk])

    named = {str(source) for source, _references in ReferenceIndex.get_grouped_references_to(page)}

    assert "hötkyily" in named
