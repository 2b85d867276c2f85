"""Every state × transition × person, as one table: who may do what, and when (workflows.md)."""

from __future__ import annotations

from typing import Any

import pytest

from programmes.assessments.states import AssessmentState
from programmes.models import (
    AttendanceMonth,
    Complaint,
    HostEmployer,
    Interest,
    Participation,
    Placement,
    Session,
    Vacancy,
    WorkAbilityAssessment,
)
from programmes.placements.states import SessionState
from tests.programmes.machines import cast as made
from workflow.steps import transitions_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

IN_CHARGE = {"responsible", "stand_in"}
OF_THE_AREA = IN_CHARGE | {"colleague", "work_ability"}
HOST = {"host_admin", "host_member"}
PERSON = {"participant"}

# transition: (from, to, who)
Table = dict[str, tuple[set[str], set[str], set[str]]]

PARTICIPATION: Table = {
    "accept": ({"referred"}, {"waiting"}, OF_THE_AREA),
    "return_referral": ({"referred"}, {"returned"}, OF_THE_AREA),
    "refer_again": ({"returned"}, {"referred"}, {"referrer"}),
    "close_referral": ({"referred", "returned"}, {"withdrawn"}, {"referrer"}),
    "start": ({"waiting"}, {"active"}, IN_CHARGE),
    "hold": ({"active"}, {"on_hold"}, IN_CHARGE),
    "resume": ({"on_hold"}, {"active"}, IN_CHARGE),
    "withdraw": ({"referred", "waiting", "active", "on_hold"}, {"withdrawn"}, PERSON | OF_THE_AREA),
    "end": ({"active", "on_hold"}, {"ended"}, IN_CHARGE),
    "reopen": (
        {"ended", "withdrawn"},
        {"referred", "returned", "waiting", "active", "on_hold"},
        IN_CHARGE | {"manager"},
    ),
}
INTEREST: Table = {
    "take_up": ({"sent"}, {"taken_up"}, IN_CHARGE),
    "answer_not_now": ({"sent"}, {"answered"}, IN_CHARGE),
    "cancel": ({"sent"}, {"cancelled"}, PERSON | IN_CHARGE),
}
HOST_EMPLOYER: Table = {
    "verify": ({"registered"}, {"verified"}, OF_THE_AREA),
    "reject": ({"registered"}, {"rejected"}, OF_THE_AREA),
    "suspend": ({"verified"}, {"suspended"}, OF_THE_AREA | {"manager"}),
    "reinstate": ({"suspended"}, {"verified"}, OF_THE_AREA | {"manager"}),
    "close": ({"verified", "suspended"}, {"closed"}, OF_THE_AREA | {"manager", "host_admin"}),
}
VACANCY: Table = {
    "submit": ({"draft", "returned"}, {"submitted"}, HOST | OF_THE_AREA),
    "publish": ({"submitted", "draft"}, {"open"}, OF_THE_AREA),
    "return_vacancy": ({"submitted"}, {"returned"}, OF_THE_AREA),
    "pause": ({"open"}, {"paused"}, HOST | OF_THE_AREA),
    "resume": ({"paused"}, {"open"}, HOST | OF_THE_AREA),
    "renew": ({"open", "expired"}, {"open"}, HOST | OF_THE_AREA),
    "expire": ({"open"}, {"expired"}, set()),
    "close": (
        {"draft", "submitted", "returned", "open", "paused", "expired"},
        {"closed"},
        HOST | OF_THE_AREA,
    ),
}
# Named to answer is the responsible coordinator; a manager may always.
COMPLAINT: Table = {
    "acknowledge": ({"received"}, {"acknowledged"}, OF_THE_AREA | {"manager"}),
    "answer": ({"acknowledged"}, {"answered"}, IN_CHARGE | {"manager"}),
    "close": ({"received", "acknowledged", "answered"}, {"closed"}, OF_THE_AREA | {"manager"}),
    "reopen": ({"answered", "closed"}, {"acknowledged"}, OF_THE_AREA | {"manager"}),
}
ATTENDANCE: Table = {
    "send": ({"open"}, {"sent"}, HOST | OF_THE_AREA),
    "approve": ({"open", "sent"}, {"approved"}, OF_THE_AREA),
    "correct": ({"sent", "approved"}, {"open"}, OF_THE_AREA),
}
SESSION: Table = {"cancel": ({"planned"}, {"cancelled"}, OF_THE_AREA | {"instructor"})}
# A work ability coordinator of the municipality; whoever else cares for the person opens one and reads on.
ABILITY = {"work_ability"}
ASSESSMENT: Table = {
    "take": ({"opened"}, {"gathering"}, ABILITY),
    "convene": ({"gathering"}, {"meeting"}, ABILITY),
    "await_decision": ({"gathering", "meeting"}, {"awaiting_decision"}, ABILITY),
    "conclude": ({"gathering", "meeting", "awaiting_decision"}, {"concluded"}, ABILITY),
    "interrupt": (
        {"opened", "gathering", "meeting", "awaiting_decision"},
        {"interrupted"},
        ABILITY | PERSON,
    ),
}
SUGGESTED = {"proposed", "wanted", "introduced", "accepted"}
PLACEMENT: Table = {
    "want": ({"proposed"}, {"wanted"}, PERSON | IN_CHARGE),
    "decline": (SUGGESTED, {"declined"}, PERSON | IN_CHARGE),
    "introduce": ({"wanted"}, {"introduced"}, IN_CHARGE),
    "accept": ({"introduced"}, {"accepted"}, HOST | IN_CHARGE),
    "reserve_seat": ({"wanted"}, {"accepted"}, IN_CHARGE),
    "refuse": ({"introduced"}, {"refused"}, HOST | IN_CHARGE),
    "release": (SUGGESTED, {"released"}, IN_CHARGE),
    "issue_agreement": (
        {"accepted", "signing", "agreed", "active", "paused"},
        {"signing", "active", "paused"},
        IN_CHARGE,
    ),
    "sign": (
        {"signing", "active", "paused"},
        {"signing", "agreed", "active", "paused"},
        PERSON | {"host_admin"} | IN_CHARGE,
    ),
    "start": ({"agreed"}, {"active"}, HOST | IN_CHARGE),
    "pause": ({"active"}, {"paused"}, IN_CHARGE),
    "resume": ({"paused"}, {"active"}, IN_CHARGE),
    "end": ({"active", "paused"}, {"ended"}, IN_CHARGE),
    "close": ({"ended"}, {"closed"}, IN_CHARGE),
    "cancel": (SUGGESTED | {"signing", "agreed"}, {"cancelled"}, IN_CHARGE),
}
# The person may call off only what is to be signed or agreed.
CANCEL_BY_PERSON = {"signing", "agreed"}


