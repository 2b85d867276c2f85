"""The employment supplement: applied for, decided under the ceiling, entered, paid in two parts."""

from __future__ import annotations

import io
from datetime import timedelta
from decimal import Decimal

import pytest
from dateutil.relativedelta import relativedelta
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from pypdf import PdfReader

from areas.working_days import add_working_days
from audit.models import Event
from notifications.models import Message
from programmes.employers.models import OtherAid, SupplementApplication
from programmes.employers.supplement_sums import euros_of, months_of
from programmes.hosting.supplement import services
from programmes.hosting.supplement.payments import missing, next_one, overpaid, to_pay
from programmes.hosting.supplement.undertaking import standing_of
from programmes.models import PlacementPause
from programmes.placements.services import end
from tests.factories import programmes as make
from tests.programmes.hosting.conftest import check_days, hosted_place
from ui.formats import day

TODAY = timezone.localdate
LANGUAGES = ["fi", "sv", "en"]


def aid(host, euros, on, *, granter="Kunta", business_id=""):
    return OtherAid.objects.create(
        host=host, business_id=business_id or host.business_id, granter=granter, granted_on=on, euros=euros
    )


def fields(hosted, **changes):
    page = hosted.at_host().get(f"/host/places/{hosted.place.reference}/supplement/")
    form = page.context["form"]
    typed = {"token": form["token"].value(), "from_on": form["from_on"].value(),
             "until_on": form["until_on"].value(), "monthly_wage": "1 200,50", "other_support": "0",
             "business": "business", "all_told": "on"}  # fmt: skip
    typed["from_on"], typed["until_on"] = (f"{typed[name]:%d.%m.%Y}" for name in ("from_on", "until_on"))
    return typed | changes


def test_a_workplace_applies_and_a_worker_hears_of_it_once(hosted):
    address, typed = f"/host/places/{hosted.place.reference}/supplement/", fields(hosted)

    for _press in range(2):
        answer = hosted.at_host().post(address, typed)

    row = SupplementApplication.objects.get()
    assert answer["Location"] == f"/host/supplements/{row.reference}/"
    assert (row.status, row.monthly_wage, row.host) == ("sent", Decimal("1200.50"), hosted.host)
    assert row.due_on == add_working_days(TODAY(), 10)
    assert Message.objects.filter(template="supplement_to_decide", recipient=hosted.worker).count() == 1
    assert "Aino" in hosted.at_host().get(answer["Location"]).content.decode()


def test_other_aid_is_asked_for_before_a_business_applies(hosted):
    typed = fields(hosted)
    del typed["all_told"]

    answer = hosted.at_host().post(f"/host/places/{hosted.place.reference}/supplement/", typed)

    assert answer.status_code == 422
    assert "all_told" in answer.context["form"].errors
    assert not SupplementApplication.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_on": -20}, "from_on"),
        ({"until_on": 500}, "until_on"),
    ],
)
def test_days_outside_the_agreement_are_told_at_their_field(hosted, changes, field):
    begins = hosted.place.starts_on
    days = {name: f"{begins + timedelta(days=away):%d.%m.%Y}" for name, away in changes.items()}

    answer = hosted.at_host().post(
        f"/host/places/{hosted.place.reference}/supplement/", fields(hosted, **days)
    )

    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_unpaid_work_and_a_late_application_get_words(reference, db):
    trial = hosted_place(code="work_trial")
    late = hosted_place(starts_on=TODAY() - timedelta(days=61), first_name="Oili")
    just = hosted_place(starts_on=TODAY() - timedelta(days=60), first_name="Eila")

    assert "palkkaa" in services.why_not(trial.place) or "wage" in services.why_not(trial.place)
    assert services.why_not(late.place)
    assert services.why_not(just.place) == ""
    with pytest.raises(ValidationError):
        trial.applied()


