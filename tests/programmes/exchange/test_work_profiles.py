"""work_profiles.csv: what people have said of themselves comes in by their key, and is never written over."""

from __future__ import annotations

import pytest

from areas.models import Skill
from audit.models import Event
from programmes.catalogue.scales import Demand
from programmes.exchange.undoing import undo_import
from programmes.models import Participant, Participation, WorkProfile
from programmes.participants.profile.sections import BY_CODE
from programmes.participants.profile.services import change
from tests.factories import programmes as make
from tests.programmes.exchange.conftest import Bundle, row


def skill() -> str:
    return str(Skill.objects.exclude(name_fi="").order_by("pk")[0].pk)


def profile(**cells: str) -> list[dict[str, str]]:
    return [{"participant_id": "P1", **cells}]


def test_every_column_is_taken(bundle: Bundle) -> None:
    known = skill()
    cells = {
        "travel_km": "38", "languages": "sv:b1|UK:C2", "occupations": "9112|911|9112", "skills": known,
        "wished_municipalities": "167|422", "wished_programme_types": "work_trial|workshop",
        "wished_adjustments": "Oma työtahti | tauot", "lifting": "0", "own_car": "3",
    }  # fmt: skip

    bundle.write_right(work_profiles=profile(**cells)).run()
    told = WorkProfile.objects.get()

    assert bundle.counts["work_profiles"] == (1, 0, 0, 0), bundle.reasons("work_profiles")
    assert (told.travel_km, told.languages, told.occupations) == (
        38,
        {"sv": "B1", "uk": "C2"},
        ["9112", "911"],
    )
    assert (told.skills, told.wished_municipalities) == ([known], ["167", "422"])
    assert (told.wished_programme_types, told.adjustments) == (
        ["work_trial", "workshop"], ["Oma työtahti", "tauot"],
    )  # fmt: skip
    assert (told.lifting, told.own_car, told.standing) == (0, 3, None)


def test_a_second_run_of_the_same_files_changes_nothing(bundle: Bundle) -> None:
    bundle.write_right(
        work_profiles=profile(travel_km="38", languages="sv:B1", wished_adjustments="a|b")
    ).run()
    events = Event.objects.count()

    bundle.run()

    assert bundle.counts["work_profiles"] == (0, 0, 1, 0)
    assert Event.objects.count() == events


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("travel_km", "12.5", "not a whole number"),
        ("travel_km", "-1", "number below 0"),
        ("travel_km", "1000", "number over 400"),
        ("languages", "sv", "not a language with its level"),
        ("languages", "sv:B3", "not a language with its level"),
        ("languages", "qq:B1", "unknown code"),
        ("languages", "sv:A1|sv:B1", "a language with two levels"),
        ("occupations", "9999", "unknown code"),
        ("skills", "puutyöt", "unknown code"),
        ("wished_municipalities", "999", "unknown code"),
        ("wished_programme_types", "holiday", "unknown code"),
        ("wished_adjustments", "x" * 121, "longer than 120"),
        ("lifting", "4", "number over 3"),
        ("noise", "paljon", "not a whole number"),
        ("wished_adjustments", "131052-308T", "personal identity code"),
    ],
)
def test_what_cannot_be_is_refused_in_words(bundle: Bundle, column: str, cell: str, reason: str) -> None:
    bundle.write_right(work_profiles=profile(**{column: cell})).run()

    assert bundle.counts["work_profiles"] == (0, 0, 0, 1)
    assert reason in bundle.reasons("work_profiles")[2]
    assert column in bundle.reasons("work_profiles")[2] or "identity" in reason


def test_a_person_who_is_not_there_and_a_second_row_are_refused(bundle: Bundle) -> None:
    bundle.write_right(work_profiles=[*profile(travel_km="5"), *profile(), {"participant_id": "P9"}]).run()

    assert bundle.counts["work_profiles"] == (1, 0, 0, 2)
    assert "repeated id" in bundle.reasons("work_profiles")[3]
    assert "points nowhere" in bundle.reasons("work_profiles")[4]


def test_a_child_of_a_rejected_person_is_refused(bundle: Bundle) -> None:
    bundle.write_right(participants=[row("participants", birth_date="31.2.1980")]).run()

    assert "child of a rejected row" in bundle.reasons("work_profiles")[2]


def test_a_profile_made_in_the_service_is_not_written_over(bundle: Bundle) -> None:
    bundle.write_right(work_profiles=[]).run()
    worker = make.coordinator()
    change(Participation.objects.get(), BY_CODE["travel"], {"travel_km": 7}, by=worker, on_word="desk")

    bundle.write(work_profiles=profile(travel_km="80")).run()

    assert "made in the service" in bundle.reasons("work_profiles")[2]
    assert WorkProfile.objects.get().travel_km == 7


def test_a_profile_changed_in_the_service_since_its_import_is_refused(bundle: Bundle) -> None:
    bundle.write_right(work_profiles=profile(travel_km="38")).run()
    change(Participation.objects.get(), BY_CODE["travel"], {"travel_km": 7}, by=make.coordinator())

    bundle.write(work_profiles=profile(travel_km="80")).run()

    assert "changed in the service" in bundle.reasons("work_profiles")[2]
    assert WorkProfile.objects.get().travel_km == 7


def test_the_import_of_a_profile_is_taken_back(bundle: Bundle) -> None:
    bundle.write_right(work_profiles=profile(travel_km="38", wished_adjustments="tauot", lifting="2")).run()
    bundle.write(work_profiles=profile(travel_km="80", wished_adjustments="oma tahti", lifting="none")).run()
    assert bundle.result.group is not None
    changed = WorkProfile.objects.get()
    assert (changed.travel_km, changed.adjustments, changed.lifting) == (80, ["oma tahti"], None)

    undo_import(bundle.result.group)
    told = WorkProfile.objects.get()

    assert (told.travel_km, told.adjustments, told.lifting) == (38, ["tauot"], 2)


def test_taking_back_the_import_of_people_takes_their_profiles_along(bundle: Bundle) -> None:
    bundle.write_right().run()
    assert bundle.result.group is not None

    undo_import(bundle.result.group)

    assert not WorkProfile.objects.exists()
    assert not Participant.objects.exists()


def test_every_scale_has_a_column(bundle: Bundle) -> None:
    bundle.write_right(work_profiles=profile(**dict.fromkeys(Demand.values, "1"))).run()

    assert [getattr(WorkProfile.objects.get(), scale) for scale in Demand.values] == [1] * len(Demand)
