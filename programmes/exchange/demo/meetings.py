"""Some groups of each municipality meet about now, and people come on the days of their usual week."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, time, timedelta
from random import Random

from accounts.models import User
from areas.working_days import days_off
from programmes.catalogue.models import Intake, IntakeStatus
from programmes.exchange.demo.course import instant
from programmes.exchange.demo.journal import Happened
from programmes.exchange.demo.world import World
from programmes.placements.attendance.calendar import monday_of
from programmes.placements.models import Placement, Session, SessionSeat, WeeklyWord
from programmes.placements.states import HOLDS_SEAT, LIVED, RUNNING

A_WEEK = 5
BACK, AHEAD = timedelta(weeks=3), timedelta(weeks=8)
BEGINS = (time(8, 30), time(9), time(10))
LENGTHS = (4, 4, 5)
CALLED_OFF = "instructor_away"
SOME_DAYS = 2
AT_ONCE, A_GROUPS_DAYS = 5, 3
WORDS_BACK = 2
WRITTEN, NAMED = 0.7, 0.6
WORDS = (
    "Hyvä viikko. Opit käyttämään uutta konetta ja autoit toista.",
    "Tulit joka päivä ajallaan. Ensi viikolla kokeillaan asiakastilausta.",
    "Keittiössä sujui jo ilman ohjetta. Sovittiin, että maanantaina aloitetaan vasta kymmeneltä.",
    "Rauhallinen viikko. Jatketaan samasta työstä.",
    "Kiitos avusta siirtopäivänä. Seuraavaksi opetellaan tilausten kirjaaminen.",
)


class Meetings:
    """The meetings of every group and who comes; its own lots are drawn, so that the rest stays as it was."""

    def __init__(self, world: World, instructor: User, town: str) -> None:
        self.world = world
        self.instructor, self.town = instructor, town
        self.rng = Random(f"meetings-{world.seed}")  # noqa: S311 - invents days, keeps no secret
        self.off = days_off()
        self.people: dict[int, list[Placement]] = defaultdict(list)
        for placement in world.rows.placements:
            if placement.intake is not None and placement.state in HOLDS_SEAT | LIVED:
                self.people[id(placement.intake)].append(placement)

    def write(self) -> None:
        """Each group that runs about now meets; with the demo instructor one meeting is called off."""
        today = self.world.course.today
        to_call_off = True
        for group in self._that_meet(today):
            first, last = self._about_now(group, today)
            sessions = self._meetings(group, first, last)
            self._seats(group, sessions)
            self._words(group)
            if to_call_off and group.municipality_id == self.town and self.people[id(group)]:
                to_call_off = not self._call_off(sessions)
        self.world.journal.in_order()

    def _that_meet(self, today: date) -> list[Intake]:
        """The groups that run about now; of each municipality the few with most people."""
        by_town: dict[str, list[Intake]] = defaultdict(list)
        for group in self.world.rows.intakes:
            first, last = self._about_now(group, today)
            if group.status != IntakeStatus.CANCELLED and group.starts_on <= today + BACK and first <= last:
                by_town[group.municipality_id].append(group)
        kept = set()
        for groups in by_town.values():
            most = sorted(groups, key=lambda group: len(self._here(group, today)), reverse=True)
            kept |= {id(group) for group in most[:AT_ONCE]}
        return [group for group in self.world.rows.intakes if id(group) in kept]

    def _about_now(self, group: Intake, today: date) -> tuple[date, date]:
        first, last = max(group.starts_on, today - BACK), min(group.ends_on or today, today) + AHEAD
        return first, min(last, group.ends_on or last)

    def _here(self, group: Intake, today: date) -> list[Placement]:
        """Who is in the group today."""
        return [
            row
            for row in self.people[id(group)]
            if row.starts_on and row.starts_on <= today and (row.ended_on is None or row.ended_on >= today)
        ]

    def _weekdays(self, group: Intake) -> set[int]:
        """The days on which most of its people are used to come."""
        often = [0] * A_WEEK
        for row in self.people[id(group)]:
            for number in self.world.usual.get(id(row), ()):
                often[number] += number < A_WEEK
        return set(sorted(range(A_WEEK), key=lambda number: -often[number])[:A_GROUPS_DAYS])

    def _meetings(self, group: Intake, first: date, last: date) -> list[Session]:
        begins, length = self.rng.choice(BEGINS), self.rng.choice(LENGTHS)
        ends = (datetime.combine(first, begins) + timedelta(hours=length)).time()
        own = group.municipality_id == self.town
        worker = self.instructor if own else self.world.coordinator_for(group.municipality_id)
        made = datetime.combine(min(first, self.world.course.today) - timedelta(days=SOME_DAYS), time(10))
        sessions = [
            Session(
                reference=self.world.reference(),
                state_since=instant(made),
                intake=group,
                on=day,
                starts_at=begins,
                ends_at=ends,
                seats=group.seats,
                instructor=self.instructor if own else None,
            )
            for day in self._days(first, last, self._weekdays(group))
        ]
        if sessions:
            self.world.rows.sessions.extend(sessions)
            told = {
                "from": sessions[0].on.isoformat(),
                "until": sessions[-1].on.isoformat(),
                "meetings": len(sessions),
            }
            self._tell(Happened(made, worker, "session.made", group, told, on=made.date()))
        return sessions

    def _days(self, first: date, last: date, weekdays: set[int]) -> list[date]:
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        return [day for day in days if day.weekday() in weekdays and day not in self.off]

    def _seats(self, group: Intake, sessions: list[Session]) -> None:
        taken: dict[int, int] = defaultdict(int)
        for placement in self.people[id(group)]:
            usual = self.world.usual.get(id(placement)) or set(self.rng.sample(range(A_WEEK), SOME_DAYS))
            begins, ends = placement.starts_on or group.starts_on, placement.ended_on or placement.ends_on
            for session in sessions:
                inside = begins <= session.on and (ends is None or session.on <= ends)
                if inside and session.on.weekday() in usual and taken[id(session)] < session.seats:
                    taken[id(session)] += 1
                    self.world.rows.session_seats.append(SessionSeat(session=session, placement=placement))

    def _words(self, group: Intake) -> None:
        """The instructor's words on the last weeks, and whom to call if something happens."""
        monday = monday_of(self.world.course.today - timedelta(days=1))
        own = group.municipality_id == self.town
        for placement in self.people[id(group)]:
            person = placement.participation.participant
            if self.rng.random() < NAMED and placement.state in RUNNING:
                person.emergency_name = " ".join(self.world.names.person("fi", "unknown"))
                person.emergency_phone = self.world.names.phone()
            for back in range(1, WORDS_BACK + 1):
                week = monday - timedelta(weeks=back)
                first, last = placement.started_on, placement.ended_on
                there = first is not None and first <= week and (last is None or last >= week)
                if own and there and self.rng.random() < WRITTEN:
                    self._word(placement, week)

    def _word(self, placement: Placement, week: date) -> None:
        at = datetime.combine(week + timedelta(days=4), time(14, self.rng.randint(0, 59)))
        word = WeeklyWord(
            placement=placement, monday=week, text=self.rng.choice(WORDS), by=self.instructor, at=instant(at)
        )
        self.world.rows.weekly_words.append(word)
        told = {"week": week.isoformat()}
        verb = "placement.weekly_word"
        self._tell(Happened(at, self.instructor, verb, placement, told, on=at.date()))

    def _call_off(self, sessions: list[Session]) -> bool:
        """The first meeting from tomorrow on to which somebody would come; answers whether there was one."""
        comers = {id(seat.session): 0 for seat in self.world.rows.session_seats}
        for seat in self.world.rows.session_seats:
            comers[id(seat.session)] += 1
        coming = [one for one in sessions if one.on > self.world.course.today and comers.get(id(one))]
        if not coming:
            return False
        session = coming[0]
        reason = self.world.reason("session", "cancel", CALLED_OFF)
        seated = comers[id(session)]
        self.world.journal.act(session, "cancel", by=self.instructor, reason=reason, seated=seated)
        return True

    def _tell(self, happened: Happened) -> None:
        self.world.journal.happened.append(happened)
