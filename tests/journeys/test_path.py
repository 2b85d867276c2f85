"""One person's whole way through the service, walked by five people in their own browsers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext

from audit.verifying import broken_events
from programmes.models import Participation, Placement
from programmes.participants.models import Participant
from tests.journeys.conftest import DESK, PHONE
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def words_of(language: str) -> Callable[[str], str]:
    """The words of the page in the language."""

    def say(text: str) -> str:
        with translation.override(language):
            return gettext(text)

    return say


def day(offset: int = 0) -> str:
    """A day as a person types it."""
    date = timezone.localdate() + timedelta(days=offset)
    return f"{date.day}.{date.month}.{date.year}"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """The path is walked in Finnish, with --long in every language."""
    if "language" in metafunc.fixturenames:
        every = [code for code, _name in settings.LANGUAGES]
        metafunc.parametrize("language", every if metafunc.config.getoption("--long") else ["fi"])


def test_from_a_referral_to_the_figures(pages, person, language):
    say = words_of(language)
    cast = made.full_cast()
    made.vacancy(cast.host, title="Puistotyön apulainen")
    referrer, coordinator, participant, host, manager = (
        person(size, language) for size in (DESK, DESK, PHONE, PHONE, DESK)
    )
    referrer.sign_in_at_the_door(cast["referrer"])
    for someone, part in (
        (coordinator, "responsible"),
        (participant, "other_participant"),
        (host, "host_admin"),
        (manager, "manager"),
    ):
        someone.sign_in(cast[part])

    # The officer refers Aila.
    page = referrer.open("/refer/new/")
    page.fill("[name=first_name]", "Aila")
    page.fill("[name=last_name]", "Matkalainen")
    page.fill("[name=birth_date]", "5.6.1988")
    page.select_option("[name=municipality]", made.HERE)
    page.fill("[name=phone]", "040 555 0199")
    page.check("[name=contact_channel][value=phone]")
    page.fill("[name=aim]", "Keittiötyö, myöhemmin opinnot.")
    page.fill("[name=weekly_hours_min]", "8")
    page.fill("[name=weekly_hours_max]", "16")
    page.fill("[name=earliest_start_on]", day(7))
    page.select_option("[name=grounds]", "long_term_unemployed")
    page.check("[name=in_plan][value=no]")
    page.select_option("[name=labour_status_at_referral]", "unemployed")
    page.locator("main form:has([name=aim]) .actions button").first.click()
    page.wait_for_url(lambda url: "/refer/new" not in url)
    row = Participation.objects.get(participant__last_name="Matkalainen")
    # She has an account already; a worker links it at the first meeting.
    Participant.objects.filter(user=cast["other_participant"]).update(user=None)
    Participant.objects.filter(pk=row.participant_id).update(user=cast["other_participant"])

    # The coordinator accepts, starts and suggests two places.
    page = coordinator.open(f"/work/people/{row.reference}/")
    coordinator.press(say("Accept the referral"))
    coordinator.press(say("Accept the referral"))
    coordinator.press(say("Start"))
    page.fill("[name=next_step]", "Puhelu")
    page.fill("[name=next_step_due_on]", day(7))
    coordinator.press(say("Start"))
    page = coordinator.open(f"/work/people/{row.reference}/propose/")
    for box in page.locator("input[name=places]").all()[:2]:
        box.check()
    for kind in page.locator("select[name^=type-]").all()[:2]:
        kind.select_option(index=1)
    page.locator("[data-tray] button").first.click()
    page.wait_for_load_state()
    coordinator.look()
    offers = list(Placement.objects.filter(participation=row).order_by("pk"))
    assert [(offer.state, offer.alternatives_shown) for offer in offers] == [("proposed", 2), ("proposed", 2)]

    # Aila reads what a no leads to, and says yes to the first on her phone.
    participant.open("/my/")
    participant.open(f"/my/offers/{offers[0].offer_round.reference}/")
    participant.open(f"/act/placement/{offers[0].reference}/decline/")
    page = participant.open(f"/act/placement/{offers[0].reference}/want/")
    participant.press(say("Yes, I am interested"))

    # She is introduced; the host sees the first name only, and says yes.
    page = coordinator.open(f"/act/placement/{offers[0].reference}/introduce/")
    coordinator.press(say("Introduce to the workplace"))
    host.open("/host/")
    page = host.open(f"/host/places/{offers[0].reference}/")
    seen = page.content()
    assert "Aila" in seen
    assert "Matkalainen" not in seen
    assert "040 555 0199" not in seen
    host.press(say("Yes, welcome to us"))
    host.press(say("Yes, welcome to us"))

    # The agreement is drawn up and signed by all three.
    page = coordinator.open(f"/act/placement/{offers[0].reference}/issue_agreement/")
    page.fill("[name=starts_on]", day())
    page.fill("[name=ends_on]", day(90))
    page.fill("[name=weekly_hours]", "16")
    page.fill("[name=aim]", "Työrytmi ja keittiön perustaidot")
    page.fill("[name=insurance]", "Työllisyysalue vakuuttaa.")
    coordinator.press(say("Draw up the agreement"))
    for someone, party in ((participant, "participant"), (host, "host"), (coordinator, "area")):
        page = someone.open(f"/act/placement/{offers[0].reference}/sign/")
        if page.locator(f"[name=party][value={party}][type=radio]").count():
            page.check(f"[name=party][value={party}]")
        page.check("[name=read]")
        someone.press(say("I have read this and sign"))

    # The work begins; later it ends and is closed with a talk.
    page = coordinator.open(f"/act/placement/{offers[0].reference}/start/")
    page.check("[name=induction_done]")
    coordinator.press(say("The work has begun"))
    participant.open(f"/my/places/{offers[0].reference}/")
    page = coordinator.open(f"/act/placement/{offers[0].reference}/end/")
    page.fill("[name=ended_on]", day())
    page.check("[name=end_kind][value=moved_to_job]")
    coordinator.press(say("The place has ended"))
    page = coordinator.open(f"/act/placement/{offers[0].reference}/close/")
    page.check("[name=outcome][value=next_place]")
    coordinator.press(say("Record the closing talk"))

    # The participation ends, and the figures know of it.
    page = coordinator.open(f"/act/participation/{row.reference}/end/")
    page.select_option("[name=exit_status]", "employed_open")
    page.select_option("[name=exit_class]", "open_job")
    page.fill("[name=next_destination]", "Työ kahvilassa")
    coordinator.press(say("End the service: it has run its course"))
    manager.open("/reports/right-to-work/")
    pdf = manager.context.request.get(manager.address + "/reports/right-to-work/files/pdf")
    assert pdf.body()[:5] == b"%PDF-"

    states = [Placement.objects.get(pk=offer.pk).state for offer in offers]
    assert (Participation.objects.get(pk=row.pk).state, states) == ("ended", ["closed", "released"])
    assert broken_events() == []
