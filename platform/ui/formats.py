"""Dates, times, money and numbers as each language writes them, for pages and letters alike."""

import datetime as dt
from decimal import Decimal
from typing import TypeVar

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

NBSP, MINUS = "\u00a0", "\u2212"
Moment = TypeVar("Moment", bound=dt.date | dt.time)
Text = TypeVar("Text", bound=str)


def _is_english() -> bool:
    return (get_language() or "fi").startswith("en")


def _local(value: Moment) -> Moment:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)  # type: ignore[return-value]  # a datetime, as it came in
    return value


def day(value: dt.date | None, *, year: bool = True) -> str:
    """The date with its weekday: `ti 3.3.2026`, in English `Tue 3 Mar 2026`; empty for None."""
    if value is None:
        return ""
    pattern = ("D j M Y" if year else "D j M") if _is_english() else ("D j.n.Y" if year else "D j.n.")
    return format_date(_local(value), pattern).replace(" ", NBSP)


def clock(value: dt.time | dt.datetime | None) -> str:
    """The time of day: `klo 9.30`, in English `9:30`; empty for None."""
    if value is None:
        return ""
    moment = _local(value)
    if _is_english():
        return f"{moment.hour}:{moment.minute:02d}"
    before = pgettext("time of day", "at")  # outside the f-string, where the collector of words can see it
    return f"{before}{NBSP}{moment.hour}.{moment.minute:02d}"


def clocks(begins: dt.time, ends: dt.time) -> str:
    """From when to when: `klo 9.30–13.00`, in English `9:30–13:00`."""
    point = ":" if _is_english() else "."
    return f"{clock(begins)}–{ends.hour}{point}{ends.minute:02d}"


def day_and_clock(value: dt.datetime | None) -> str:
    """Date and time together: `ti 3.3.2026 klo 9.30`; empty for None."""
    return f"{day(value)} {clock(value)}" if value is not None else ""


def money(cents: int | None) -> str:
    """A sum of cents in euros: `37,21 €`, in English `−€4.80`; whole euros are whole; empty for None."""
    if cents is None:
        return ""
    euros = Decimal(cents) / 100
    digits = 0 if cents % 100 == 0 else 2
    amount = number_format(abs(euros), decimal_pos=digits, force_grouping=True)
    sign = MINUS if euros < 0 else ""
    return f"{sign}€{amount}" if _is_english() else f"{sign}{amount}{NBSP}€"


def number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """The number with its language's grouping, decimal mark and minus: `5 000`, `−82,4`; empty for None."""
    if value is None:
        return ""
    # Django cuts decimals off: round first.
    rounded: float | Decimal = value if decimals is None else round(float(value), decimals)
    size = -rounded if rounded < 0 else rounded or 0  # minus nothing is nothing
    text = number_format(size, decimal_pos=decimals, force_grouping=True).replace(" ", NBSP)
    return f"{MINUS}{text}" if rounded < 0 and text.strip("0.,") else text


def signed(value: float | Decimal, decimals: int | None = None) -> str:
    """A change: the number with its plus or minus, `+4,8` or `−4,8`."""
    text = number(value, decimals)
    return text if value < 0 else f"+{text}"


def plain_number(value: Decimal | None) -> str:
    """The number without the zeros that its column adds: `14`, `37,5`; empty for None."""
    return "" if value is None else number(Decimal(f"{value.normalize():f}"))


def signed_plain(value: Decimal) -> str:
    """A change without the zeros that its column adds: `+4`, `−7,5`."""
    text = plain_number(value)
    return text if value < 0 else f"+{text}"


def percent(value: float | None, decimals: int = 1) -> str:
    """A share given in 0–100 as a percentage: `82,4 %`; empty for None."""
    if value is None:
        return ""
    return f"{number(value, decimals)}%" if _is_english() else f"{number(value, decimals)}{NBSP}%"


def typed(text: Text) -> Text | SafeString:
    """What people have typed, in Finnish: a page in another language says so to a screen reader."""
    code = typed_language()
    return format_html('<span lang="{}">{}</span>', code, text) if text and code else text


def phone_link(number: str) -> str | SafeString:
    """The telephone number as a link that rings it; empty stays empty."""
    if not number:
        return ""
    called = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return format_html('<a class="nowrap" href="tel:{}">{}</a>', called, number)


def typed_language() -> str:
    """The language of what people have typed, where the page has another."""
    return "" if (get_language() or "fi").startswith("fi") else "fi"
