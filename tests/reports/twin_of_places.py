"""Places, care and outcomes told again in plain Python, a day and a row at a time: the rest of `twin.py`."""

from datetime import date, timedelta
from decimal import Decimal

from tests.reports.twin import Row, Twin

DAY = timedelta(days=1)
AREA = {"167", "090", "146", "276", "309", "426", "607", "176", "422", "541", "260", "707", "848"}


def six_months_later(day: date) -> date:
    """The same day six months on, or the last day that the month has."""
    month = day.month + 6
    year, month = (day.year + 1, month - 12) if month > 12 else (day.year, month)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    raise AssertionError(day)


class WholeTwin(Twin):
    """The other tables stand in `tables`, by the name of their frame."""

    tables: dict[str, list[Row]]

    def rows(self, name: str, begins: str | None = None) -> list[Row]:
        found = self.tables.get(name, [])
        return [row for row in found if begins is None or row[begins] <= self.period.end]

    def goes_on(self, row: Row) -> bool:
        ended = self.known(row, "ended_on")
        return ended is None or ended >= self.period.end

    def holds_seat(self, row: Row) -> bool:
        since = self.known(row, "accepted_on") or self.known(row, "agreed_on")
        lost = any(self.known(row, f"{how}_on") for how in ("cancelled", "refused", "declined", "released"))
        return since is not None and self.goes_on(row) and not lost

    def open_vacancies(self) -> list[Row]:
        day, found = self.period.end, []
        for row in self.rows("vacancies", "opened_on"):
            paused = any(
                pause["from_on"] <= day and (pause["until_on"] is None or pause["until_on"] > day)
                for pause in self.rows("vacancy_pauses")
                if pause["vacancy"] == row["vacancy"]
            )
            closed = self.known(row, "closed_on")
            if not paused and not closed and (row["valid_until"] is None or row["valid_until"] >= day):
                found.append(row)
        return found

    def free(self) -> list[tuple[str, int]]:
        """Where, and how many seats are free, for every place that is open."""
        open_now = [("vacancy", row) for row in self.open_vacancies()]
        open_now += [
            ("intake", row)
            for row in self.rows("intakes")
            if row["ends_on"] is None or row["ends_on"] >= self.period.end
        ]
        return [
            (
                row["municipality"],
                max(
                    row["seats"] - sum(p[name] == row[name] and self.holds_seat(p) for p in self.placements),
                    0,
                ),
            )
            for name, row in open_now
        ]

    def s1(self):
        return len(AREA), len({where for where, seats in self.free() if seats} & AREA)

    def s2(self):
        needs = 0
        for row in self.participations:
            held = any(
                hold["from_on"] <= self.period.end
                and (not hold["until_on"] or hold["until_on"] > self.period.end)
                for hold in self.rows("holds")
                if hold["participation_id"] == row["participation_id"]
            )
            started = self.known(row, "started_on")
            left = (
                self.returned(row, self.period.end)
                or self.known(row, "withdrawn_on")
                or self.known(row, "ended_on")
            )
            in_care = (started and not held) or (not started and self.known(row, "accepted_on"))
            placed = any(
                self.known(p, "agreed_on") and not self.known(p, "cancelled_on") and self.goes_on(p)
                for p in self.own(row)
            )
            needs += bool(in_care and not left and not placed)
        return needs, sum(seats for _where, seats in self.free()) / needs if needs else None

    def s3(self):
        vacancies = self.open_vacancies()
        return len(vacancies), sum(bool(row["adjustments"]) for row in vacancies)

    def days_in(self, row: Row, *, paid: bool) -> set[date]:
        """Every day of all time up to the data day on which the person was in such a placement."""
        found = set()
        for place in self.own(row):
            if not self.known(place, "agreed_on") or self.known(place, "cancelled_on"):
                continue
            if place["paid"] != paid or place["starts_on"] is None:
                continue
            day = place["starts_on"]
            while day <= (self.known(place, "ended_on") or self.period.end):
                found.add(day)
                day += DAY
        return {day for day in found if day <= self.period.end}

    def p6(self):
        n = k = 0
        for row in self.participations:
            days = self.days_in(row, paid=False)
            if not any(map(self.within, days)):
                continue
            reviewed = any(
                review["participation_id"] == row["participation_id"]
                and self.period.end - timedelta(days=89) <= review["held_on"] <= self.period.end
                for review in self.rows("reviews")
            )
            n, k = n + 1, k + (len(days) > 180 and not reviewed)
        return n, k

    def by_due_day(self, rows, received: str, days: int, done: str):
        due = [(row, row[received] + timedelta(days=days)) for row in rows]
        counted = [(row, day) for row, day in due if self.within(day)]
        return len(counted), sum(row[done] is not None and row[done] <= day for row, day in counted)

    def p7(self):
        known = {row["participation_id"] for row in self.participations}
        own = [row for row in self.rows("adjustments") if row["participation_id"] in known]
        return self.by_due_day(own, "requested_on", 30, "done_on")

    def p8(self):
        told = [row for row in self.rows("feedback") if row["kind"] != "experience"]
        n, k = self.by_due_day(told, "given_on", 14, "answered_on")
        for row in (*self.rows("complaints"), *self.rows("corrections")):
            due = row["received_on"] + timedelta(days=14)
            in_time = row["answered_on"] is not None and row["answered_on"] <= due
            gone = in_time and row.get("status") == "taken_back"
            if self.within(due) and not gone:
                n, k = n + 1, k + (in_time and row.get("status") != "taken_back")
        return n, k

    def o2(self):
        n = k = unknown = 0
        for row in self.participations:
            ended = self.known(row, "ended_on")
            if ended is None or not self.within(six_months_later(ended)):
                continue
            answer = next(
                (
                    each["status"]
                    for each in self.rows("follow_ups", "answered_on")
                    if each["participation_id"] == row["participation_id"] and each["months"] == 6
                ),
                "not_reached",
            )
            n, k = n + 1, k + (answer in {"employed", "self_employed"})
            unknown += answer in {"not_reached", "unknown"}
        return n, k, unknown

    def o4(self):
        n = k = 0
        for row in self.participations:
            if not self.within(row["referred_on"]) or row["labour_status_at_referral"] != "unemployed":
                continue
            n += 1
            k += any(
                each["participation_id"] == row["participation_id"]
                and row["referred_on"] < each["on"] <= self.period.end
                and each["status"] in {"employed", "self_employed", "education"}
                for each in self.rows("status_changes")
            )
        return n, k

    def o6(self):
        given = [row for row in self.rows("feedback") if row["kind"] == "experience"]
        scores = [row["score"] for row in given if self.within(row["given_on"])]
        if not scores:
            return 0, None, None
        balance = sum((score >= 9) - (score <= 6) for score in scores)
        return len(scores), 100 * balance / len(scores), sum(scores) / len(scores)

    def o7(self):
        n, unknown, euros = 0, 0, Decimal(0)
        for row in self.participations:
            weekdays = sorted(day for day in self.days_in(row, paid=True) if day.weekday() < 5)
            worked = [day for day in weekdays if self.within(day)]
            if not worked:
                continue
            n += 1
            before = row["benefit_days_at_referral"]
            if before is None:
                unknown += 1
                continue
            day = row["referred_on"]
            while day < weekdays[0]:
                before, day = before + (day.weekday() < 5), day + DAY
            share = next(
                part
                for most, part in ((100, 0), (200, 10), (300, 20), (400, 30), (700, 40), (10**9, 50))
                if before <= most
            )
            paid_days = sum(day >= date(2025, 1, 1) for day in worked)
            euros += paid_days * Decimal("37.21") * share / 100
        return n, unknown, float(euros) if n else None

    def o8(self):
        ended = [
            place
            for place in self.placements
            if self.known(place, "agreed_on")
            and not self.known(place, "cancelled_on")
            and self.within(place["ended_on"])
        ]
        kinds = [place["end_kind"] for place in ended]
        return len(kinds), sum(kind.startswith("early_") for kind in kinds), kinds.count("")
