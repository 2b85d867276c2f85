"""The employment supplement in the history: applied for, decided, entered, paid; some of it still to do."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from accounts.models import User
from areas.periods import after_months, last_day_of
from areas.working_days import add_working_days
from programmes.catalogue.selectors import parameter
from programmes.employers.codes import HostKind, MemberRole
from programmes.employers.models import (
    Business,
    Duty,
    HostEmployer,
    LinkedUndertaking,
    Membership,
    OtherAid,
    SupplementApplication,
    SupplementInstalment,
    SupplementStatus,
)
from programmes.employers.supplement_sums import euros_of, monthly_of, months_of
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.hosting.supplement.payments import plan
from programmes.placements.models import Placement
from programmes.placements.states import LIVED, RUNNING

SHARE, REFUSED = 0.4, 0.1
SINCE = timedelta(days=300)
BUSINESS = frozenset({HostKind.COMPANY, HostKind.SOCIAL_ENTERPRISE})
WAGES = (Decimal(940), Decimal(1180), Decimal(1460))
NO_MONEY = "Vuoden määräraha on käytetty. Voitte hakea uudelleen tammikuussa."
SISTER = ("0112038-9", "Kontiorannan Kiinteistöt Oy")
OTHERS = (("Business Finland", 700, Decimal(45_000)), ("Joensuun kaupunki", 1090, Decimal(12_500)))


class Supplements:
    """Applications of paid places; their own lot is drawn, so that the rest of the history stays."""

    def __init__(self, world: World, workers: list[User], host: User) -> None:
        self.world, self.workers, self.host = world, workers, host
        self.rng = Random(f"supplements-{world.seed}")  # noqa: S311 - invents applications
        self.today = world.course.today
        self.counted: dict[int, Decimal] = defaultdict(Decimal)
        # With each demo coordinator something of each kind is left to do.
        self.to_do = {(worker.email, duty) for worker in workers for duty in Duty}
        self.shown = False

    def write(self) -> None:
        """What was applied for stands beside the places, the oldest first."""
        most = int(parameter("supplement-months-most"))
        places = [one for one in self.world.rows.placements if self._may(one)]
        for placement in sorted(places, key=lambda one: one.started_on or self.today):
            journey = self.world.journeys[id(placement.participation)]
            lot, mine = self.rng.random(), journey.coordinator in self.workers
            first = placement.started_on
            if first is not None and (lot < SHARE or (mine and lot < 0.8)):
                last = min(placement.ends_on or date.max, last_day_of(first, most))
                if last > first and (placement.ended_on or last) >= last:
                    self._apply(placement, journey, first, last)
        self.world.journal.in_order()

    def _may(self, placement: Placement) -> bool:
        lived = placement.vacancy is not None and placement.state in RUNNING | LIVED
        begun = placement.started_on
        return bool(lived and begun and self.today - begun < SINCE and self.world.rule(placement).paid)

    def _apply(self, placement: Placement, journey: Journey, first: date, last: date) -> None:
        rng, vacancy = self.rng, placement.vacancy
        assert vacancy is not None  # noqa: S101 - asked before
        wage, worker = rng.choice(WAGES), journey.coordinator
        sent_on = self.world.course.working_day(first, rng.randint(1, 8))
        if sent_on >= self.today or worker is None:
            return
        row = SupplementApplication(
            reference=self.world.reference(), placement=placement, host=vacancy.host, from_on=first,
            until_on=last, monthly_wage=wage, other_support=rng.choice((Decimal(0), wage / 2)),
            business=Business.BUSINESS if vacancy.host.kind in BUSINESS else Business.NONE,
            sent_on=sent_on, sent_by=worker, on_word="phone", due_on=add_working_days(sent_on, 10),
        )  # fmt: skip
        self.world.rows.supplements.append(row)
        self._tell("supplement.sent", row, sent_on, worker)
        decided_on = self.world.course.working_day(sent_on, rng.randint(3, 7))
        left = self._left(worker, Duty.DECIDE) and self.today - sent_on < timedelta(days=16)
        if decided_on < self.today and not left:
            self._decide(row, decided_on, worker)

    def _left(self, worker: User, duty: Duty) -> bool:
        """Whether this is left for the worker of a demo account to do, once of each kind."""
        return (worker.email, duty) in self.to_do

    def _decide(self, row: SupplementApplication, on: date, worker: User) -> None:
        decider = self.world.coordinator_for(row.placement.participation.municipality_id)
        row.decided_on, row.decided_by = on, decider
        row.due_on, row.waits_for = None, ""
        monthly = monthly_of(parameter("supplement-month"), row.monthly_wage, row.other_support)
        if self.rng.random() < REFUSED or not monthly:
            row.status, row.grounds = SupplementStatus.REFUSED, NO_MONEY
            self._tell("supplement.refused", row, on, decider)
            return
        row.status, row.monthly = SupplementStatus.GRANTED, monthly
        row.granted = euros_of(monthly, months_of(row.from_on, row.until_on))
        self._tell("supplement.granted", row, on, decider)
        self._show(row.host)
        duties: list[tuple[date, str]] = []
        if row.is_de_minimis:
            duties += self._against_the_ceiling(row, on, worker, decider)
        parts = plan(row)
        duties += [(part.due_on, Duty.PAY) for part in parts if not self._paid(part, worker, decider)]
        self.world.rows.instalments += parts
        row.due_on, row.waits_for = min(duties, default=(None, ""))

    def _against_the_ceiling(
        self, row: SupplementApplication, on: date, worker: User, decider: User
    ) -> list[tuple[date, str]]:
        host = row.host
        told = (
            one.euros
            for one in self.world.rows.other_aid
            if one.host is host and one.granted_on <= on < after_months(one.granted_on, 36)
        )
        row.counted_before, row.ceiling = self.counted[id(host)] + sum(told), Decimal(300_000)
        self.counted[id(host)] += row.granted or 0
        row.register_by = add_working_days(on, 20)
        entered = self.world.course.working_day(on, self.rng.randint(1, 12))
        if entered < self.today and not (self._left(worker, Duty.REGISTER) and row.register_by >= self.today):
            row.registered_on = entered
            self._tell("supplement.registered", row, entered, decider)
            return []
        self.to_do.discard((worker.email, Duty.REGISTER))
        return [(row.register_by, Duty.REGISTER)]

    def _paid(self, part: SupplementInstalment, worker: User, decider: User) -> bool:
        """Whether it has been paid: some days before it had to be, but one is left for a demo account."""
        day = self.world.course.on_or_after(part.due_on - timedelta(days=6))
        if day >= self.today:
            return False
        if part.number == 2:
            part.asked_on = part.until_on + timedelta(days=1)
            part.payslip_seen_on = day
        part.paid, part.paid_on, part.paid_by = part.planned, day, decider
        told = {"number": part.number, "euros": str(part.paid)}
        self._tell("supplement.paid", part.application, day, decider, told)
        return True

    def _show(self, host: HostEmployer) -> None:
        """The demo host acts for one business with a supplement too, which has told of other aid."""
        if self.shown or host.kind not in BUSINESS or any(
            one.host is host for one in self.world.rows.memberships
        ):  # fmt: skip
            return
        self.shown = True
        self.world.rows.memberships.append(
            Membership(user=self.host, host=host, role=MemberRole.SIGNER, valid_from=host.registered_on)
        )
        business_id, name = SISTER
        self.world.rows.linked.append(LinkedUndertaking(host=host, business_id=business_id, name=name))
        for number, (granter, back, euros) in enumerate(OTHERS):
            to = host.business_id if number else business_id
            on = self.today - timedelta(days=back)
            self.world.rows.other_aid.append(
                OtherAid(host=host, business_id=to, granter=granter, granted_on=on, euros=euros)
            )

    def _tell(
        self, verb: str, row: SupplementApplication, on: date, by: User, data: dict[str, object] | None = None
    ) -> None:
        at = datetime.combine(on, time(12, self.rng.randint(0, 59)))
        self.world.journal.happened.append(Happened(at, by, verb, row, data or {}, on=on))