def test_granting_makes_two_instalments_and_a_day_for_the_register(hosted):
    row = hosted.granted()

    parts = list(row.instalments.all())
    assert row.granted == sum(part.planned for part in parts)
    assert row.granted == euros_of(Decimal(350), months_of(row.from_on, row.until_on)) > 1300
    assert parts[1].until_on == row.until_on
    assert row.register_by == add_working_days(TODAY(), 20)
    assert (row.waits_for, row.counted_before, row.ceiling) == ("register", 0, 300_000)
    assert Message.objects.filter(template="supplement_decided", recipient=hosted.member).count() == 1


def test_what_is_not_business_has_no_ceiling_and_no_register(hosted):
    aid(hosted.host, 300_000, TODAY())

    row = hosted.granted(business="none")

    assert (row.register_by, row.counted_before, row.status) == (None, None, "granted")


def test_over_the_ceiling_is_refused_with_the_sum_the_rest_and_the_day(hosted):
    first = TODAY() - relativedelta(years=2)
    aid(hosted.host, 299_999, first)
    row = hosted.applied()

    page = hosted.desk("en").post(
        f"/work/supplements/{row.reference}/", {"what": "grant", "grant-monthly": "350", "grant-grounds": ""}
    )

    words = str(page.context["grant_form"].errors["monthly"])
    free = first + relativedelta(years=3) + timedelta(days=1)
    assert page.status_code == 422
    with translation.override("en"):
        from_on = day(free).replace("\N{NO-BREAK SPACE}", " ")
    for told in ("€299,999", "€300,000", "€1 ", from_on):
        assert told in words.replace("\N{NO-BREAK SPACE}", " "), (told, words)
    assert SupplementApplication.objects.get().status == "sent"


def test_exactly_the_ceiling_is_granted_and_a_cent_more_is_not(hosted):
    row = hosted.applied(until_on=hosted.place.starts_on + relativedelta(months=2) - timedelta(days=1))
    told = aid(hosted.host, Decimal("299300.01"), TODAY())
    with pytest.raises(ValidationError):
        services.grant(row, by=hosted.decider, monthly=Decimal(350))
    OtherAid.objects.filter(pk=told.pk).update(euros=Decimal("299300.00"))

    assert services.grant(row, by=hosted.decider, monthly=Decimal(350)).granted == 700


@pytest.mark.parametrize(("days", "fits"), [(0, False), (1, True)])
def test_on_the_day_three_years_later_aid_still_counts_and_on_the_next_it_does_not(hosted, days, fits):
    aid(hosted.host, 300_000, TODAY() - timedelta(days=days) - relativedelta(years=3))
    row = hosted.applied()

    if not fits and (TODAY() - relativedelta(years=3)) + relativedelta(years=3) == TODAY():
        with pytest.raises(ValidationError):
            services.grant(row, by=hosted.decider, monthly=Decimal(350))
    elif fits:
        assert services.grant(row, by=hosted.decider, monthly=Decimal(350)).status == "granted"


def test_linked_business_ids_are_one_undertaking_whoever_tells_it(hosted):
    sister = hosted_place(first_name="Siiri")
    third = make.business_id()
    services.tell_link(sister.host, by=sister.member, business_id=hosted.host.business_id, name="Sisar Oy")
    services.tell_link(sister.host, by=sister.member, business_id=third, name="Kolmas Oy")
    aid(sister.host, 100_000, TODAY(), business_id=third)
    sister.granted()

    standing = standing_of(hosted.host)

    assert set(standing.ids) == {hosted.host.business_id, sister.host.business_id, third}
    assert standing.counted == 100_000 + SupplementApplication.objects.get().granted


def test_the_same_aid_told_by_two_counts_once_and_two_like_it_count_twice(hosted):
    sister = hosted_place(first_name="Siiri")
    services.tell_link(hosted.host, by=hosted.member, business_id=sister.host.business_id, name="Sisar Oy")
    on = TODAY() - timedelta(days=3)
    for teller, times in ((hosted.host, 2), (sister.host, 1)):
        for _each in range(times):
            aid(teller, 1000, on, granter="Business  Finland", business_id=hosted.host.business_id)

    assert standing_of(hosted.host).counted == 2000
    assert standing_of(sister.host).counted == 2000


