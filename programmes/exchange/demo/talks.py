"""How places go: the talks midway that were held or are due, and what was done to make the work fit."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from accounts.demo import ACCOUNTS
from accounts.models import User
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import Journey, World
from programmes.placements.codes import Party
from programmes.placements.models import Adjustment, Placement, Review
from programmes.placements.services.reviews import first_review_by, next_review_by
from programmes.placements.states import LIVED, RUNNING

NOT_HELD, AGAIN, ADJUSTED, DONE, LATE = 0.14, 0.7, 0.45, 0.8, 0.12
DAYS_TO_DO, DAYS_LATE = (1, 24), (31, 60)
FORGOTTEN_AT_MOST = timedelta(days=25)
OWN_WORDS = (
    "Aamut sujuvat jo paremmin. Iltapäivällä väsyn.",
    "Viihdyn täällä. Haluaisin opetella lisää.",
    "Työ on ollut raskaampaa kuin luulin, mutta kaverit auttavat.",
    "Tauot ovat tärkeitä. Muuten kaikki hyvin.",
    "",
)
HOST_VIEWS = (
    "Tulee ajallaan ja kysyy, kun jokin on epäselvää.",
    "Työ sujuu, tahti löytyy vähitellen.",
    "Tarvitsee vielä ohjausta uusissa tehtävissä.",
    "Hyvä työkaveri, jälki on huolellista.",
)
AGREED = (
    "Jatketaan samoin. Katsotaan tunnit uudelleen seuraavassa keskustelussa.",
    "Yksi uusi tehtävä viikossa, ohjaaja käy sen ensin läpi.",
    "Kahvitauko puolelta, ja raskaat nostot tehdään kahdestaan.",
    "Aloitus kello yhdeksän, jotta bussi sopii.",
)
HELPS = (
    "Korkea tuoli",
    "Kuulosuojaimet",
    "Kirjalliset ohjeet työpisteelle",
    "Aloitus kello yhdeksän",
    "Lyhyt tauko joka tunti",
    "Sähköpöytä",
    "Raskaat nostot kahdestaan",
    "Kuvalliset ohjeet koneeseen",
)


class Talks:
    """Talks and adjustments of everyone; its own lots are drawn, so that the rest of the history stays."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rng = Random(f"talks-{world.seed}")  # noqa: S311 - invents talks, keeps no secret
        self.last = world.course.today - timedelta(days=1)
        self.doors = frozenset(account.email for account in ACCOUNTS)
        # With a demo account something is left to do: an adjustment that is asked for and not done.
        self.to_adjust: set[str] = set(self.doors)
        self.to_be_late: set[str] = set(self.doors)

    def write(self) -> None:
        """Every place that has begun has its first talk, and those that went on have more."""
        for placement in self.world.rows.placements:
            begun = placement.started_on
            if begun is not None and placement.state in RUNNING | LIVED:
                self._live(placement, self.world.journeys[id(placement.participation)], begun)
        self.world.journal.in_order()

    def _live(self, placement: Placement, journey: Journey, begun: date) -> None:
        due: date | None = first_review_by(begun, placement.ends_on)
        while due is not None:
            row = Review(placement=placement, due_on=due)
            self.world.rows.reviews.append(row)
            held = None if self._is_left(placement, journey, due) else self._held(due, placement)
            if held is None:
                return
            self._hold(row, held, journey)
            due = next_review_by(placement, held) if self.rng.random() < AGAIN else None

    def _is_left(self, placement: Placement, journey: Journey, due: date) -> bool:
        """Whether a talk whose day has passed is left to be held, for a worker with a demo account."""
        email = journey.coordinator.email if journey.coordinator else ""
        recent = self.last - FORGOTTEN_AT_MOST <= due < self.last
        left = placement.state in RUNNING and recent and email in self.to_be_late
        self.to_be_late -= {email} if left else set()
        return left

    def _held(self, due: date, placement: Placement) -> date | None:
        """The day of the talk, about when it was due; none where it has not been held."""
        lot, days = self.rng.random(), self.rng.randint(-6, 5)
        day = self.world.course.on_or_after(due + timedelta(days=days))
        over = min(placement.ended_on or self.last, self.last)
        forgotten = lot < NOT_HELD and due > self.last - FORGOTTEN_AT_MOST
        return None if forgotten or day > over or day <= (placement.started_on or day) else day

    def _hold(self, row: Review, day: date, journey: Journey) -> None:
        rng, by = self.rng, self._worker(journey)
        row.held_on, row.held_by = day, by
        row.own_words, row.host_view, row.agreed = (
            rng.choice(OWN_WORDS),
            rng.choice(HOST_VIEWS),
            rng.choice(AGREED),
        )
        self._tell("placement.reviewed", row.placement, day, by, 0)
        helps = rng.sample(HELPS, rng.choice((1, 1, 2))) if rng.random() < ADJUSTED else []
        if row.placement.state in RUNNING and by.email in self.to_adjust:
            self.to_adjust.remove(by.email)
            helps = [HELPS[0], HELPS[2]]
            self._adjust(row.placement, helps.pop(), day, by, waits=True)
        for what in helps:
            self._adjust(row.placement, what, day, by)

    def _adjust(self, placement: Placement, what: str, asked: date, by: User, *, waits: bool = False) -> None:
        """Asked for in the talk; done within a month mostly, later sometimes, and now and then not yet."""
        row = Adjustment(
            placement=placement, what=what, requested_on=asked, requested_by=self.rng.choice(Party.values[:2])
        )
        self.world.rows.adjustments.append(row)
        self._tell("placement.adjustment_asked", placement, asked, by, 1)
        lot = self.rng.random()
        days = self.rng.randint(*(DAYS_LATE if lot < LATE else DAYS_TO_DO))
        done = self.world.course.on_or_after(asked + timedelta(days=days))
        if not waits and lot < DONE + LATE and done <= min(placement.ended_on or self.last, self.last):
            row.done_on = done
            self._tell("placement.adjustment_done", placement, done, by, 2)

    def _tell(self, verb: str, placement: Placement, on: date, by: User, order: int) -> None:
        at = datetime.combine(on, time(10 + order, self.rng.randint(0, 59)))
        self.world.journal.happened.append(Happened(at, by, verb, placement, on=on))

    def _worker(self, journey: Journey) -> User:
        place = journey.participation.municipality_id
        own = journey.coordinator
        return self.world.still(own, place) if own else self.world.coordinator_for(place)
