"""The indicators told again in plain Python, one person at a time: to be read beside indicators.md."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from reports.periods import Period

Row = dict[str, object]


@dataclass
class Twin:
    """One data day, and rows as the tests wrote them."""

    participations: list[Row]
    placements: list[Row]
    next_steps: list[tuple[object, date, date, date | None]]
    period: Period

    def __post_init__(self) -> None:
        self.participations = [row for row in self.participations if row["referred_on"] <= self.period.end]
        self.placements = [row for row in self.placements if row["offered_on"] <= self.period.end]

    def known(self, row: Row, name: str) -> date | None:
        day = row[name]
        return day if day is not None and day <= self.period.end else None

    def by(self, row: Row, name: str, day: date) -> bool:
        known = self.known(row, name)
        return known is not None and known <= day

    def returned(self, row: Row, day: date) -> bool:
        if not self.by(row, "returned_on", day):
            return False
        return not (self.by(row, "referred_again_on", day) and row["referred_again_on"] >= row["returned_on"])

    def within(self, day: date | None) -> bool:
        return day is not None and self.period.start <= day <= self.period.end

    def own(self, row: Row) -> list[Row]:
        return [each for each in self.placements if each["participation_id"] == row["participation_id"]]

    def first_offer(self, row: Row) -> date | None:
        return min((each["offered_on"] for each in self.own(row)), default=None)

    def first_start(self, row: Row) -> date | None:
        starts = [
            each["starts_on"]
            for each in self.own(row)
            if self.known(each, "agreed_on") and not self.known(each, "cancelled_on") and each["starts_on"]
        ]
        return min(starts, default=None)

    def clock(self, days: int, done_on) -> tuple[int, int]:
        n = k = 0
        for row in self.participations:
            due = row["referred_on"] + timedelta(days=days)
            done = done_on(row)
            in_time = done is not None and done <= due
            left = self.returned(row, due) or self.by(row, "withdrawn_on", due)
            if self.within(due) and (in_time or not left):
                n += 1
                k += in_time
        return n, k

    def p1(self):
        return self.clock(14, lambda row: self.known(row, "plan_made_on"))

    def p3(self):
        return self.clock(90, self.first_offer)

    def p9(self):
        return self.clock(120, self.first_start)

    def p4(self):
        first_days = [(row, self.first_offer(row)) for row in self.participations]
        counted = [(row, day) for row, day in first_days if self.within(day)]
        shown = [
            max(each["alternatives_shown"] or 0 for each in self.own(row) if each["offered_on"] == day)
            for row, day in counted
        ]
        return len(shown), sum(number >= 2 for number in shown)

    def p5(self):
        running = [
            each
            for each in self.placements
            if self.known(each, "agreed_on")
            and each["starts_on"]
            and each["starts_on"] <= self.period.end
            and not self.known(each, "cancelled_on")
            and (not self.known(each, "ended_on") or each["ended_on"] >= self.period.end)
        ]
        return len(running), sum(each["paid"] for each in running)

    def p2(self):
        """n and the median, by going through every day there is."""
        waits = []
        for row in self.participations:
            if not self.within(row["referred_on"]) or self.returned(row, self.period.end):
                continue
            stops = [self.known(row, "withdrawn_on"), self.known(row, "ended_on"), self.period.end]
            last = min(day for day in stops if day)
            offer = self.first_offer(row)
            reached = offer is not None and offer <= last
            waits.append((((offer if reached else last) - row["referred_on"]).days, reached))
        surviving = Fraction(1)
        for day in range(max((days for days, _ in waits), default=-1) + 1):
            at_risk = sum(days >= day for days, _ in waits)
            events = sum(days == day and reached for days, reached in waits)
            surviving *= 1 - Fraction(events, at_risk)
            if surviving <= Fraction(1, 2):
                return len(waits), float(day)
        return len(waits), None

    def exits(self, column: str, good: set[str]):
        answers = [row[column] for row in self.participations if self.within(row["ended_on"])]
        return (
            len(answers),
            sum(answer in good for answer in answers),
            sum(a in ("", "unknown") for a in answers),
        )

    def o1(self):
        return self.exits("exit_status", {"employed_open", "employed_subsidised", "self_employed"})

    def o3(self):
        lasting = {
            "open_job", "degree_study", "vocational_rehabilitation_assessment", "rehabilitation_benefit",
            "employment_promoting_rehabilitation", "pension",
        }  # fmt: skip
        return self.exits("exit_class", lasting)

    def w1(self):
        day = self.period.end
        cared_for = [
            row
            for row in self.participations
            if self.by(row, "accepted_on", day)
            and not self.returned(row, day)
            and not self.known(row, "withdrawn_on")
            and not self.known(row, "ended_on")
        ]
        soon = {
            owner
            for owner, exists_from, due, done in self.next_steps
            if exists_from <= day and not (done and done <= day) and day <= due <= day + timedelta(days=30)
        }
        return len(cared_for), sum(row["participation_id"] not in soon for row in cared_for)
