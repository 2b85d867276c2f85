"""Worlds that hypothesis makes up: people, their places and all that hangs on them, in any order of days.

Odd ones too: nobody, many at one place, a day shared by all, leap days, ends of months, edges of the period.
"""

from datetime import date, timedelta

from hypothesis import strategies as st

from reports.periods import Period
from tests.reports.people import participation, placement
from tests.reports.twin_of_places import WholeTwin

START = date(2025, 1, 1)
# Where counting goes wrong most easily: edges of the period asked for, of months, a leap day.
EDGES = [
    date(2025, 7, 1), date(2025, 6, 30), date(2025, 9, 30), date(2025, 10, 1), date(2025, 3, 31),
    date(2024, 2, 29), date(2024, 12, 31), date(2025, 1, 1), date(2025, 2, 28),
]  # fmt: skip
MUNICIPALITIES = ["167", "422", "707", "999", ""]

days = st.integers(-250, 330).map(lambda number: START + timedelta(days=number)) | st.sampled_from(EDGES)
gaps = st.integers(0, 130).map(lambda number: timedelta(days=number)) | st.sampled_from(
    [timedelta(days=number) for number in (0, 14, 30, 90, 120, 180, 181)]
)
maybe_gap = st.none() | gaps
towns = st.sampled_from(MUNICIPALITIES)


def _later(draw, day, chance=maybe_gap):
    gap = draw(chance)
    return None if day is None or gap is None else day + gap


@st.composite
def participations(draw, number):
    referred_on = draw(days)
    accepted_on = _later(draw, referred_on)
    started_on = _later(draw, accepted_on)
    returned_on = _later(draw, referred_on)
    left = draw(st.sampled_from(["ended_on", "withdrawn_on", None]))
    dates = {
        "referred_on": referred_on,
        "plan_made_on": _later(draw, referred_on),
        "accepted_on": accepted_on,
        "started_on": started_on,
        "returned_on": returned_on,
        "referred_again_on": _later(draw, returned_on),
        "ended_on": _later(draw, started_on) if left == "ended_on" else None,
        "withdrawn_on": _later(draw, referred_on) if left == "withdrawn_on" else None,
    }
    return participation(
        number,
        **dates,
        municipality=draw(towns),
        exit_status=draw(st.sampled_from(["", "unknown", "employed_open", "self_employed", "unemployed"])),
        exit_class=draw(st.sampled_from(["", "unknown", "open_job", "pension", "unemployment"])),
        labour_status_at_referral=draw(st.sampled_from(["unemployed", "unemployed", "inactive", "unknown"])),
        benefit_days_at_referral=draw(
            st.none() | st.sampled_from([0, 30, 95, 100, 399, 690]) | st.integers(0, 900)
        ),
    )


@st.composite
def placements(draw, participation_id, referred_on):
    offered_on = referred_on + draw(gaps)
    accepted_on = draw(st.sampled_from([None, offered_on]))
    agreed_on = _later(draw, offered_on)
    starts_on = _later(draw, agreed_on)
    ended_on = _later(draw, starts_on)
    out = (
        None
        if ended_on
        else draw(st.sampled_from(["cancelled_on", "refused_on", "declined_on", "released_on", None]))
    )
    place = draw(st.sampled_from(["vacancy", "intake"]))
    return placement(
        participation_id,
        offered_on,
        accepted_on=accepted_on,
        agreed_on=agreed_on,
        starts_on=starts_on,
        ended_on=ended_on,
        end_kind=draw(st.sampled_from(["", "completed", "early_host", "early_participant"]))
        if ended_on
        else "",
        alternatives_shown=draw(st.none() | st.integers(0, 3)),
        paid=draw(st.booleans()),
        **({out: _later(draw, offered_on)} if out else {}),
        **{place: draw(st.integers(1, 3))},
    )


