"""The count behind each choice is what the choice would leave: against asking it, one choice at a time."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from areas.models import Municipality
from cms.area import Area
from cms.finding.choices import narrow
from cms.finding.offer import hours_choices, in_order, near_choices, place_rules
from cms.finding.offered import Offered, service_rules
from cms.finding.question import Question
from programmes.placements.offered import Group, OpenPlace, Service, ServiceType
from programmes.placements.partial import fits_partial_ability
from programmes.placements.public import as_filters_see
from tests.depth import examples

TOWNS = ("422", "176", "541")
KM = {("422", "176"): 45.0, ("422", "541"): 60.0, ("176", "541"): 30.0}
AREA = Area(
    tuple(Municipality(code=code, name_fi=code) for code in TOWNS),
    {(one, one): 0.0 for one in TOWNS} | KM | {(b, a): km for (a, b), km in KM.items()},
    (),
)
TYPES = {code: ServiceType(code, code, paid=False, legal_basis="") for code in ("work_trial", "workshop")}
DAYS = [date(2026, 12, 1), date(2027, 1, 15), date(2027, 3, 1)]
hours = st.sampled_from([None, Decimal(5), Decimal("7.5"), Decimal(20), Decimal(30)])
days = st.sampled_from([None, *DAYS])
towns = st.sampled_from(TOWNS)


@st.composite
def places(draw, number=[0]):  # noqa: B006 - a reference of its own for each
    number[0] += 1
    return OpenPlace(
        reference=f"V{number[0]}",
        title=draw(st.sampled_from(["Puistotyöntekijä", "Keittiöapulainen"])),
        place="",
        host="",
        tasks="",
        municipality=draw(towns),
        municipality_name="",
        hours_min=draw(hours),
        hours_max=None,
        graded_hours=draw(st.booleans()),
        lift_offered=False,
        demands=draw(st.dictionaries(st.sampled_from(["lifting", "pace", "noise"]), st.integers(0, 3))),
        adjustments=draw(st.sampled_from([[], ["tauot"]])),
        occupation="",
        seats=1,
        free_seats=1,
        start_from_on=draw(days),
        start_until_on=None,
        opened_on=None,
        valid_until=None,
        types=tuple(draw(st.sets(st.sampled_from(list(TYPES.values()))))),
    )


@st.composite
def groups(draw):
    return Group(
        reference="G",
        service_id=1,
        service_name="",
        municipality=draw(towns),
        municipality_name="",
        environment="",
        starts_on=draw(st.sampled_from(DAYS)),
        ends_on=None,
        free_seats=draw(st.integers(0, 2)),
        language="fi",
    )


@st.composite
def services(draw):
    kind = draw(st.sampled_from(list(TYPES.values())))
    service = Service(
        id=draw(st.integers(1, 9)),
        code="",
        name="",
        type=kind,
        municipalities=draw(st.frozensets(towns)),
        hours_min=draw(hours),
        hours_max=None,
        duration_weeks=None,
        languages=tuple(draw(st.sets(st.sampled_from(["fi", "sv", "ar"])))),
        contact_name="",
        contact_phone="",
        contact_email="",
    )
    offer = {"groups": draw(st.lists(groups(), max_size=3)), "places": draw(st.lists(places(), max_size=3))}
    return Offered(service, "", "", "", **offer)


@st.composite
def questions(draw):
    town = draw(st.sampled_from(["", *TOWNS]))
    return Question(
        municipality=town,
        near=draw(st.sampled_from([None, 20, 35, 50])) if town else None,
        type=draw(st.sampled_from(["", *TYPES])),
        language=draw(st.sampled_from(["", "fi", "ar"])),
        hours_max=draw(st.sampled_from([None, Decimal(10), Decimal("7.5")])),
        starts_before=draw(days),
        free=draw(st.booleans()),
        fits=draw(st.booleans()),
    )


def asked_one_by_one(items, question, rules, filters):
    """How many are left for every choice of every filter, each asked for itself."""
    return {
        name: {str(choice): len(narrow(items, rules(change(question, choice))).items) for choice in choices}
        for name, (choices, change) in filters.items()
    }


def choices_of(question):
    """Each filter: its choices, and the question with one of them made."""
    filters = {
        "municipality": (TOWNS, lambda asked, code: replace(asked, municipality=code)),
        "town": (TOWNS, lambda asked, code: replace(asked, municipality=code, near=None)),
        "type": (tuple(TYPES), lambda asked, code: replace(asked, type=code)),
        "hours_max": (hours_choices(question), lambda asked, most: replace(asked, hours_max=most)),
    }
    if question.municipality:
        filters["near"] = (near_choices(question), lambda asked, km: replace(asked, near=km))
    return filters


def counted(items, rules, filters):
    counts = narrow(items, rules).counts
    return {
        name: {str(choice): counts[name][str(choice)] for choice in choices}
        for name, (choices, _change) in filters.items()
    }


@settings(max_examples=examples(20, 200), deadline=None)
@given(st.lists(places(), max_size=12), questions())
def test_counts_of_places_are_those_of_asking_each_choice(items, question):
    filters = choices_of(question) | {"fits": ((1,), lambda asked, one: replace(asked, fits=True))}

    def rules(asked):
        return place_rules(asked, AREA)

    assert counted(items, rules(question), filters) == asked_one_by_one(items, question, rules, filters)


@settings(max_examples=examples(20, 200), deadline=None)
@given(st.lists(services(), max_size=8), questions())
def test_counts_of_services_are_those_of_asking_each_choice(items, question):
    filters = choices_of(question) | {
        "free": ((1,), lambda asked, one: replace(asked, free=True)),
        "language": (("fi", "sv", "ar"), lambda asked, code: replace(asked, language=code)),
    }

    def rules(asked):
        return service_rules(asked, AREA)

    assert counted(items, rules(question), filters) == asked_one_by_one(items, question, rules, filters)


@settings(max_examples=examples(20, 200), deadline=None)
@given(st.lists(places(), max_size=12), questions())
def test_places_that_filters_see_alike_are_asked_once(items, question):
    rules = place_rules(question, AREA)
    marked = [place._replace(alike=as_filters_see(place)) for place in items]

    assert narrow(marked, rules, lambda place: place.alike) == narrow(marked, rules)


@settings(max_examples=examples(20, 200), deadline=None)
@given(st.lists(places(), max_size=10), questions())
def test_places_that_are_left_pass_every_rule_by_hand(items, question):
    left = narrow(items, place_rules(question, AREA)).items

    def fits(place):
        near = AREA.distance(question.municipality, place.municipality) <= (question.near or 0)
        return (
            (not question.municipality or near)
            and (not question.type or question.type in {kind.code for kind in place.types})
            and (question.hours_max is None or (place.hours_min or 0) <= question.hours_max)
            and (not question.starts_before or (place.start_from_on or date.min) <= question.starts_before)
            and (not question.fits or place.fits_partial_ability)
        )

    assert left == [place for place in items if fits(place)]


@settings(max_examples=examples(15, 200), deadline=None)
@given(st.lists(places(), max_size=10), st.sampled_from(TOWNS))
def test_orders(items, town):
    near = in_order(items, Question(municipality=town), AREA)
    few = in_order(items, Question(municipality=town, sort="hours"), AREA)

    far = [AREA.distance(town, place.municipality) for place in near]
    told = [place.hours_min for place in few if place.hours_min is not None]
    assert far == sorted(far)
    assert told == sorted(told)
    assert [place.hours_min for place in few[len(told) :]] == [None] * (len(few) - len(told))
    assert in_order(items, Question(municipality=town, sort="newest"), AREA) == items


GOOD = {
    "hours_min": Decimal(30),
    "graded_hours": True,
    "adjustments": ["tauot"],
    "demands": {"lifting": 3, "pace": 2},
}


def test_place_that_can_be_shaped():
    assert fits_partial_ability(**GOOD)
    assert fits_partial_ability(**GOOD | {"graded_hours": False, "hours_min": Decimal(15)})


def test_place_that_cannot_be_shaped():
    for change in (
        {"graded_hours": False},
        {"graded_hours": False, "hours_min": None},
        {"graded_hours": False, "hours_min": Decimal("15.5")},
        {"adjustments": []},
        {"demands": {}},
        {"demands": {"lifting": 3, "pace": 3}},
    ):
        assert not fits_partial_ability(**GOOD | change), change
