"""How the service ended: the founding arithmetic, by hand, and against a slow reading."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.figures import count_figures
from reports.periods import Period
from reports.tables.founding import founding_of
from reports.tables.outcomes import LINES, TOGETHER, Ends, Outcomes, count_outcomes, stated_in
from reports.tables.telling.outcomes import tell_outcomes
from reports.tables.words import cell_words
from tests.depth import examples
from tests.reports.people import frames_of, participation
from tests.reports.worlds import worlds

PERIOD = Period(date(2025, 7, 1), date(2025, 9, 30))
ENDED = {
    "referred_on": date(2025, 1, 2),
    "accepted_on": date(2025, 1, 9),
    "started_on": date(2025, 2, 1),
    "ended_on": date(2025, 8, 1),
}


def table(told, name):
    return next(each for each in told.tables if each.name == name)


def words_of(one) -> dict[str, list[str]]:
    return {row.code: [cell_words(row, column) for column in one.columns] for row in one.rows}


def ended(number, exit_class, **facts):
    return participation(number, **ENDED | {"exit_class": exit_class} | facts)


def test_the_founding_counts_add_up_to_less_than_their_headline(reference, db):
    """785 clients: 128, 100, 52, 49 and 49 are 378, which is 48.2 % and not 50 %."""
    (founding,) = founding_of("outcomes")
    stated = stated_in(founding)
    ends = stated.ends

    assert [ends.of(line) for line in stated.percents] == [128, 100, 52, 49, 49, 378]
    assert ends.share(TOGETHER) == 100 * 378 / 785
    assert stated.percents[TOGETHER] == 50
    rounded = [round(ends.share(line)) for line in stated.counts]
    assert rounded == list(stated.percents.values())[:-1] == [16, 13, 7, 6, 6]


def test_an_area_without_earlier_projects_compares_with_nothing():
    with override("fi"):
        told = tell_outcomes(Outcomes(count_outcomes(frames_of([]), PERIOD, ["gender"])), PERIOD, {})

    assert [each.name for each in told.tables] == ["ended_in", "gender"]
    assert [each.code for each in told.definitions] == ["clients", "O3"]


def test_the_table_of_the_founding_document_comes_out_of_people_who_ended_so(reference, db):
    """785 people in the frames: counted as every period is, the same numbers as the document's."""
    classes = [
        *["pension"] * 128,
        *["vocational_rehabilitation_assessment"] * 100,
        *["rehabilitation_benefit"] * 52,
        *["employment_promoting_rehabilitation"] * 49,
        *["open_job"] * 30,
        *["degree_study"] * 19,
    ]
    classes += ["unemployment"] * (785 - len(classes))
    counted = count_outcomes(
        frames_of([ended(number, kind) for number, kind in enumerate(classes)]), PERIOD, []
    )
    with override("fi"):
        told = tell_outcomes(Outcomes(counted, founding_of("outcomes")), PERIOD, {})
        own, stated = words_of(table(told, "ended_in")), words_of(table(told, "topakka"))

    assert own["pension"] == ["128", "16,3\u00a0%"]
    assert own["open_job_or_degree"] == ["49", "6,2\u00a0%"]
    assert own[TOGETHER] == ["378", "48,2\u00a0%"]
    assert own["clients"] == ["785", "100,0\u00a0%"]
    assert stated[TOGETHER] == ["378", "48,2\u00a0%", "50\u00a0%"]
    assert stated["pension"] == ["128", "16,3\u00a0%", "16\u00a0%"]


def test_an_end_that_nobody_has_named_is_unknown_and_stays_in_the_count():
    counted = count_outcomes(frames_of([ended(1, ""), ended(2, "unknown"), ended(3, "pension")]), PERIOD, [])

    assert (counted[0].clients, counted[0].of("unknown"), counted[0].of(TOGETHER)) == (3, 2, 1)
    assert counted[0].share(TOGETHER) == 100 / 3


def test_an_end_after_the_last_day_is_not_there_yet():
    later = ended(1, "pension", ended_on=date(2025, 10, 1))

    assert count_outcomes(frames_of([later]), PERIOD, [])[0] == Ends(None, None, 0, {})


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_period_without_ends_says_so_and_shows_no_share(language):
    with override(language):
        told = tell_outcomes(Outcomes(count_outcomes(frames_of([]), PERIOD, ["gender"])), PERIOD, {})
        own = words_of(table(told, "ended_in"))

    assert {words[1] for words in own.values()} == {"–"}
    assert {words[0] for words in own.values()} == {"0"}
    assert {row.values["share"] for row in table(told, "gender").rows} == {None}
    assert len(told.summary) == 1
    assert "0" not in told.summary[0]


def slow_reading(people, period):
    """Each participation by itself: who ended in the period, and on which line of the table."""
    lines = {code: name for name, codes in LINES.items() if name != TOGETHER for code in codes}
    known = [each for each in people if each["referred_on"] <= period.end]
    own = [each for each in known if each["ended_on"] and period.start <= each["ended_on"] <= period.end]
    found = dict.fromkeys(LINES, 0)
    for each in own:
        found[lines[each["exit_class"] or "unknown"]] += 1
    solved = ("pension", "vocational_rehabilitation_assessment", "rehabilitation_benefit")
    found[TOGETHER] = sum(
        found[line] for line in (*solved, "employment_promoting_rehabilitation", "open_job_or_degree")
    )
    return len(own), found


@settings(max_examples=examples(40, 1000), deadline=None)
@given(worlds(), st.sampled_from(["gender", "municipality"]))
def test_columns_count_the_same_as_the_slow_reading_and_as_o3(world, by):
    frames = frames_of(**world)

    everyone, *groups = count_outcomes(frames, PERIOD, [by])

    clients, lines = slow_reading(world["participations"], PERIOD)
    assert (everyone.clients, {line: everyone.of(line) for line in LINES}) == (clients, lines)
    lasting = count_figures(frames, PERIOD, indicators=["O3"])[0]
    found = (everyone.clients, everyone.of(TOGETHER), everyone.of("unknown"), everyone.share(TOGETHER))
    assert found == (lasting.n, lasting.k, lasting.unknown, lasting.value)
    assert sum(each.clients for each in groups) == clients
    assert sum(each.of(TOGETHER) for each in groups) == lines[TOGETHER]
