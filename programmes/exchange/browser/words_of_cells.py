"""What is wrong with a cell, and what to do: by the beginning of the command's reason (`reasons`)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

CELLS: tuple[tuple[str, Any, Any], ...] = (
    (r"missing required value", _("The value is missing."), _("Fill it in: no row goes in without it.")),
    (r"date that does not parse \(.*\)", _("This is not a day."), _("Write it as 31.1.2026 or 2026-01-31.")),
    (
        r"date that does not parse, there is no such day",
        _("There is no such day in the calendar."),
        _("Check the day and the month."),
    ),
    (r"date before the year \d+", _("The day is too long ago."), _("Check the year.")),
    (
        r"date in the future, later than today",
        _("The day has not come yet."),
        _("Only what has happened goes here. Check the year."),
    ),
    (
        r"unknown code, neither yes nor no",
        _("This is neither yes nor no."),
        _("Write yes or no (kyllä, ei, 1, 0)."),
    ),
    (
        r"unknown code, neither 1, 3, 6 nor 12",
        _("Nobody is asked at this time."),
        _("Write 1, 3, 6 or 12: months after the end."),
    ),
    (
        r"unknown code",
        _("The service does not know this code."),
        _("Choose one that the description of the column names."),
    ),
    (
        r"not a whole number",
        _("This is not a whole number."),
        _("Write a number without decimals, such as 3."),
    ),
    (r"number below (?P<most>\d+)", _("The number is too small."), _("The least is %(most)s.")),
    (
        r"number over 24: more hours than a day has",
        _("A day does not have so many hours."),
        _("Write the hours of one day, such as 7,5."),
    ),
    (r"number over (?P<most>\d+)", _("The number is too large."), _("The most is %(most)s.")),
    (r"not a number of hours", _("These are not hours as a number."), _("Write hours as a number: 7,5.")),
    (
        r"more hours than a week has",
        _("A week does not have so many hours."),
        _("Write the hours of one week, such as 37,5."),
    ),
    (
        r"a time of day: .*as text",
        _("The cell is a clock time, not a number."),
        _("Write 37:30 as 37,5. In a spreadsheet, make the type of the cells Number first."),
    ),
    (r"not a time of day like 9:30", _("This is not a time of day."), _("Write it as 9:30.")),
    (
        r"longer than (?P<most>\d+) characters",
        _("The text is too long."),
        _("At most %(most)s characters fit. Make it shorter."),
    ),
    (
        r"characters that are not UTF-8 text",
        _("The letters cannot be read."),
        _("Save the file as CSV UTF-8, or send the workbook itself (.xlsx)."),
    ),
    (
        r"a personal identity code, which this service never keeps",
        _("There is a personal identity code here. This service never keeps one."),
        _("Take it out. People are known by the id of your own system."),
    ),
    (
        r"not a language with its level, as in fi:B1",
        _("This is not a language with its level."),
        _("Write it as fi:B1, several with | between."),
    ),
    (r"a language with two levels", _("The same language has two levels."), _("Leave one of them.")),
    (r"not a postal code", _("This is not a postal code."), _("Write five digits: 80100.")),
    (
        r"not an e-mail address",
        _("This is not an e-mail address."),
        _("Correct it, or leave the cell empty."),
    ),
    (
        r"not a business id like .*",
        _("This is not a business id."),
        _("Check every digit: 1234567-8. The last one is made of the others."),
    ),
    (
        r"a line break within a value",
        _("There is a line break within a value."),
        _("Put | between values, and no line breaks."),
    ),
    (
        r"a formula, give what it says",
        _("There is a formula in the cell."),
        _("Copy the cells and paste them as values, then send the file again."),
    ),
    (
        r"more than (?P<most>\d+) values",
        _("There are too many values."),
        _("At most %(most)s fit. Leave the most important ones."),
    ),
)
