"""The ESF+ table and EURA: by hand, and against a reading of one person at a time."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.periods import Period
from reports.tables.esf import count_esf
from reports.tables.esf_names import esf_names
from reports.tables.eura import count_eura
from reports.tables.telling.esf import EsfReport, tell_esf
from reports.tables.words import cell_words
from tests.depth import examples
from tests.reports.people import frames_of, participation

PERIOD = Period(date(2026, 1, 1), date(2026, 12, 31))
REFERRED, ENTERED, LEFT = date(2026, 1, 5), date(2026, 2, 1), date(2026, 5, 1)
PRINTED = [
    *(f"EECO{number:02}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11)),
    *(f"EECR{number:02}" for number in range(1, 7)),
]


def person(number, **facts):
    """Entered on 1 February, born in 1980, unemployed for 13 months."""
    usual = {
        "participant": number,
        "birth_date": date(1980, 6, 1),
        "gender": "female",
        "referred_on": REFERRED,
        "accepted_on": REFERRED,
        "started_on": ENTERED,
        "labour_status_at_referral": "unemployed",
        "unemployed_since": date(2025, 1, 1),
        "education_level": 3,
    }
    return participation(number, **usual | facts)


def gone(number, exit_status, **facts):
    return person(number, **{"ended_on": LEFT, "exit_status": exit_status} | facts)


def change(number, on, status):
    return {"participation_id": number, "on": on, "status": status}


def answer(number, status, on=date(2026, 11, 5)):
    return {"participation_id": number, "months": 6, "answered_on": on, "status": status}


def record(number, kind, state, on):
    return {"participation_id": number, "kind": kind, "state": state, "on": on}


def counts(people, period=PERIOD, **others):
    table = count_esf(frames_of(people, **others), period)
    return {line.code: (line.counted, line.unknown) for line in table.lines}


def test_exactly_the_indicators_that_need_no_special_question_are_printed():
    assert list(counts([])) == PRINTED
    assert set(counts([]).values()) == {(0, 0)}


def test_the_entry_is_counted_by_position_age_and_education():
    found = counts(
        [
            person(1),
            person(2, unemployed_since=date(2025, 2, 1)),  # twelve months on the day: not more
            person(3, labour_status_at_referral="education", birth_date=date(2008, 2, 1)),
            person(4, labour_status_at_referral="self_employed", birth_date=date(1971, 2, 1)),
            person(5, labour_status_at_referral="unknown", education_level=None),
            person(6, labour_status_at_referral="inactive", birth_date=date(1996, 2, 2), education_level=6),
            person(7, unemployed_since=None, birth_date=date(1996, 2, 1), education_level=2),
        ]
    )

    assert found["EECO01"] == (7, 1)
    assert (found["EECO02"], found["EECO04"], found["EECO05"]) == ((3, 1), (2, 1), (1, 1))
    assert found["EECO03"] == (1, 2)
    assert (found["EECO07"], found["EECO08"]) == ((2, 0), (1, 0))
    assert (found["EECO09"], found["EECO10"], found["EECO11"]) == ((1, 1), (4, 1), (1, 1))


def test_the_position_at_the_entry_is_the_last_one_known_on_that_day():
    changes = [
        change(1, ENTERED, "employed"),
        change(2, ENTERED + timedelta(days=1), "employed"),
        change(3, date(2026, 1, 10), "employed"),
        change(3, date(2026, 1, 20), "unemployed"),
    ]

    found = counts([person(1), person(2), person(3)], status_changes=changes)

    assert (found["EECO05"], found["EECO02"]) == ((1, 0), (2, 0))
    assert found["EECO03"] == (1, 0)  # the third had work in between


def test_work_and_education_at_the_exit_count_only_as_a_change():
    found = counts(
        [
            gone(1, "employed_open"),
            gone(2, "employed_open", labour_status_at_referral="employed"),
            gone(3, "education_degree"),
            gone(4, "education_other", labour_status_at_referral="education"),
            gone(5, "unemployed"),
            gone(6, "unknown"),
            gone(7, "self_employed", labour_status_at_referral="unknown"),
        ]
    )

    assert found["EECR01"] == (1, 1)
    assert found["EECR02"] == (1, 1)
    assert found["EECR03"] == (0, 7)
    assert found["EECR04"] == (1, 2)


def test_six_months_after_the_exit_silence_is_unknown_and_nearer_to_work_is_better():
    people = [gone(number, "unemployed") for number in (1, 2, 3)]
    people += [gone(4, "unemployed", labour_status_at_referral="employed"), gone(5, "unemployed")]
    answers = [
        answer(1, "employed"),
        answer(2, "education"),
        answer(3, "unemployed"),
        answer(4, "employed"),
    ]

    found = counts(people, follow_ups=answers)

    assert found["EECR05"] == (2, 1)
    assert found["EECR06"] == (2, 2)


def test_a_person_with_two_times_is_there_once_by_the_first_start_and_the_last_end():
    first = gone(1, "unemployed", participant=9, gender="male")
    second = gone(
        2,
        "employed_open",
        participant=9,
        started_on=date(2026, 6, 1),
        ended_on=date(2026, 9, 1),
        labour_status_at_referral="inactive",
    )

    both = counts([first, second])
    until_july = counts([first, second], Period(date(2026, 1, 1), date(2026, 7, 31)))

    assert both["EECO01"] == (1, 0)
    assert (both["EECO02"], both["EECO04"]) == ((1, 0), (0, 0))
    assert (both["EECR01"], both["EECR04"]) == ((0, 0), (1, 0))
    assert (until_july["EECR01"], until_july["EECR04"]) == ((0, 0), (0, 0))  # a time goes on


def test_the_genders_add_up_to_all():
    table = count_esf(frames_of([person(1), person(2, gender="male"), person(3, gender="")]), PERIOD)

    entered = next(line for line in table.lines if line.code == "EECO01")
    assert entered.by_gender == (("female", 1), ("male", 1), ("other", 0), ("unknown", 1))


def test_who_withdrew_after_the_start_is_told_beside_and_not_among_the_exits():
    table = count_esf(frames_of([person(1, withdrawn_on=LEFT)]), PERIOD)

    assert table.withdrew == 1
    assert {line.people for line in table.lines if line.moment == "exit"} == {0}


def test_start_and_exit_data_are_told_by_how_far_they_are():
    """On 19 February the start data of 1 February are late by four days, those of the 5th are due."""
    to = date(2026, 2, 19)
    people = [person(number) for number in range(1, 6)] + [person(6, started_on=date(2026, 2, 5))]
    records = [
        record(1, "start", "done", date(2026, 2, 10)),
        record(2, "start", "refused", date(2026, 2, 10)),
        record(3, "start", "asked", date(2026, 2, 10)),
        record(4, "start", "done", date(2026, 2, 20)),  # after the last day: not there yet
    ]

    start = count_eura(frames_of(people, eura_records=records), Period(date(2026, 1, 1), to))[0]

    assert (start.people, start.done, start.refused, start.asked, start.missing) == (6, 1, 1, 1, 3)
    assert (start.late, start.difference) == (3, 5)


def test_a_due_day_that_is_today_is_not_late():
    late = {}
    for days in (28, 29):
        frames = frames_of([gone(1, "unemployed")])
        found = count_eura(frames, Period(date(2026, 1, 1), LEFT + timedelta(days=days)))
        late[days] = next(each.late for each in found if (each.kind, each.town) == ("exit", None))

    assert late == {28: 0, 29: 1}


def test_the_counts_of_the_table_and_of_eura_are_of_the_same_people():
    frames = frames_of([gone(1, "unemployed", municipality="422"), person(2)])

    table, eura = count_esf(frames, PERIOD), count_eura(frames, PERIOD)

    people = {(each.kind, each.town): each.people for each in eura}
    moments = {line.moment: line.people for line in table.lines}
    assert (people["start", None], people["exit", None]) == (moments["entry"], moments["exit"]) == (2, 1)
    assert (people["start", "422"], people["start", "167"], people["exit", "422"]) == (1, 1, 1)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_names_come_from_the_packaged_list_with_their_mark(language):
    frames = frames_of([gone(1, "unemployed")])
    with override(language):
        told = tell_esf(EsfReport(count_esf(frames, PERIOD), count_eura(frames, PERIOD)), PERIOD, {})
        entry, at_exit = told.tables[0], told.tables[1]
        assert [row.name for row in entry.rows] == [
            f"{code} {esf_names()[code].name}" for code in PRINTED if code.startswith("EECO")
        ]
        third = next(row for row in at_exit.rows if row.code == "EECR03")
        words = cell_words(third, at_exit.columns[0])

    assert third.values["all"] is None
    assert words not in ("0", "–")
    names = next(each for each in told.definitions if each.code == "names")
    assert names.verified is False
    assert ("EECO01" in names.words) is (language != "en")
    assert "EECR01" in names.words


def test_a_period_with_nobody_says_so():
    frames = frames_of([])
    with override("en"):
        told = tell_esf(EsfReport(count_esf(frames, PERIOD), count_eura(frames, PERIOD)), PERIOD, {})

    assert told.summary == ["Nobody entered or left the operation in this period."]


# A reading of one person at a time.

LEVEL = {"inactive": 0, "unemployed": 1, "education": 2, "employed": 3, "self_employed": 3}


def age_on(born, day):
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def a_year_later(day):
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def months_later(day, months):
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError


def slow(people, changes, answers, period):
    """Each person by themself: the codes they count for, and those that are not known of them."""
    to, found, dark = period.end, dict.fromkeys(PRINTED, 0), dict.fromkeys(PRINTED, 0)

    def seen(row, name):
        return row[name] if row[name] and row[name] <= to else None

    def say(code, answer):
        if answer is None:
            dark[code] += 1
        else:
            found[code] += answer

    for who in {row["participant"] for row in people}:
        own = [row for row in people if row["participant"] == who and seen(row, "started_on")]
        own = [row for row in own if row["referred_on"] <= to]
        if not own:
            continue
        first = min(own, key=lambda row: (row["started_on"], row["participation_id"]))
        entry = first["started_on"]
        since = [
            each
            for each in changes
            if each["participation_id"] == first["participation_id"]
            and first["referred_on"] < each["on"] <= entry
        ]
        position = max(since, key=lambda each: each["on"])["status"] if since else None
        position = position or first["labour_status_at_referral"]
        position = None if position == "unknown" else position
        if period.start <= entry <= to:
            found["EECO01"] += 1
            dark["EECO01"] += position is None
            say("EECO02", position and position == "unemployed")
            say("EECO04", position and position in ("inactive", "education"))
            say("EECO05", position and position in ("employed", "self_employed"))
            broken = any(each["status"] not in ("unemployed", "unknown") for each in since)
            long = position and position == "unemployed" and not broken
            if long:
                long = first["unemployed_since"] and a_year_later(first["unemployed_since"]) < entry
            say("EECO03", long)
            years = age_on(first["birth_date"], entry)
            say("EECO07", 18 <= years <= 29)
            say("EECO08", years >= 55)
            level = first["education_level"]
            for code, levels in (("EECO09", (0, 1, 2)), ("EECO10", (3, 4)), ("EECO11", (5, 6, 7, 8))):
                say(code, None if level is None else level in levels)
        if any(not (seen(r, "ended_on") or seen(r, "withdrawn_on") or seen(r, "returned_on")) for r in own):
            continue
        ended = [row for row in own if seen(row, "ended_on")]
        if not ended:
            continue
        last = max(ended, key=lambda row: (row["ended_on"], row["participation_id"]))
        status = last["exit_status"]
        if period.start <= last["ended_on"] <= to:
            said = None if status in ("", "unknown") else status
            say("EECR01", said and said == "unemployed")
            dark["EECR03"] += 1
            for code, good, same in (
                ("EECR02", ("education_degree", "education_other"), ("education",)),
                ("EECR04", ("employed_open", "self_employed"), ("employed", "self_employed")),
            ):
                result = said and said in good
                if result:
                    result = None if position is None else position not in same
                say(code, result)
        if period.start <= months_later(last["ended_on"], 6) <= to:
            told = [
                each["status"]
                for each in answers
                if each["participation_id"] == last["participation_id"] and each["answered_on"] <= to
            ]
            told = told[0] if told and told[0] not in ("unknown", "not_reached") else None
            say("EECR05", told and told in ("employed", "self_employed"))
            at_work = ("employed", "self_employed")
            better = None
            if told and position and not (told in at_work and position in at_work):
                better = LEVEL[told] > LEVEL[position]
            say("EECR06", better)
    return {code: (found[code], dark[code]) for code in PRINTED}


near = st.integers(0, 500).map(lambda number: date(2025, 6, 1) + timedelta(days=number))
positions = st.sampled_from(["unemployed", "unemployed", "inactive", "employed", "education", "unknown"])


@st.composite
def operations(draw):
    people, changes, answers = [], [], []
    for number in range(draw(st.integers(0, 10))):
        referred_on, entered, left = sorted(draw(st.tuples(near, near, near)))
        out = draw(st.sampled_from(["ended_on", "ended_on", "withdrawn_on", None]))
        exits = ["", "unknown", "unemployed", "employed_open", "self_employed", "education_degree", "pension"]
        people.append(
            person(
                number,
                participant=draw(st.integers(1, 5)),
                referred_on=referred_on,
                started_on=draw(st.sampled_from([entered, entered, None])),
                labour_status_at_referral=draw(positions),
                unemployed_since=draw(
                    st.sampled_from([None, date(2024, 2, 29), date(2024, 10, 1), date(2025, 1, 15)])
                ),
                birth_date=draw(
                    st.sampled_from(
                        [date(1996, 2, 29), date(1970, 8, 31), date(2007, 9, 1), date(1980, 1, 1)]
                    )
                ),
                education_level=draw(st.sampled_from([None, 0, 2, 3, 4, 5, 8])),
                **({out: left, "exit_status": draw(st.sampled_from(exits))} if out else {}),
            )
        )
        days = draw(st.sets(near, max_size=3))
        changes += [change(number, on, draw(positions)) for on in sorted(days)]
        if draw(st.booleans()):
            said = draw(st.sampled_from(["employed", "education", "unemployed", "unknown", "not_reached"]))
            answers.append(answer(number, said, draw(near)))
    return people, changes, answers


@settings(max_examples=examples(60, 2000), deadline=None)
@given(operations())
def test_columns_count_the_same_as_the_reading_of_each_person(operation):
    people, changes, answers = operation
    period = Period(date(2025, 12, 1), date(2026, 6, 30))

    found = counts(people, period, status_changes=changes, follow_ups=answers)

    assert found == slow(people, changes, answers, period)
