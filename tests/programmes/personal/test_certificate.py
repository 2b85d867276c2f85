"""The end assessment in the person's own words; a skills certificate of confirmed and chosen tasks."""

import io

import pytest
from pypdf import PdfReader

from audit.models import Event
from notifications.models import Message
from programmes.participants.models import Participation
from programmes.placements.models import Placement, SkillTask
from tests.factories import programmes as make
from tests.programmes.personal.conftest import a_case, signed_in

LANGUAGES = ["fi", "fi-simple", "sv", "en"]


@pytest.fixture
def placed(case):
    """The case, its place under way, and a host person of the workplace."""

    def place(state: str = "active"):
        employer = make.host()
        host = make.host_person(employer)
        row = make.placement(
            state,
            row=Participation.objects.get(pk=case.time.pk),
            place=make.vacancy(employer=employer, by=case.worker, title="Puutyöt", tasks="Hionta"),
        )
        return row, signed_in(host)

    return place


def paper_of(client, row, language="fi") -> str:
    answer = client.get(f"/my/places/{row.reference}/certificate/paper/")
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    return " ".join(page.extract_text() for page in reader.pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_is_confirmed_and_chosen_stands_in_the_paper(case, placed, language):
    row, host = placed()
    own, address = case.own(language), f"/my/places/{row.reference}/certificate/"
    own.post(address, {"tasks": "Hionta\nMaalaus\nHionta\n\nKassa"})
    told = {task.text: task for task in SkillTask.objects.all()}
    assert list(told) == ["Hionta", "Maalaus", "Kassa"]
    assert own.get(f"{address}paper/").status_code == 404

    host.post(f"/place/{row.reference}/tasks/", {"task": [told["Hionta"].pk, told["Maalaus"].pk]})
    own.post(address, {"tasks": "", "chosen": ["Hionta", "Kassa"]})

    text = paper_of(own, row)
    assert "Hionta" in text
    assert "Maalaus" not in text  # confirmed, not chosen
    assert "Kassa" not in text  # chosen, not confirmed
    assert Message.objects.filter(template="tasks_confirmed", recipient=case.user).count() == 1


def test_the_workplace_sees_the_first_name_and_confirms_each_once(case, placed):
    row, host = placed()
    SkillTask.objects.create(placement=row, text="Hionta")
    address = f"/place/{row.reference}/tasks/"

    page = host.get(address).content.decode()
    for _time in range(2):
        host.post(address, {"task": [SkillTask.objects.get().pk]})

    assert "Aino" in page
    assert "Karvinen" not in page
    assert Event.objects.filter(verb="placement.tasks_confirmed").count() == 1


def test_another_workplace_and_another_persons_task_are_out_of_reach(case, placed):
    row, host = placed()
    other = a_case("Toinen")
    theirs = make.placement("active", row=other.time)
    task = SkillTask.objects.create(placement=theirs, text="Muu")

    assert host.get(f"/place/{theirs.reference}/tasks/").status_code == 404
    host.post(f"/place/{row.reference}/tasks/", {"task": [task.pk, "abc"]})
    assert case.own().get(f"/my/places/{theirs.reference}/certificate/").status_code == 404
    assert SkillTask.objects.get().confirmed_at is None


def test_before_the_work_there_is_no_certificate(case, placed):
    row, _host = placed("accepted")

    assert case.own().get(f"/my/places/{row.reference}/certificate/").status_code == 404


def test_too_many_tasks_are_told_and_nothing_typed_is_lost(case, placed):
    row, _host = placed()
    typed = "\n".join(f"Tehtävä {number}" for number in range(16))

    page = case.own().post(f"/my/places/{row.reference}/certificate/", {"tasks": typed})

    assert page.status_code == 422
    assert page.context["form"]["tasks"].value() == typed
    assert not SkillTask.objects.exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_person_says_how_they_see_the_end(case, placed, language):
    row, _host = placed("closed")
    own, address = case.own(language), f"/my/places/{row.reference}/assessment/"

    silent = own.post(address, {"agrees": "no", "words": " "})
    own.post(address, {"agrees": "no", "words": "Työ oli raskaampaa kuin sovittiin."})

    now = Placement.objects.get(pk=row.pk)
    assert silent.status_code == 422
    assert (now.participant_agrees, now.own_words) == (False, "Työ oli raskaampaa kuin sovittiin.")
    event = Event.objects.filter(verb="placement.assessment_answered").get()
    assert event.data == {"agrees": False}
    assert Message.objects.filter(template="assessment_answered", recipient=case.worker).count() == 1


def test_before_the_closing_talk_there_is_nothing_to_answer(case, placed):
    row, _host = placed("ended")

    assert case.own().get(f"/my/places/{row.reference}/assessment/").status_code == 404


def test_the_workplace_does_not_read_the_persons_words(case, placed):
    row, host = placed("closed")
    words = "Salaiset sanat"
    case.own().post(f"/my/places/{row.reference}/assessment/", {"agrees": "no", "words": words})

    assert words not in host.get(f"/host/places/{row.reference}/").content.decode()
