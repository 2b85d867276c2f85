"""People, hosts and places in a named state, each reached by the real verbs. Needs the `reference` data."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from accounts.services import assign_role, ensure_account
from areas.models import Municipality, OccupationGroup, ServiceArea
from programmes.catalogue.models import Intake, Programme, ProgrammeType, ReasonCode
from programmes.catalogue.scales import Demand
from programmes.employers import services as employer_services
from programmes.employers.members import add_member
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants import services as participant_services
from programmes.participants.codes import ContactChannel, Grounds, LabourStatus
from programmes.participants.models import Participant, Participation
from programmes.placements import services as placement_services
from programmes.placements.models import Placement
from workflow.services import act

JOENSUU, LIEKSA = "167", "422"
_number = count(1)

PARTICIPATION_PATH = ("referred", "waiting", "active")
PLACEMENT_PATH = (
    "proposed",
    "wanted",
    "introduced",
    "accepted",
    "signing",
    "agreed",
    "active",
    "ended",
    "closed",
)


# People with accounts


def account(role: str | None = None, *, municipality: str = "", service_area: str = "", **names: Any) -> User:
    """An account, with the role over the area when one is given."""
    number = next(_number)
    user = ensure_account(
        names.pop("email", f"person{number}@test.example"),
        first_name=names.pop("first_name", "Sirpa"),
        last_name=names.pop("last_name", f"Lehto{number}"),
        phone=names.pop("phone", "013 555 0100"),
        verified=True,
        **names,
    )
    if role:
        place = Municipality.objects.get(code=municipality) if municipality else None
        area = ServiceArea.objects.get(code=service_area) if service_area else None
        assign_role(user, role, municipality=place, service_area=area, by=None)
    return user


def coordinator(municipality: str = JOENSUU, **names: Any) -> User:
    """A coordinator of the municipality."""
    return account(Role.COORDINATOR, municipality=municipality, **names)


def referrer(municipality: str = JOENSUU, **names: Any) -> User:
    """An officer who refers people of the municipality."""
    return account(Role.REFERRER, municipality=municipality, **{"first_name": "Marja"} | names)


def manager(**names: Any) -> User:
    """A manager of the whole area."""
    return account(Role.MANAGER, **{"first_name": "Kaisa"} | names)


# The person and their time in the service


def participant(**fields: Any) -> Participant:
    """A person, not saved: the referral saves them."""
    number = next(_number)
    code = fields.pop("municipality", JOENSUU)
    values: dict[str, Any] = {
        "first_name": "Aino",
        "last_name": f"Karvinen{number}",
        "birth_date": date(1985, 1, 1) + timedelta(days=number),
        "municipality": Municipality.objects.get(code=code),
        "phone": "040 555 0100",
        "contact_channel": ContactChannel.PHONE,
    }
    return Participant(**values | fields)


def participation(
    state: str = "referred",
    *,
    by: User | None = None,
    referred_by: User | None = None,
    person: Participant | None = None,
    next_step_due_on: date | None = None,
    **fields: Any,
) -> Participation:
    """A participation in `state`; `by` is the responsible coordinator from `waiting` on."""
    person = person or participant()
    municipality = fields.pop("municipality", person.municipality)
    worker = by or coordinator(municipality.code)
    sender = referred_by or referrer(municipality.code)
    values: dict[str, Any] = {
        "aim": "Työtä ulkona, aluksi muutama tunti päivässä.",
        "weekly_hours_min": Decimal(8),
        "weekly_hours_max": Decimal(20),
        "earliest_start_on": timezone.localdate(),
        "grounds": Grounds.LONG_TERM_UNEMPLOYED,
        "in_plan": False,
        "labour_status_at_referral": LabourStatus.UNEMPLOYED,
    }
    row = Participation(participant=person, municipality=municipality, referrer=sender, **values | fields)
    participant_services.refer(row, by=sender)
    if state == "returned":
        act(row, "return_referral", by=worker, reason=a_reason("participation", "return_referral"))
    if state not in {"referred", "returned"}:
        _take_up(row, state, worker, next_step_due_on or timezone.localdate() + timedelta(days=7))
    return row


def _take_up(row: Participation, state: str, worker: User, due_on: date) -> None:
    act(row, "accept", by=worker, coordinator=worker)
    if state == "waiting":
        return
    participant_services.start(row, by=worker, next_step="Tapaaminen toimistolla", next_step_due_on=due_on)
    if state == "on_hold":
        reason = a_reason("participation", "hold")
        look_again = timezone.localdate() + timedelta(days=30)
        participant_services.hold(row, by=worker, look_again_on=look_again, reason=reason)
    elif state == "withdrawn":
        placement_services.withdraw_participation(row, by=worker, on_word="phone")
    elif state == "ended":
        placement_services.end_participation(
            row,
            by=worker,
            exit_status="employed_open",
            exit_class="open_job",
            next_destination="Työ kaupassa",
        )


def a_reason(machine: str, transition: str) -> ReasonCode:
    """The first reason of the transition."""
    return ReasonCode.objects.filter(machine=machine, transition=transition).order_by("position")[0]


def reason(machine: str, transition: str, code: str) -> ReasonCode:
    """The reason with the code."""
    return ReasonCode.objects.get(machine=machine, transition=transition, code=code)


# Those who offer places


def business_id() -> str:
    """A business id nobody has used in this run, with its check digit."""
    while True:
        digits = f"{2_000_000 + next(_number):07d}"
        weighted = sum(
            int(digit) * weight for digit, weight in zip(digits, (7, 9, 10, 5, 8, 4, 2), strict=True)
        )
        rest = weighted % 11
        if rest != 1:
            return f"{digits}-{0 if rest == 0 else 11 - rest}"


def host(state: str = "verified", *, by: User | None = None, **fields: Any) -> HostEmployer:
    """A host employer, registered by a worker on its word, and checked when `state` says so."""
    municipality = Municipality.objects.get(code=fields.pop("municipality", JOENSUU))
    worker = by or coordinator(municipality.code)
    number = next(_number)
    values: dict[str, Any] = {
        "business_id": business_id(),
        "name": f"Kyläyhdistys {number} ry",
        "kind": "association",
        "contact_name": "Raili Hirvonen",
        "contact_phone": "040 555 0111",
    }
    row = HostEmployer(municipality=municipality, **values | fields)
    employer_services.register_host(row, by=worker, member=False)
    if state == "verified":
        act(row, "verify", by=worker, looked_up_on=timezone.localdate())
    return row


def host_person(employer: HostEmployer, *, role: str = "signer", **names: Any) -> User:
    """Someone who acts for the host employer: signer, contact or guide."""
    user = account(**{"first_name": "Veikko"} | names)
    add_member(employer, user, role=role, by=user)
    return user


def programme_type(code: str = "work_trial") -> ProgrammeType:
    """A packaged type of service; a work try-out is signed by three parties."""
    return ProgrammeType.objects.get(code=code)


def vacancy(
    state: str = "open",
    *,
    employer: HostEmployer | None = None,
    by: User | None = None,
    types: tuple[str, ...] = ("work_trial",),
    **fields: Any,
) -> Vacancy:
    """A complete vacancy in `state`: draft, submitted, returned, open or closed."""
    employer = employer or host(by=by)
    municipality = fields.pop("municipality", None) or employer.municipality
    if isinstance(municipality, str):
        municipality = Municipality.objects.get(code=municipality)
    worker = by or coordinator(municipality.code)
    values: dict[str, Any] = {
        "title": "Kylätalon apulainen",
        "tasks": "Pihatyöt, siivous ja pienet korjaukset.",
        "occupation_group": OccupationGroup.objects.filter(level=4).first(),
        "street_address": "Kylätie 1",
        "weekly_hours_min": Decimal(10),
        "weekly_hours_max": Decimal(25),
        "seats": 1,
        "start_from_on": timezone.localdate(),
        "demands": dict.fromkeys(list(Demand.values)[:5], 1),
        "guide": "Raili Hirvonen",
    }
    row = Vacancy(host=employer, municipality=municipality, **values | fields)
    kinds = ProgrammeType.objects.filter(code__in=types)
    employer_services.draft(row, by=worker, programme_types=kinds)
    if state in {"submitted", "returned"}:
        act(row, "submit", by=worker, on_word="phone")
    if state == "returned":
        act(row, "return_vacancy", by=worker, change_wanted="Kerro, kuka ohjaa.")
    if state in {"open", "closed"}:
        act(row, "publish", by=worker, displaces_nobody=True, safety_induction="Ohjaaja, 1. päivä")
    if state == "closed":
        placement_services.close_vacancy(row, by=worker, reason=a_reason("vacancy", "close"))
    return row


def intake(municipality: str = JOENSUU, code: str = "workshop", **fields: Any) -> Intake:
    """A group of a packaged service that starts in two weeks."""
    values: dict[str, Any] = {"seats": 8, "starts_on": timezone.localdate() + timedelta(days=14)}
    place = Municipality.objects.get(code=municipality)
    return Intake.objects.create(
        programme=Programme.objects.get(code=code), municipality=place, **values | fields
    )


# Places


def placement(
    state: str = "proposed",
    *,
    row: Participation | None = None,
    place: Vacancy | None = None,
    by: User | None = None,
) -> Placement:
    """A placement in `state` at a vacancy, every step done by the responsible coordinator on others' word."""
    row = row or participation("active", by=by)
    worker = row.coordinator
    place = place or vacancy(by=coordinator(row.municipality_id), municipality=row.municipality_id)
    offers = placement_services.propose(
        row,
        [(place, place.programme_types.all()[0])],
        by=worker,
        only_one_reason="Ainoa avoin paikka lähellä.",
    )
    found = offers.placements.get()
    if state == "declined":
        act(found, "decline", by=worker, on_word="phone")
    elif state == "refused":
        _walk(found, "introduced", worker)
        act(found, "refuse", by=worker, on_word="phone", reason=a_reason("placement", "refuse"))
    else:
        _walk(found, state, worker)
    return found