def test_primary_production_and_more_than_the_wage_costs_are_not_granted(hosted):
    row = hosted.applied(business="primary")
    with pytest.raises(ValidationError):
        services.grant(row, by=hosted.decider, monthly=Decimal(350))
    services.refuse(row, by=hosted.decider, grounds="Oma katto.")
    row = hosted.applied(monthly_wage=Decimal(1000), other_support=Decimal(800))
    with pytest.raises(ValidationError) as stop:
        services.grant(row, by=hosted.decider, monthly=Decimal(201))

    assert "monthly" in stop.value.error_dict
    assert services.grant(row, by=hosted.decider, monthly=Decimal(200)).status == "granted"


def test_who_wrote_it_down_on_the_word_does_not_decide(hosted):
    row = services.apply_for(hosted.place, hosted.told(), by=hosted.decider, on_word="phone")

    with pytest.raises(ValidationError):
        services.grant(row, by=hosted.decider, monthly=Decimal(350))

    assert services.grant(row, by=make.manager(), monthly=Decimal(350)).status == "granted"


def test_a_second_decision_and_a_late_taking_back_are_told_who_was_faster(hosted):
    row = hosted.granted()

    for act in (
        lambda: services.refuse(row, by=hosted.decider, grounds="Ei."),
        lambda: services.take_back(row, by=hosted.member),
    ):
        with pytest.raises(ValidationError):
            act()
    assert SupplementApplication.objects.get().status == "granted"


def test_instalments_wait_for_checked_days_and_the_last_for_the_payslip(reference, db):
    hosted = hosted_place(starts_on=TODAY() - timedelta(days=50), days=49)
    row = hosted.granted()
    assert len(missing(row, next_one(row))) == 1  # the days
    with pytest.raises(ValidationError):
        services.pay(row, by=hosted.decider, number=1)
    check_days(hosted.place)

    row = services.pay(row, by=hosted.decider, number=1)
    with pytest.raises(ValidationError):
        services.pay(row, by=hosted.decider, number=1)
    with pytest.raises(ValidationError) as stop:
        services.pay(row, by=hosted.decider, number=2)
    assert len(stop.value.messages) == 1
    services.payslip_seen(row, by=hosted.decider)
    row = services.pay(row, by=hosted.decider, number=2)

    assert sum(part.paid for part in row.instalments.all()) == row.granted
    services.enter(row, by=hosted.decider, on=TODAY())
    row = SupplementApplication.objects.get()
    assert (row.due_on, row.waits_for) == (None, "")


def test_the_payslip_is_asked_for_once_when_the_time_is_over(reference, db):
    hosted = hosted_place(starts_on=TODAY() - timedelta(days=50), days=49)
    hosted.granted()

    assert (services.follow_places(), services.follow_places()) == (1, 0)

    assert Message.objects.filter(template="payslip_asked", recipient=hosted.member).count() == 1


def test_a_place_that_ends_early_makes_the_supplement_shorter_and_says_what_was_paid_too_much(reference, db):
    hosted = hosted_place(starts_on=TODAY() - timedelta(days=59), days=240)
    row = hosted.granted()
    whole = row.granted
    last = hosted.place.starts_on + relativedelta(months=1) - timedelta(days=1)
    reason = make.a_reason("placement", "end")
    end(hosted.place, by=hosted.worker, ended_on=last, end_kind="early_host", reason=reason)

    assert services.follow_places() == 1

    row = SupplementApplication.objects.get()
    parts = list(row.instalments.all())
    assert (parts[0].planned, parts[1].planned, row.granted) == (350, 0, whole)
    assert Message.objects.filter(template="supplement_shortened", recipient=hosted.member).count() == 1
    parts[0].paid, parts[0].paid_on = Decimal(500), TODAY()
    parts[0].save()
    assert overpaid(SupplementApplication.objects.get()) == 150


