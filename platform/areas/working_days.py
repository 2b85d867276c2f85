"""Working days: Monday to Friday, public holidays and the two eves left out.

Midsummer Eve and Christmas Eve are no public holidays, but offices are closed and no time limit ends on them
(act on counting statutory time limits 150/1930, section 5; decision 16). The calendar in the database holds
both kinds; its `statutory` flag tells them apart.
"""

from datetime import date, timedelta

from areas.models import PublicHoliday
from areas.remembering import ForAMinute, forget

SATURDAY = 5

# The public holidays and the eves on which no office is open.
days_off = ForAMinute(lambda: frozenset(PublicHoliday.objects.values_list("date", flat=True)))
forget_holidays = forget


def is_working_day(day: date) -> bool:
    """Whether offices are open on `day`."""
    return day.weekday() < SATURDAY and day not in days_off()


def add_working_days(start: date, days: int) -> date:
    """The working day that is `days` working days after `start` (before it, when negative).

    `start` itself is not counted, and zero answers `start` as it is.
    """
    holidays = days_off()
    step = timedelta(days=1 if days >= 0 else -1)
    day, left = start, abs(days)
    while left:
        day += step
        if day.weekday() < SATURDAY and day not in holidays:
            left -= 1
    return day


def working_days_between(start: date, end: date) -> int:
    """How many working days lie after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    holidays = days_off()
    later = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(1 for day in later if day.weekday() < SATURDAY and day not in holidays)
