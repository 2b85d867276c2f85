"""Work ability assessments in every state: steps, decisions, what is shared, a question to the county.

They have their own lot: what happened before does not change by it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from accounts.demo import DOMAIN
from accounts.models import User
from programmes.assessments.models import (
    AssessmentStep,
    Decision,
    PartnerLink,
    SharedItem,
    WorkAbilityAssessment,
)
from programmes.assessments.states import AssessmentState as State
from programmes.catalogue.models import SolutionClass
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.participants.states import ParticipationState

SHARE = 0.06  # of the people in the service
PERSON = f"participant@{DOMAIN}"
QUESTIONS = (
    "Selvitetään, kuinka monta tuntia päivässä työ onnistuu ja millainen työ sopii.",
    "Selvitetään, mitä apuvälineitä ja muutoksia työssä tarvitaan.",
    "Selvitetään, onko kuntoutus seuraava askel vai voiko työn aloittaa kevyenä.",
)
OUTCOMES = ("Neljä tuntia päivässä sopii aluksi.", "Kevyt työ, ei nostoja.", "Rauhallinen paikka auttaa.")
PLAN = "Kokeillaan työtä 12 tuntia viikossa. Terveydenhuolto tarkistaa tilanteen. Kelan neuvontaan on aika."
STEPS = (("health_check", "wellbeing_county"), ("assessment", "wellbeing_county"), ("kela", "kela"))
STATES = (State.GATHERING, State.MEETING, State.AWAITING, State.CONCLUDED, State.OPENED, State.INTERRUPTED)
DAYS_AGO = {
    State.OPENED: 4,
    State.GATHERING: 25,
    State.MEETING: 60,
    State.AWAITING: 110,
    State.CONCLUDED: 150,
    State.INTERRUPTED: 70,
}


def look_into_work_ability(world: World, worker: User, partner: User) -> None:
    """Some of those in the service have an assessment; the person of the demo account one that goes on."""
    rng = Random(f"assessments-{world.seed}-{world.course.today.isoformat()}")  # noqa: S311 - invents people
    longest = max(DAYS_AGO.values()) + 1
    begun = world.course.today - timedelta(days=longest)
    served = [
        one
        for one in world.journeys.values()
        if one.participation.state == ParticipationState.ACTIVE
        and one.participation.started_on
        and one.participation.started_on <= begun
    ]
    own = [one for one in world.journeys.values() if one.person.email == PERSON][:1]
    chosen = [one for one in served if rng.random() < SHARE and one not in own]
    chosen += [one for one in served if one not in chosen][: max(0, len(STATES) - len(chosen))]
    solutions = {one.code: one for one in SolutionClass.objects.valid_on()}
    for number, journey in enumerate([*own, *chosen]):
        state = STATES[number % len(STATES)] if journey not in own else State.GATHERING
        _Assessment(world, journey, rng, worker, partner).live(state, solutions, late=number % 5 == 2)
    world.journal.in_order()


class _Assessment:
    """One assessment as it is lived, from its opening to the state."""

    def __init__(self, world: World, journey: Journey, rng: Random, worker: User, partner: User) -> None:
        self.world, self.journey, self.rng = world, journey, rng
        self.worker, self.partner = worker, partner
        self.today = world.course.today

    def live(self, state: State, solutions: dict[str, SolutionClass], *, late: bool) -> None:
        """The rows and the events, the oldest first."""
        started = self.journey.participation.started_on or self.today
        opened = max(self.today - timedelta(days=DAYS_AGO[state]), started)
        self.row = WorkAbilityAssessment(
            reference=self.world.reference(),
            participation=self.journey.participation,
            state=state,
            question=self.rng.choice(QUESTIONS),
            opened_on=opened,
            due_on=self.world.course.working_day(opened, 5),
        )
        self.world.rows.assessments.append(self.row)
        self.happen("assessment.opened", opened, by=self.journey.coordinator, to=State.OPENED)
        self.share(opened)
        if state == State.OPENED:
            return
        self.take(opened + timedelta(days=2), state, late=late)
        if state in {State.MEETING, State.AWAITING, State.CONCLUDED}:
            self.meet(opened + timedelta(days=30), state)
        if state in {State.AWAITING, State.CONCLUDED}:
            self.decide(opened + timedelta(days=50), state)
        if state == State.CONCLUDED:
            self.conclude(opened + timedelta(days=110), solutions)
        if state == State.INTERRUPTED:
            self.interrupt(opened + timedelta(days=20))

    def happen(
        self, verb: str, on: date, *, by: User | None, to: str = "", start: str = "", **data: Any
    ) -> None:
        """The event in the middle of its day."""
        at = datetime.combine(min(on, self.today - timedelta(days=1)), time(9 + len(verb) % 6))
        self.row.state_since = instant(at) if to else self.row.state_since
        happened = Happened(at, by, verb, self.row, data, on=at.date(), from_state=start, to_state=to)
        self.world.journal.happened.append(happened)

    def share(self, on: date) -> None:
        """The county reads by law what is found out, by permission the rest; Kela reads decisions."""
        told = (
            ("wellbeing_county", "question", "statute"),
            ("wellbeing_county", "contact", "consent"),
            ("wellbeing_county", "steps", "consent"),
            ("kela", "decisions", "consent"),
        )
        for organisation, item, basis in told:
            line = SharedItem(
                assessment=self.row, organisation=organisation, item=item, basis=basis, given_on=on,
                valid_until=on + timedelta(days=270), on_word="desk" if basis == "consent" else "",
            )  # fmt: skip
            self.world.rows.shared.append(line)

    def take(self, on: date, state: State, *, late: bool) -> None:
        """Both sides' workers are named; the first step is done, the others have their days."""
        row = self.row
        row.worker, row.counterpart, row.taken_on = self.worker, self.partner, on
        self.happen("assessment.taken", on, by=self.worker, start=State.OPENED, to=State.GATHERING)
        ahead = timedelta(days=-2 if late else self.rng.randint(4, 20))
        days = []
        for number, (kind, party) in enumerate(STEPS):
            due_on = on + timedelta(days=14 * (number + 1))
            done = number == 0 or state not in {State.GATHERING, State.INTERRUPTED}
            if not done:
                due_on = self.today + ahead + timedelta(days=7 * (number - 1))
                days.append(due_on)
            step = AssessmentStep(
                assessment=row, kind=kind, party=party, due_on=due_on, made_on=on,
                done_on=min(due_on, self.today - timedelta(days=1)) if done else None,
                outcome=self.rng.choice(OUTCOMES) if done else "",
                told_by=str(self.partner) if done else "",
            )  # fmt: skip
            self.world.rows.assessment_steps.append(step)
        self.happen("assessment.step_done", on + timedelta(days=14), by=self.worker, kind="health_check")
        row.due_on = min(days, default=None)
        if state == State.GATHERING:
            self.ask(on + timedelta(days=16))

    def ask(self, on: date) -> None:
        """The county is asked for one answer by a link; of every second it has come."""
        answered = self.rng.random() < 0.5 and on < self.today - timedelta(days=3)
        made = datetime.combine(min(on, self.today - timedelta(days=2)), time(11))
        link = PartnerLink(
            reference=self.world.reference(), assessment=self.row, organisation="wellbeing_county",
            question="Kuinka monta tuntia päivässä sopii aluksi?", address=f"hoitaja@{DOMAIN}",
            made_by=self.worker, made_at=instant(made), valid_until=self.today + timedelta(days=10),
            answer=self.rng.choice(OUTCOMES) if answered else "",
            answered_by="Sairaanhoitaja" if answered else "",
            answered_at=instant(made + timedelta(days=1)) if answered else None,
        )  # fmt: skip
        self.world.rows.partner_links.append(link)
        told = {"organisation": "wellbeing_county"}
        self.happen("assessment.partner_asked", made.date(), by=self.worker, **told)
        if answered:
            self.happen("assessment.partner_answered", made.date() + timedelta(days=1), by=None, **told)

    def meet(self, on: date, state: State) -> None:
        """The meeting was held, but for one that is called and still ahead."""
        row = self.row
        row.parties = ["employment_area", "wellbeing_county", "person"]
        self.happen("assessment.convened", on, by=self.worker, start=State.GATHERING, to=State.MEETING)
        if state == State.MEETING and self.rng.random() < 0.5:
            row.meeting_on = row.due_on = self.today + timedelta(days=self.rng.randint(1, 9))
            return
        row.meeting_on = row.met_on = on + timedelta(days=10)
        row.plan, row.review_on = PLAN, row.met_on + timedelta(days=91)
        row.due_on = row.review_on
        self.happen("assessment.met", row.met_on, by=self.worker)

    def decide(self, on: date, state: State) -> None:
        """Rehabilitation was applied for with Kela; of one that is concluded it was granted."""
        granted = state == State.CONCLUDED
        decision = Decision(
            assessment=self.row, kind="employment_promoting_rehabilitation", applied_on=on, decided_by="Kela",
            outcome="granted" if granted else "pending",
            decided_on=on + timedelta(days=40) if granted else None,
            appeal_until=on + timedelta(days=77) if granted else None,
        )  # fmt: skip
        self.world.rows.decisions.append(decision)
        self.happen("assessment.decision_awaited", on, by=self.worker, start=State.MEETING, to=State.AWAITING)
        self.row.due_on = on + timedelta(days=30)
        while self.row.due_on < self.today - timedelta(days=2):
            self.happen("assessment.asked", self.row.due_on, by=self.worker)
            self.row.due_on += timedelta(days=30)
        if granted:
            self.happen("assessment.decision_recorded", on + timedelta(days=40), by=self.worker)

    def conclude(self, on: date, solutions: dict[str, SolutionClass]) -> None:
        """What comes next is agreed."""
        row, on = self.row, min(on, self.today - timedelta(days=1))
        row.solution, row.concluded_on = solutions["employment_promoting_rehabilitation"], on
        row.conclusion = "Kuntoutus alkaa keväällä. Työtä kokeillaan sen jälkeen muutama tunti päivässä."
        row.next_party, row.next_what, row.due_on = "kela", "Kutsuu kuntoutuksen alkuun", None
        row.next_on = on + timedelta(days=30)
        told = {"solution": row.solution.code}
        self.happen(
            "assessment.concluded", on, by=self.worker, start=State.AWAITING, to=State.CONCLUDED, **told
        )

    def interrupt(self, on: date) -> None:
        """It does not go on: what rested on permission has ended."""
        row = self.row
        row.interrupted_on, row.due_on = on, None
        row.reason = self.world.reason("assessment", "interrupt", "not_now")
        self.happen("assessment.interrupted", on, by=self.worker, start=State.GATHERING, to=State.INTERRUPTED)
        ended = instant(datetime.combine(on, time(12)))
        for line in self.world.rows.shared:
            if line.assessment is row and line.basis == "consent":
                line.ended_at, line.ended_by = ended, self.worker
