"""Months and years counted by the calendar: the one home of such counting for single days."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta


def after_months(start: date, months: int) -> date:
    """The day of the same number so many months later; the last of the month where there is none.

    A time limit that runs from a named day ends so (act 150/1930, section 3).
    """
    return start + relativedelta(months=months)


def last_day_of(start: date, months: int) -> date:
    """The last day of a time of so many months that has `start` as its first day.

    Twelve months from 1 January end on 31 December: a time that begins with its first day ends the day
    before that day comes again. Where the last month has no such day, it ends with that month.
    """
    again = after_months(start, months)
    return again - timedelta(days=1) if again.day == start.day else again


def end_of_month(day: date) -> date:
    """The last day of the month of the day."""
    return day + relativedelta(day=31)


def months_within(first: date, last: date) -> list[date]:
    """The first day of each month with days from the first to the last."""
    begun = 12 * (last.year - first.year) + last.month - first.month
    return [first.replace(day=1) + relativedelta(months=number) for number in range(begun + 1)]


def age_on(day: date, birth_date: date) -> int:
    """Full years on the day. Born on 29 February: a year is full on 1 March where there is no such day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