def test_days_of_a_break_are_not_paid(reference, db):
    hosted = hosted_place(starts_on=TODAY() - timedelta(days=59), days=58)
    row = hosted.granted()
    begins = hosted.place.starts_on
    PlacementPause.objects.create(
        placement=hosted.place, from_on=begins + timedelta(days=5), resumes_on=begins + timedelta(days=20),
        until_on=begins + timedelta(days=20),
    )  # fmt: skip
    row = SupplementApplication.objects.get()
    first = next_one(row)

    assert to_pay(row, first) == first.planned  # what is less is taken from the last
    first.paid, first.paid_on = first.planned, TODAY()
    first.save()
    row = SupplementApplication.objects.get()
    assert to_pay(row, next_one(row)) == row.granted - first.planned - 175


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_decision_is_a_tagged_paper_in_the_language_of_its_reader(hosted, language):
    row = hosted.granted()
    address = f"/documents/supplement/{row.reference}/"

    answer = hosted.at_host(language).get(address)
    reader = PdfReader(io.BytesIO(answer.content))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    title = {"fi": "Päätös työllistämislisästä", "sv": "Beslut om sysselsättningstillägg",
             "en": "Decision on the employment supplement"}[language]  # fmt: skip
    assert title in text
    assert "2023/2831" in text
    assert hosted.host.business_id in text
    assert hosted.case.time.participant.last_name not in text
    assert reader.trailer["/Root"]["/Lang"].startswith(language)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_nobody_else_reads_the_paper_and_an_undecided_one_has_none(hosted):
    row = hosted.applied()
    stranger = hosted_place(first_name="Outi")
    address = f"/documents/supplement/{row.reference}/"

    assert hosted.at_host().get(address).status_code == 404
    services.refuse(row, by=hosted.decider, grounds="Määräraha on käytetty.")
    assert hosted.at_host().get(address).status_code == 200
    assert stranger.at_host().get(address).status_code == 404
    assert hosted.case.own().get(address).status_code == 404


def test_a_host_tells_and_takes_off_its_own_aid_only(hosted):
    other = hosted_place(first_name="Outi")
    theirs = aid(other.host, 5, TODAY())
    address = f"/host/hosts/{hosted.host.reference}/aid/"
    told = {"what": "aid", "granter": "Kunta", "granted_on": f"{TODAY():%d.%m.%Y}", "euros": "1 000,50"}

    hosted.at_host().post(address, told | {"aid_to": hosted.host.business_id.replace("-", "")})
    bad = hosted.at_host().post(address, told | {"aid_to": other.host.business_id})
    hosted.at_host().post(address, {"aid_off": theirs.pk})

    assert bad.status_code == 422
    assert "aid_to" in bad.context["aid"].errors
    assert standing_of(hosted.host).counted == Decimal("1000.50")
    assert OtherAid.objects.filter(pk=theirs.pk).exists()
    hosted.at_host().post(address, {"aid_off": OtherAid.objects.get(host=hosted.host).pk})
    assert standing_of(hosted.host).counted == 0
    assert Event.objects.filter(verb="host.aid_taken_off").count() == 1


def test_each_press_of_the_worker_stands_in_the_trail_and_on_the_pages(hosted):
    row = hosted.granted()
    address = f"/work/supplements/{row.reference}/"
    desk = hosted.desk()

    page = desk.get(address)
    assert page.status_code == 200
    desk.post(address, {"what": "register", "register-registered_on": f"{TODAY():%d.%m.%Y}"})
    desk.post(address, {"what": "pay", "number": "1"})  # the work goes on: told, not done

    row = SupplementApplication.objects.get()
    assert row.registered_on == TODAY()
    verbs = Event.objects.filter(object_type="supplementapplication").order_by("pk")
    pasts = ["sent", "granted", "registered"]
    assert [event.verb for event in verbs] == [f"supplement.{past}" for past in pasts]
    assert hosted.desk().get("/work/supplements/").status_code == 200
    assert row.reference in hosted.desk().get(f"/work/placements/{hosted.place.reference}/").content.decode()