@st.composite
def places(draw):
    vacancies, pauses, intakes = [], [], []
    for number in (1, 2, 3):
        opened_on = draw(days)
        vacancies.append(
            {
                "vacancy": number,
                "municipality": draw(towns),
                "seats": draw(st.integers(1, 3)),
                "adjustments": draw(st.sampled_from(["", "quiet room", "quiet room\nown guide"])),
                "opened_on": opened_on,
                "closed_on": _later(draw, opened_on),
                "valid_until": _later(draw, opened_on),
            }
        )
        from_on = _later(draw, opened_on)
        if from_on:
            pauses.append({"vacancy": number, "from_on": from_on, "until_on": _later(draw, from_on)})
        intakes.append(
            {
                "intake": number,
                "municipality": draw(towns),
                "seats": draw(st.integers(1, 2)),
                "ends_on": draw(st.none() | days),
            }
        )
    return {"vacancies": vacancies, "vacancy_pauses": pauses, "intakes": intakes}


@st.composite
def told(draw):
    feedback, complaints, corrections = [], [], []
    for _number in range(draw(st.integers(0, 6))):
        kind = draw(st.sampled_from(["experience", "complaint", "correction_request"]))
        given_on = draw(days)
        score = draw(st.integers(0, 10)) if kind == "experience" else None
        feedback.append(
            {"municipality": draw(towns), "kind": kind, "given_on": given_on, "score": score}
            | {"answered_on": _later(draw, given_on)}
        )
    for rows, statuses in ((complaints, [None]), (corrections, ["sent", "corrected", "taken_back"])):
        for _number in range(draw(st.integers(0, 3))):
            received_on, status = draw(days), draw(st.sampled_from(statuses))
            answered_on = None if status == "sent" else _later(draw, received_on)
            row = {"municipality": draw(towns), "received_on": received_on, "answered_on": answered_on}
            rows.append(row | ({"status": status} if status else {}))
    return {"feedback": feedback, "complaints": complaints, "corrections": corrections}


@st.composite
def of_one_person(draw, person):
    """What hangs on one participation, by the name of its table."""
    owner = {"participation_id": person["participation_id"]}
    referred_on = person["referred_on"]
    found = {
        name: [] for name in ("next_steps", "holds", "reviews", "adjustments", "follow_ups", "status_changes")
    }
    for _number in range(draw(st.integers(0, 2))):
        exists_from = referred_on + draw(gaps)
        step = (owner["participation_id"], exists_from, exists_from + draw(gaps), _later(draw, exists_from))
        found["next_steps"].append(step)
        requested_on = referred_on + draw(gaps)
        found["adjustments"].append(
            owner | {"requested_on": requested_on, "done_on": _later(draw, requested_on)}
        )
        found["reviews"].append(owner | {"held_on": draw(days)})
        status = draw(st.sampled_from(["employed", "education", "unemployed", "inactive", "unknown"]))
        found["status_changes"].append(owner | {"on": draw(days), "status": status})
    if draw(st.booleans()):
        from_on = referred_on + draw(gaps)
        found["holds"].append((owner["participation_id"], from_on, _later(draw, from_on)))
    for months in draw(st.sets(st.sampled_from([3, 6]))):
        answer = draw(st.sampled_from(["employed", "self_employed", "unemployed", "unknown", "not_reached"]))
        found["follow_ups"].append(owner | {"months": months, "answered_on": draw(days), "status": answer})
    return found


@st.composite
def worlds(draw):
    """Arguments of `frames_of`: some people, their placements, and everything beside them."""
    people = [draw(participations(number)) for number in range(draw(st.integers(0, 12)))]
    world = {"participations": people, "placements": [], **draw(places()), **draw(told())}
    for person in people:
        for _number in range(draw(st.integers(0, 3))):
            world["placements"].append(draw(placements(person["participation_id"], person["referred_on"])))
        for name, rows in draw(of_one_person(person)).items():
            world.setdefault(name, []).extend(rows)
    return world


def twin_of(world, period: Period) -> WholeTwin:
    """The slow reading of the same world."""
    twin = WholeTwin(world["participations"], world["placements"], world.get("next_steps", []), period)
    twin.tables = world | {
        "holds": [
            dict(zip(("participation_id", "from_on", "until_on"), row, strict=True))
            for row in world.get("holds", [])
        ]
    }
    return twin
