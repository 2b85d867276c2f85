"""My data: all of it, as a file and on paper; nothing of anybody else."""

import io
import json

import pytest
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from audit.models import Event
from programmes.participants.models import Participation, WorkProfile
from programmes.personal.holdings import KINDS, LEFT_OUT
from programmes.personal.labels import LABELS, TITLES
from programmes.placements.models import Placement
from tests.factories import programmes as make
from tests.programmes.personal.conftest import a_case
from tests.programmes.personal.file_only import FILE_ONLY

FILE, PAPER = "/my/data/file/", "/my/data/paper/"
# Rows about a person's matters that are nobody's data to take: the workplace's links, money and own word, a
# worker's list of whom an act touches (the act itself is in the trail).
NOT_THEIRS = {"WeekLink", "SupplementInstalment", "HostAgain", "BatchRow"}


def all_text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def test_every_column_is_told_or_left_out_with_a_reason():
    for model in KINDS:
        name = model._meta.model_name
        columns = {field.name for field in model._meta.concrete_fields}
        left = set(LEFT_OUT.get(name, {}))
        if model is WorkProfile:
            continue  # its own pages tell it, by the codes of its steps
        assert set(LABELS[name]) | FILE_ONLY[name] | left == columns, name
        assert not set(LABELS[name]) & (FILE_ONLY[name] | left)
    assert {model._meta.model_name for model in KINDS} == set(TITLES)


def test_every_kind_of_row_that_leads_to_a_person_is_taken_along():
    from django.apps import apps  # noqa: PLC0415 - the registry, once the apps are ready

    about = {Participation, Placement, *KINDS}
    leading = {
        model
        for model in apps.get_app_config("programmes").get_models()
        if any(
            isinstance(field, models.ForeignKey) and field.related_model in about
            for field in model._meta.concrete_fields
        )
    }

    assert {model.__name__ for model in leading - set(KINDS)} - NOT_THEIRS == set()


@pytest.fixture
def lived(case):
    """A place under way, a profile, and another person beside."""
    WorkProfile.objects.create(participant=case.time.participant, in_own_words="Pidän puutöistä", lifting=2)
    make.placement("active", row=case.time, place=make.vacancy(by=case.worker, title="Puutyöt"))
    other = a_case("Vieras")
    WorkProfile.objects.create(participant=other.time.participant, in_own_words="Vieraan sanat")
    return case


def test_the_file_has_it_all_with_sealed_text_opened(lived):
    answer = lived.own().post(FILE)
    told = json.loads(answer.content)

    assert answer["Content-Disposition"] == 'attachment; filename="omat-tiedot.json"'
    assert told["participant"][0]["phone"] == "040 555 0707"
    assert told["workprofile"][0]["in_own_words"] == "Pidän puutöistä"
    assert told["placement"][0]["vacancy"] == lived.time.placements.get().vacancy.reference
    assert told["agreement"][0]["content"]
    assert told["account"]["email"] == lived.user.email
    assert any(event["what"] == "placement.started" for event in told["what_has_happened"])
    assert "Vieraan sanat" not in answer.content.decode()
    assert "Vieras" not in answer.content.decode()


@pytest.mark.parametrize(
    ("language", "title"),
    [("fi", "Tietoni Välityössä"), ("sv", "Mina uppgifter i Välityö"), ("en", "My data in Välityö")],
)
def test_the_paper_says_it_in_the_language_of_the_page(lived, language, title):
    answer = lived.own(language).post(PAPER)
    text = all_text(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert title in text
    assert "Pidän puutöistä" in text
    assert "Puutyöt" in text
    assert "Vieraan sanat" not in text
    assert PdfReader(io.BytesIO(answer.content)).trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_taking_the_data_is_a_press_and_stands_in_the_trail(lived):
    client = lived.own()

    assert client.get(FILE).status_code == 405
    client.post(FILE)
    client.post(PAPER)

    taken = Event.objects.filter(verb="participation.data_taken").order_by("pk")
    assert [event.data["as"] for event in taken] == ["json", "pdf"]


def test_the_page_costs_as_much_with_three_requests_as_with_one(case):
    from programmes.personal import corrections  # noqa: PLC0415 - used here alone

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get("/my/data/").status_code == 200
        return len(found)

    client = case.own()
    corrections.ask(case.time, by=case.user, item="name", right="A")
    client.get("/my/data/")
    once = queries()
    for item in ("contact", "days"):
        corrections.ask(case.time, by=case.user, item=item, right="B")

    assert queries() == once
    assert once <= 25


@pytest.mark.parametrize("language", ["fi", "fi-simple", "sv", "en"])
def test_the_page_tells_who_looked_and_why(case, language):
    case.desk().get(f"/work/people/{case.time.reference}/")

    looks = case.own(language).get("/my/data/").context["looks"]

    assert [look.who for look in looks] == [str(case.worker)]
    assert looks[0].why
    assert looks[0].why != "Ask your worker"
