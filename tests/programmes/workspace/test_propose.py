"""Suggesting places: what fits, what is left out and why, and what happens to a mistake."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes.workspace.suitable import candidates
from tests.factories import programmes as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def row(worker):
    return make.participation("active", by=worker)


def url(row):
    return reverse("work:propose", args=[row.reference])


def send(desk, row, keys, **more):
    token = desk.get(url(row)).context["form"]["token"].value()
    return desk.post(url(row), {"token": token, "places": keys, **more})


def key(place):
    return f"v-{place.reference}"


def test_the_nearest_places_come_first(worker, row):
    far = make.vacancy(municipality=make.LIEKSA, title="Kaukana")
    near = make.vacancy(title="Lähellä")

    found, _excluded = candidates(worker, row)

    assert [(one.pk, one.km == 0) for one in found] == [(near.pk, True), (far.pk, False)]


def test_of_very_many_places_the_nearest_that_fit_are_weighed_and_others_found_by_name(
    worker, row, monkeypatch
):
    monkeypatch.setattr("programmes.workspace.suitable.WEIGHED", 1)
    far = make.vacancy(municipality=make.LIEKSA, title="Kirjaston apulainen")
    near = make.vacancy(title="Lähellä")
    make.vacancy(title="Aivan liian pitkä", weekly_hours_min=Decimal(38), weekly_hours_max=Decimal(40))

    weighed, _excluded = candidates(worker, row)
    named, _excluded = candidates(worker, row, asked="kirjasto")
    kept, _excluded = candidates(worker, row, chosen=[key(far)])

    assert [one.pk for one in weighed] == [near.pk]
    assert [one.pk for one in named] == [one.pk for one in kept] == [near.pk, far.pk]


def test_each_rule_tells_how_many_it_left_out(worker, row):
    make.placement("proposed", row=row)
    full = make.vacancy()
    make.placement("accepted", place=full)
    make.vacancy(weekly_hours_min=Decimal(38), weekly_hours_max=Decimal(40))
    make.vacancy("draft")

    found, excluded = candidates(worker, row)

    assert (found, excluded) == ([], {"hours": 1, "full": 1, "already": 1})


def test_groups_are_suggested_beside_vacancies(worker, row):
    group = make.intake()

    found, _excluded = candidates(worker, row)

    assert [(one.kind, one.pk) for one in found] == [("intake", group.pk)]


def test_only_the_next_group_of_a_service_is_suggested(worker, row):
    following = make.intake()
    make.intake(starts_on=following.starts_on + timedelta(days=30))
    make.intake(starts_on=timezone.localdate() - timedelta(days=1))

    found, _excluded = candidates(worker, row)

    assert [one.pk for one in found] == [following.pk]


def test_what_a_place_is_opens_under_its_name(desk, row):
    make.vacancy(title="Piha", tasks="Haravoidaan ja kastellaan.", guide="Raili", adjustments=["oma tahti"])

    page = desk.get(url(row)).content.decode()

    assert "choice-about" in page
    assert all(words in page for words in ("Haravoidaan ja kastellaan.", "Raili", "oma tahti"))


def test_two_places_make_one_round(desk, row):
    places = [make.vacancy(), make.vacancy(types=("work_trial", "pay_subsidised_work"))]

    answer = send(desk, row, [key(place) for place in places], **{f"type-{key(places[1])}": "work_trial"})

    assert answer.status_code == 302
    made = list(row.placements.order_by("vacancy_id"))
    assert [(one.vacancy, one.programme_type.code, one.alternatives_shown) for one in made] == [
        (places[0], "work_trial", 2), (places[1], "work_trial", 2),
    ]  # fmt: skip


def test_no_type_of_service_is_chosen_beforehand(desk, row):
    places = [make.vacancy(), make.vacancy(title="Paja", types=("work_trial", "pay_subsidised_work"))]
    chosen = [key(place) for place in places]

    answer = send(desk, row, chosen)

    assert (answer.status_code, row.placements.count()) == (422, 0)
    assert "Paja" in answer.context["form"].non_field_errors()[0]
    assert [one.key for one, ticked, _type in answer.context["places"] if ticked] == chosen


def test_one_place_needs_a_reason_and_the_choice_is_kept(desk, row):
    place = make.vacancy()

    answer = send(desk, row, [key(place)])

    assert (answer.status_code, row.placements.count()) == (422, 0)
    assert [chosen for one, chosen, _type in answer.context["places"] if one.place == place] == [True]
    assert "only_one_reason" in answer.context["form"].errors


def test_four_places_are_too_many(desk, row):
    places = [make.vacancy() for _number in range(4)]

    answer = send(desk, row, [key(place) for place in places])

    assert (answer.status_code, row.placements.count()) == (422, 0)


def test_the_same_form_sent_twice_makes_one_round(desk, row):
    places = [key(make.vacancy()), key(make.vacancy())]
    token = desk.get(url(row)).context["form"]["token"].value()

    for _time in range(2):
        desk.post(url(row), {"token": token, "places": places})

    assert row.offer_rounds.count() == 1


def test_a_colleague_reads_but_does_not_suggest(desk):
    assert desk.get(url(make.participation("active"))).status_code == 403


class TestWhatIsTickedStays:
    @pytest.fixture
    def kitchen_and_cleaning(self, worker, row):
        kitchen = make.vacancy(by=worker, title="Keittiöapulainen")
        cleaning = make.vacancy(by=worker, title="Laitoshuoltaja")
        return f"v-{kitchen.reference}", f"v-{cleaning.reference}"

    def test_over_another_search(self, desk, row, kitchen_and_cleaning):
        kitchen, cleaning = kitchen_and_cleaning
        url = reverse("work:propose", args=[row.reference])

        page = desk.post(
            url,
            {"look": "1", "q": "laitos", "km": "", "places": [kitchen], "only_one_reason": "Vain tämä"},
            follow=True,
        )

        assert [(one.key, chosen) for one, chosen, _kind in page.context["places"]] == [
            (kitchen, True),
            (cleaning, False),
        ]
        (picked,) = page.context["picked"]
        where = next(one.where for one, chosen, _kind in page.context["places"] if chosen)
        assert picked == f"Keittiöapulainen ({where})"
        assert page.context["form"].initial["only_one_reason"] == "Vain tämä"
        assert "Vain" not in page.redirect_chain[0][0]

    def test_and_one_of_each_is_suggested(self, desk, row, kitchen_and_cleaning):
        url = reverse("work:propose", args=[row.reference])
        page = desk.get(url, {"q": "laitos", "places": [kitchen_and_cleaning[0]]})

        sent = {"token": page.context["form"].initial["token"], "places": list(kitchen_and_cleaning)}
        desk.post(f"{url}?q=laitos&places={kitchen_and_cleaning[0]}", sent)

        assert sorted(one.title for one in row.placements.all()) == ["Keittiöapulainen", "Laitoshuoltaja"]

    def test_looking_suggests_nothing(self, desk, row, kitchen_and_cleaning):
        desk.post(
            reverse("work:propose", args=[row.reference]), {"look": "1", "places": list(kitchen_and_cleaning)}
        )

        assert not row.placements.exists()


def test_missing_type_of_service_is_told_by_title_and_workplace_and_at_its_choice(desk, row):
    place = make.vacancy(title="Apulainen", types=("work_trial", "pay_subsidised_work"))

    answer = send(desk, row, [key(place)], only_one_reason="Ainoa lähellä")

    page, where = answer.content.decode(), answer.context["places"][0][0].where
    assert answer.context["form"].non_field_errors()[0].endswith(f" Apulainen ({where})")
    assert page.count('aria-invalid="true"') == 1


@pytest.mark.parametrize("hours", [{}, {"weekly_hours_min": Decimal(8)}, {"weekly_hours_max": Decimal(20)}])
def test_places_are_found_for_who_has_told_no_hours(desk, worker, hours):
    """On PostgreSQL a bare number to order by is the place of a column."""
    told = {"weekly_hours_min": None, "weekly_hours_max": None} | hours
    row = make.participation("active", by=worker, **told)
    place = make.vacancy()

    found, _excluded = candidates(worker, row)

    assert [one.pk for one in found] == [place.pk]
    assert desk.get(url(row)).status_code == 200
