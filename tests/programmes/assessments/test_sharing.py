"""Who may read what until when: a permission that is taken back cuts the access at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from audit.models import Read
from audit.selectors import last_event
from programmes.assessments import acts, links, services
from programmes.assessments.models import AssessmentStep, PartnerLink, SharedItem
from programmes.assessments.tokens import link_of
from tests.factories import programmes as make
from workflow.undo import undo

TODAY = timezone.localdate


def line(item: str) -> SharedItem:
    return SharedItem.objects.get(item=item)


def partner_page(looked) -> str:
    return reverse("ability:partner", args=[looked.row.reference])


@pytest.fixture
def taken(looked):
    looked.take()
    return looked


def test_the_other_side_reads_what_is_shared_and_nothing_else(taken):
    page = taken.as_("partner").get(partner_page(taken)).content.decode()

    assert "Mikä työ sopii selälle?" in page
    assert "Health check" in page
    assert "Aino Karvinen" in page
    assert taken.time.aim not in page


def test_a_permission_taken_back_cuts_what_rested_on_it_at_once_and_the_law_goes_on(taken):
    partner = taken.as_("partner")
    assert "Health check" in partner.get(partner_page(taken)).content.decode()

    for item in ("steps", "contact"):
        address = reverse("ability:own_withdraw", args=[taken.row.reference, line(item).pk])
        assert taken.as_("person").post(address).status_code == 303

    page = partner.get(partner_page(taken)).content.decode()
    assert "Health check" not in page
    assert "Karvinen" not in page
    assert "Mikä työ sopii selälle?" in page


def test_when_nothing_is_left_the_assessment_is_not_there_for_the_other_side(taken):
    SharedItem.objects.filter(basis="statute").delete()
    partner = taken.as_("partner")
    assert partner.get(partner_page(taken)).status_code == 200

    for item in ("steps", "contact"):
        acts.withdraw(taken.fresh(), line(item), by=taken.person)

    assert partner.get(partner_page(taken)).status_code == 404
    assert partner.get(f"/documents/assessment/{taken.row.reference}/").status_code == 404
    assert taken.row.reference not in partner.get("/partner/").content.decode()


def test_a_permission_ends_with_its_last_day(taken):
    SharedItem.objects.update(given_on=TODAY() - timedelta(days=9), valid_until=TODAY() - timedelta(days=1))

    assert taken.as_("partner").get(partner_page(taken)).status_code == 404


def test_what_is_read_by_law_cannot_be_taken_back_and_the_page_says_why(taken):
    address = reverse("ability:own_withdraw", args=[taken.row.reference, line("question").pk])

    page = taken.as_("person").get(address).content.decode()
    assert "by law" in page
    assert '<form method="post" class' not in page
    with pytest.raises(ValidationError):
        acts.withdraw(taken.fresh(), line("question"), by=taken.person)
    assert line("question").stands


def test_stopping_ends_every_permission_and_undoing_it_gives_them_back(taken):
    services.interrupt(taken.row, by=taken.person, reason=None)

    stands = {one.item for one in SharedItem.objects.in_force()}
    assert (taken.fresh().state, stands) == ("interrupted", {"question"})

    undo(taken.row, last_event(taken.row), by=taken.person)
    assert SharedItem.objects.in_force().count() == 3


def test_nobody_is_given_by_law_what_the_law_does_not_name(taken):
    page = taken.as_("ability").post(
        reverse("work:assessment_share", args=[taken.row.reference]),
        {
            "token": "t", "organisation": "other", "items": ["aim"], "basis": "statute",
            "valid_until": (TODAY() + timedelta(days=9)).isoformat(), "on_word": "",
        },
    )  # fmt: skip

    assert page.status_code == 422
    assert SharedItem.objects.filter(organisation="other").count() == 0


def test_a_permission_is_given_somehow(taken):
    told = {
        "token": "t", "organisation": "other", "items": ["aim"], "basis": "consent",
        "valid_until": (TODAY() + timedelta(days=9)).isoformat(), "on_word": "",
    }  # fmt: skip
    address = reverse("work:assessment_share", args=[taken.row.reference])

    assert taken.as_("ability").post(address, told).status_code == 422
    assert taken.as_("ability").post(address, told | {"on_word": "paper"}).status_code == 302
    assert SharedItem.objects.get(organisation="other").on_word == "paper"


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MANAGER, Role.PARTNER, Role.REFERRER])
def test_whoever_has_no_part_in_it_finds_nothing(taken, role):
    from tests.programmes.personal.conftest import signed_in  # noqa: PLC0415 - used here alone

    client = signed_in(make.account(role, municipality=make.JOENSUU))

    assert client.get(f"/work/assessments/{taken.row.reference}/").status_code in {403, 404}
    assert client.get(partner_page(taken)).status_code in {403, 404}


def test_every_look_is_on_record_and_the_person_reads_whose_it_was(taken):
    taken.as_("partner").get(partner_page(taken))
    taken.as_("ability").get(f"/work/assessments/{taken.row.reference}/")

    assert set(Read.objects.values_list("reader", "page")) >= {
        (taken.partner.pk, "ability:partner"),
        (taken.ability.pk, "work:assessment"),
    }
    assert "Liisa" in taken.as_("person").get("/my/data/").content.decode()


# The link of one question --------------------------------------------------------------------------------


def asked(looked, **changes) -> PartnerLink:
    told = {
        "organisation": "wellbeing_county", "question": "Mitä jaksaa?", "address": "hoitaja@example.org",
        "valid_until": TODAY() + timedelta(days=7), "step": AssessmentStep.objects.first(),
    }  # fmt: skip
    return links.ask_partner(looked.fresh(), by=looked.ability, **told | changes)


ANSWER = {"answer": "Jaksaa neljä tuntia.", "answered_by": "Hoitaja Virtanen"}


def test_a_link_is_read_by_looking_and_answered_once_by_a_press(taken, client):
    address = link_of(asked(taken))

    first = client.get(address)
    assert first.status_code == 200
    assert "Mikä työ sopii selälle?" in first.content.decode()
    assert PartnerLink.objects.get().answered_at is None
    assert client.post(address, ANSWER).status_code == 303
    after = client.get(address).content.decode()
    client.post(address, ANSWER | {"answer": "Toinen"})

    assert "selälle" not in after
    assert PartnerLink.objects.get().answer == ANSWER["answer"]
    step = AssessmentStep.objects.get()
    assert (step.done_on, step.outcome) == (TODAY(), ANSWER["answer"])


def test_a_link_is_over_when_the_permission_is(taken, client):
    SharedItem.objects.filter(basis="statute").delete()
    address = link_of(asked(taken))
    assert client.get(address).status_code == 200

    for item in ("steps", "contact"):
        acts.withdraw(taken.fresh(), line(item), by=taken.person)

    assert client.get(address).status_code == 404
    assert client.post(address, ANSWER).status_code == 404
    assert PartnerLink.objects.get().answered_at is None


def test_a_link_shows_what_its_own_organisation_may_read(taken, client):
    SharedItem.objects.filter(item="question").update(organisation="kela")

    page = client.get(link_of(asked(taken, organisation="kela"))).content.decode()

    assert "Mikä työ sopii selälle?" in page
    assert "Karvinen" not in page


def test_a_link_that_is_too_old_closed_or_made_up_opens_nothing(taken, client):
    link = asked(taken)
    address = link_of(link)
    PartnerLink.objects.update(valid_until=TODAY() - timedelta(days=1))
    assert client.get(address).status_code == 404
    PartnerLink.objects.update(valid_until=TODAY() + timedelta(days=1))
    links.close_link(link, by=taken.ability)

    assert client.get(address).status_code == 404
    assert client.get(f"{address[:-3]}xx/").status_code == 404
    with pytest.raises(PermissionDenied):
        links.answer_by_link(link, **ANSWER)


def test_an_organisation_with_which_nothing_is_shared_is_not_asked(taken):
    with pytest.raises(ValidationError):
        asked(taken, organisation="kela")

    assert PartnerLink.objects.count() == 0


def test_the_paper_is_one_page_of_what_the_organisation_may_read(taken):
    import io  # noqa: PLC0415 - used here alone

    from pypdf import PdfReader  # noqa: PLC0415

    answer = taken.as_("partner").get(f"/documents/assessment/{taken.row.reference}/")
    pdf = PdfReader(io.BytesIO(answer.content))
    text = pdf.pages[0].extract_text()

    assert len(pdf.pages) == 1
    assert "selälle" in text
    assert taken.time.aim[:12] not in text
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