def expected(table: Table, states: list[str], parts: list[str]) -> dict[tuple[str, str, str], bool]:
    answer = {}
    for name, (sources, _targets, who) in table.items():
        for state in states:
            for part in parts:
                may = part in who or (
                    table is PLACEMENT and name == "cancel" and part in PERSON and state in CANCEL_BY_PERSON
                )
                answer[state, name, part] = state in sources and may
    return answer


def actual(rows: dict[str, Any], people: dict[str, Any]) -> dict[tuple[str, str, str], bool]:
    answer = {}
    for state, row in rows.items():
        for name, transitions in transitions_of(type(row)).items():
            for part, user in people.items():
                user.__dict__.pop("_scope", None)
                open_now = any(transition.source == state for transition in transitions)
                answer[state, name, part] = open_now and transitions[0].has_perm(row, user)
    return answer


def declared(model: Any) -> dict[str, tuple[set[str], set[str]]]:
    answer = {}
    for name, transitions in transitions_of(model).items():
        targets: set[str] = set()
        for transition in transitions:
            targets |= set(getattr(transition.target, "allowed_states", None) or [transition.target])
        answer[name] = (
            {str(transition.source) for transition in transitions},
            {str(target) for target in targets},
        )
    return answer


@pytest.mark.parametrize(
    ("model", "table"),
    [
        (Participation, PARTICIPATION),
        (Interest, INTEREST),
        (HostEmployer, HOST_EMPLOYER),
        (Vacancy, VACANCY),
        (Placement, PLACEMENT),
        (Complaint, COMPLAINT),
        (AttendanceMonth, ATTENDANCE),
        (Session, SESSION),
        (WorkAbilityAssessment, ASSESSMENT),
    ],
)
def test_transitions_go_from_and_to_the_states_of_the_design(model, table):
    assert declared(model) == {name: (sources, targets) for name, (sources, targets, _who) in table.items()}