def _walk(row: Placement, state: str, worker: User) -> None:
    """The placement goes the straight way from a suggestion to `state`."""
    steps = steps_of(row, worker)
    for name in PLACEMENT_PATH[1 : PLACEMENT_PATH.index(state) + 1]:
        steps[name]()


def steps_of(row: Placement, worker: User) -> dict[str, Any]:
    """How the placement comes to each state from the one before."""
    today = timezone.localdate()
    return {
        "wanted": lambda: act(row, "want", by=worker, on_word="phone"),
        "introduced": lambda: placement_services.introduce(row, by=worker),
        "accepted": lambda: placement_services.accept(
            row, by=worker, on_word="phone", guide="Raili Hirvonen"
        ),
        "signing": lambda: placement_services.issue_agreement(
            row,
            by=worker,
            starts_on=today,
            ends_on=today + timedelta(days=90),
            weekly_hours=Decimal(16),
            guide="Raili Hirvonen",
            tasks="Pihatyöt",
            aim="Työrytmi",
            insurance="Työllisyysalue vakuuttaa",
        ),
        "agreed": lambda: sign_all(row, worker),
        "active": lambda: placement_services.start(row, by=worker),
        "ended": lambda: placement_services.end(row, by=worker, ended_on=today, end_kind="moved_to_job"),
        "closed": lambda: act(row, "close", by=worker, outcome="job"),
    }


def sign_all(row: Placement, worker: User) -> None:
    """Every party has signed, the participant and the host on paper."""
    for party, on_word in (("participant", "paper"), ("host", "paper"), ("area", "")):
        placement_services.sign(row, by=worker, party=party, version=1, on_word=on_word)
