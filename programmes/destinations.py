"""Where a message leads: the page of the row as the one who is told reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from accounts.duty import on_duty
from accounts.roles import Role
from programmes.assessments.tokens import link_of
from programmes.employers.confirm_links import address_of as still_right_address
from programmes.employers.member_links import address_of as invitation_address
from programmes.participants.links import address_of
from programmes.participants.models import FollowUp, Participation
from programmes.placements.attendance.calendar import monday_of, month_code, week_code
from programmes.placements.attendance.keys import key_of
from programmes.placements.attendance.tokens import token_of
from programmes.placements.codes import Party
from programmes.placements.first_day.links import address_for
from programmes.placements.links import again_of, answer_of, renewal_of
from programmes.recipients import referrer_of
from programmes.who_is_who import participation_of

At = Callable[[Any], str]


def page(name: str) -> At:
    """The page of the row under the name."""
    return lambda row: reverse(name, args=[row.reference])


def own_interest(row: Any) -> str:
    """What interested the person, with the answer."""
    return reverse("my:interest", args=[row.reference])


def own_correction(row: Any) -> str:
    """The person's request to put data right, with the answer."""
    return reverse("own:correction", args=[row.reference])


def own_conversation(row: Any) -> str:
    """The person's messages with their worker."""
    return reverse("own:conversation")


def conversation_at_work(row: Any) -> str:
    """The same as the worker reads it."""
    return reverse("work:conversation", args=[participation_of(row).reference])


def own_visit(row: Any) -> str:
    """The newest visit to the place, as its person reads it."""
    return reverse("visits:own", args=[_newest_visit(row)])


def visit_at_host(row: Any) -> str:
    """The newest visit to the place, as the workplace reads it."""
    return reverse("visits:at_host", args=[_newest_visit(row)])


def own_first_day(row: Any) -> str:
    """The card of the first day, as its person reads it."""
    return reverse("first_day:own", args=[row.reference])


def own_induction(row: Any) -> str:
    """The safety list, as its person confirms it."""
    return reverse("induction:own", args=[row.reference])


def how_own_day_went(row: Any) -> str:
    """The one question about the first day, open to the person who has got the link."""
    return address_for(row, Party.PARTICIPANT)


def how_their_day_went(row: Any) -> str:
    """The same, for the workplace."""
    return address_for(row, Party.HOST)


def _newest_visit(row: Any) -> str:
    return str(row.visits.values_list("reference", flat=True).latest("pk"))


def own_certificate(row: Any) -> str:
    """The person's skills certificate."""
    return reverse("own:certificate", args=[row.reference])


def tasks_at_host(row: Any) -> str:
    """The tasks that the workplace confirms."""
    return reverse("place:tasks", args=[row.reference])


def own_home(row: Any) -> str:
    """The person's own page."""
    return reverse("my:home")


def own_times(row: Any) -> str:
    """The person's times: what is chosen, and what may be."""
    return reverse("times:own")


def own_data(row: Any) -> str:
    """The person's own data."""
    return reverse("own:data")


def how_are_you(row: FollowUp) -> str:
    """The one question, open to whoever has got the link."""
    return address_of(row)


def own_offers(row: Any) -> str:
    """The places that were suggested together, side by side."""
    offers = row.offer_round
    return reverse("my:offers", args=[offers.reference]) if offers else own_place(row)


def person_at_work(row: Any) -> str:
    """The person's page as their worker reads it."""
    return reverse("work:person", args=[participation_of(row).reference])


def handovers(row: Any) -> str:
    """Who goes to whom, and when."""
    return reverse("work:handovers")


def staff(row: Any) -> str:
    """Who works here, and who stands in for whom."""
    return reverse("work:staff")


def new_referrals(row: Any) -> str:
    """The morning page with the referrals that nobody has taken up."""
    return f"{reverse('work:home')}?view=new"


def places_to_check(row: Any) -> str:
    """The morning page with the hosts and places to check."""
    return f"{reverse('work:home')}?view=places"


def no_page(row: Any) -> str:
    """The sender of a complaint reads the answer with a code, not with an account."""
    return ""


def host_home(row: Any) -> str:
    """The host's own page."""
    return reverse("host:home")


own_place, host_place, place_at_host = page("my:placement"), page("host:placement"), page("host:vacancy")
referral, complaint, danger = page("refer:detail"), page("work:complaint"), page("work:safety")
interest_at_work, visit_at_work = page("work:interest"), page("work:visit")
correction_at_work = page("work:correction")
assessment_at_work, own_assessment = page("work:assessment"), page("ability:own")
supplement_at_host, supplement_at_work = page("supplement:at_host"), page("work:supplement")
place_at_work, place_at_work_vacancy = page("work:placement"), page("work:vacancy")


def own_days(row: Any) -> str:
    """The person's own days of the month."""
    return f"{reverse('days:own')}?month={month_code(row.month)}"


def days_at_host(row: Any) -> str:
    """The last week of the month, as the workplace tells it."""
    return f"{reverse('days:host')}?week={week_code(monday_of(row.last_day))}&at={key_of(row.placement)}"


def days_at_work(row: Any) -> str:
    """The days of the month, as the worker checks them."""
    return f"{reverse('work:days')}?month={month_code(row.month)}"


def renew_by_link(row: Any) -> str:
    """Where the place is renewed by one press, without an account."""
    return renewal_of(row)


def still_right_by_link(row: Any) -> str:
    """Where the workplace says that what stands of it is right, without an account."""
    return still_right_address(row)


def invitation_by_link(row: Any) -> str:
    """Where an invitation to act for a host is answered."""
    return invitation_address(row)


def answer_by_link(row: Any) -> str:
    """Where the introduction is answered, without an account."""
    return answer_of(row)


def partner_by_link(row: Any) -> str:
    """What the organisation may read and is asked, without an account."""
    return link_of(row)


def again_by_link(row: Any) -> str:
    """Where the workplace says whether it would take somebody again, without an account."""
    return again_of(row)


def week_by_link(row: Any) -> str:
    """The week of the link, without an account."""
    return reverse("days:link", args=[token_of(row)])


def referral_or_person(row: Participation) -> str:
    """The referral as an officer reads it; the person's page where only workers are left to act."""
    officers = referrer_of(row) or on_duty(Role.REFERRER, row.municipality)
    return referral(row) if officers else person_at_work(row)