def test_who_moves_a_participation():
    cast = made.full_cast()
    rows = {
        state: made.participation(cast, state)
        for state in dict(Participation._meta.get_field("state").choices)
    }

    assert actual(rows, cast.people) == expected(PARTICIPATION, list(rows), list(cast.people))


def test_who_moves_an_interest():
    cast = made.full_cast()
    rows = {state: made.interest(cast, state) for state in dict(Interest._meta.get_field("state").choices)}

    assert actual(rows, cast.people) == expected(INTEREST, list(rows), list(cast.people))


def test_who_moves_a_host_employer():
    cast = made.full_cast()
    states = list(dict(HostEmployer._meta.get_field("state").choices))
    rows = {
        state: HostEmployer(pk=cast.host.pk, business_id="0242746-2", municipality_id=made.HERE, state=state)
        for state in states
    }

    assert actual(rows, cast.people) == expected(HOST_EMPLOYER, states, list(cast.people))


def test_who_moves_a_vacancy():
    cast = made.full_cast()
    states = list(dict(Vacancy._meta.get_field("state").choices))
    rows = {state: made.vacancy(cast.host, state) for state in states}

    assert actual(rows, cast.people) == expected(VACANCY, states, list(cast.people))


def test_who_moves_a_complaint():
    cast = made.full_cast()
    rows = {state: made.complaint(cast, state) for state in dict(Complaint._meta.get_field("state").choices)}

    assert actual(rows, cast.people) == expected(COMPLAINT, list(rows), list(cast.people))


def test_who_moves_a_complaint_about_a_worker():
    cast = made.full_cast()
    rows = {"received": made.complaint(cast, "received", about_worker=True)}

    allowed = {part for (_state, _name, part), may in actual(rows, cast.people).items() if may}
    assert allowed == {"manager"}


def test_whom_a_complaint_is_about_never_moves_it():
    cast = made.full_cast()
    rows = {
        state: made.complaint(cast, state, handler=cast["manager"], subject=cast["responsible"])
        for state in ("acknowledged", "answered", "closed")
    }

    moved = actual(rows, {"responsible": cast["responsible"]})
    assert set(moved.values()) == {False}


def test_who_moves_the_days_of_a_month():
    cast = made.full_cast()
    rows = {
        state: made.month(cast, state) for state in dict(AttendanceMonth._meta.get_field("state").choices)
    }

    assert actual(rows, cast.people) == expected(ATTENDANCE, list(rows), list(cast.people))


def test_an_instructor_sends_the_days_of_a_group_in_an_environment_and_checks_none():
    cast = made.full_cast()
    rows = {"open": made.month(cast, "open", made.placement(cast, "active", intake=made.environment_group()))}

    allowed = {
        name
        for (_state, name, part), may in actual(rows, cast.people).items()
        if may and part == "instructor"
    }
    assert allowed == {"send"}


def test_who_calls_a_meeting_of_a_group_off():
    cast = made.full_cast()
    group = made.environment_group()
    rows = {state: made.session(group, state) for state in SessionState.values}

    assert actual(rows, cast.people) == expected(SESSION, list(rows), list(cast.people))


def test_who_moves_an_assessment():
    cast = made.full_cast()
    rows = {}
    for state in AssessmentState.values:
        time = made.participation(cast, "active", participant=cast.participant)
        rows[state] = made.assessment(cast, state, participation=time)

    assert actual(rows, cast.people) == expected(ASSESSMENT, list(rows), list(cast.people))


def test_who_moves_a_placement():
    cast = made.full_cast()
    rows = {}
    for state in made.ALL_PLACEMENT_STATES:
        own = made.vacancy(cast.host)
        rows[state] = made.placement(cast, state, vacancy=own)

    assert actual(rows, cast.people) == expected(PLACEMENT, list(rows), list(cast.people))
