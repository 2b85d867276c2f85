"""What is wrong with a row beside others or with a file, and warnings: by the command's reason."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

MADE_HERE = _(
    "Look at it in the service. What was made there is not written over by an import: leave the row out."
)
MORE_THAN_IT_HOLDS = _("Correct the seats or the days, or end a place that is over first.")


ROWS: tuple[tuple[str, Any, Any], ...] = (
    (
        r"order of dates: (?P<column>\w+) (?P<cell>\S+) is before (?P<first>\w+) (?P<early>\S+)",
        _("The days are in the wrong order: %(column)s is before %(first)s (%(early)s)."),
        _("Check both days."),
    ),
    (
        r"order of dates: (?P<column>\w+) (?P<cell>\S+) is (?:before|after) the vacancy \w+(?: \w+)? (?P<early>\S+)",  # noqa: E501
        _("The place was suggested when the open place was not open (%(early)s)."),
        _("Check the days of the open place and the day of the suggestion."),
    ),
    (r"order of times broken: .*", _("The meeting ends before it begins."), _("Check the times.")),
    (
        r"more than one end: (?P<names>.+)",
        _("More than one end is told: %(names)s."),
        _("Leave the one that came true."),
    ),
    (
        r"(?P<column>\w+) needs (?P<needed>\w+)",
        _("The day needs another before it: %(needed)s."),
        _("Fill in %(needed)s too."),
    ),
    (
        r"changed in the service after its last import",
        _("Somebody has changed this in the service since it was last imported."),
        _("What was done in the service stays. Make this change there, or leave the row out."),
    ),
    (
        r"it says again what an earlier row says, which was rejected",
        _("It says the same as an earlier row, which was rejected."),
        _("Correct the earlier row."),
    ),
    (
        r"repeated id: (?P<cell>.*) stands in row (?P<first>\d+) already",
        _("The same id stands in row %(first)s already."),
        _("Leave one of the rows, or give one of them an id of its own."),
    ),
    (
        r"child of a rejected row: (?P<cell>.*) in (?P<first>\w+)",
        _("The row that it belongs to was rejected (%(first)s)."),
        _("Correct that row: this one goes in with it."),
    ),
    (
        r"id points nowhere: (?P<column>\w+) '(?P<cell>.*)' is neither .*",
        _("The id points to nothing: it is neither in the files nor in the service."),
        _("Check the id, or send the row that it names along."),
    ),
    (
        r"hours only with present: .*",
        _("Hours are told of a day on which the person was not there."),
        _("Leave the hours empty, or change the kind to present."),
    ),
    (r"seats over: .*", _("There are not so many seats."), MORE_THAN_IT_HOLDS),
    (
        r"same \w+ at the same time: .*",
        _("The person holds a seat at the same place on the same days already."),
        _("Correct the days of one of the two."),
    ),
    (
        r"both a vacancy and an intake, .*",
        _("Both an open place and a group are named."),
        _("Leave one of vacancy_id and intake_id."),
    ),
    (
        r"neither vacancy nor intake.*",
        _("Neither an open place nor a group is named."),
        _("Fill in vacancy_id or intake_id."),
    ),
    (
        r"the same adjustment of that day was asked for in the service",
        _("The same adjustment was asked for in the service."),
        MADE_HERE,
    ),
    (
        r"an assessment of that day was opened in the service",
        _("An assessment of that day was opened in the service."),
        MADE_HERE,
    ),
    (
        r"the person already has an assessment that goes on",
        _("The person has an assessment that goes on already."),
        _("Tell when that one ended, or leave the row out."),
    ),
    (
        r"a worker has recorded this change in the service",
        _("A worker has recorded this change in the service."),
        MADE_HERE,
    ),
    (r"the service asks this question itself", _("The service asks this question itself."), MADE_HERE),
    (r"the group meets at this time already: .*", _("The group meets at this time already."), MADE_HERE),
    (
        r"a second open time in the service: .*",
        _("The person has a time in the service that is not over."),
        _("Tell when that one ended, or leave the row out."),
    ),
    (
        r"a talk of that day was written down in the service",
        _("A talk of that day was written down in the service."),
        MADE_HERE,
    ),
    (
        r"the person has a work profile that was made in the service",
        _("The person has a work profile that was made in the service."),
        MADE_HERE,
    ),
    (
        r"the row cannot be read: a quotation mark is out of place",
        _("A quotation mark is out of place, so the row cannot be read."),
        _("Take the mark away, or close it."),
    ),
    (
        r"the row has (?P<first>\d+) values where the header has (?P<most>\d+) columns",
        _("The row has %(first)s values, but there are %(most)s columns."),
        _("Put text that has a comma or a semicolon in it between quotation marks."),
    ),
    (
        r"missing required value: there is no column (?P<column>\w+)",
        _("The file lacks a column that it needs: %(column)s."),
        _("Add the column. The template has it."),
    ),
    (
        r"column (?P<column>.+) stands twice in the header",
        _("The same column stands twice: %(column)s."),
        _("Leave one of them."),
    ),
    (
        r"it is empty, a header row is needed",
        _("The file is empty."),
        _("The first row names the columns, as in the template."),
    ),
    (
        r"no column is known, a header row in UTF-8 is needed",
        _("No column is known."),
        _("The first row names the columns, as in the template."),
    ),
    (
        r"it is not a workbook that can be read \(\.xlsx\)",
        _("The workbook cannot be read: it is broken, or only half of it came."),
        _("Open it on your own computer, save it anew and send it again."),
    ),
    (
        r"no file of an import bundle is here .*",
        _("No sheet or file is called as in the template."),
        _("Name the sheets as in the template: participants, participations and so on."),
    ),
    (
        r"the service met an error of its own",
        _("The service met an error of its own. It is not your file."),
        _("Send it again. If it happens again, tell the service's support."),
    ),
    (r"the file is not kept any more", _("The file is not kept any more."), _("Send it again.")),
    (
        r"rejected rows cannot be written there, .*",
        _("The service cannot write its report now."),
        _("Tell the service's support."),
    ),
    # What keeps an import from being taken back.
    (
        r"something has followed it",
        _("Something has been done with it since."),
        _("Take that back first, or leave the row as it is."),
    ),
    (
        r"it is needed by \w+ in the service",
        _("Something in the service stands on it."),
        _("Take that away first, or leave the row as it is."),
    ),
    (
        r"what it said before is not kept any more",
        _("What it said before is not kept any more."),
        _("Correct it in the service."),
    ),
    (
        r"more seats are held now than it had",
        _("More seats are held now than it had before."),
        _("End a place that is over first."),
    ),
    # Warnings.
    (
        r"left empty, so what stands is kept \(write none to take it away\): (?P<cell>.*)",
        _("The cell is empty, so what stands is kept: %(cell)s."),
        _("Write “none” in the cell to take it away."),
    ),
    (r"hours left empty, so what stands is kept", _("The hours are empty, so what stands is kept."), ""),
    (
        r"possible duplicate person: .* as (?P<cell>.*)",
        _("Perhaps the same person is there already: %(cell)s."),
        _("Compare the two. The row goes in."),
    ),
    (
        r"the municipality is outside the area",
        _("The municipality is outside the area."),
        _("Check it. The row goes in."),
    ),
    (
        r"the address is not protected any more: .*",
        _("The address is not protected any more."),
        _("Check that this is so. The row goes in."),
    ),
    (
        r"no address for the chosen channel (?P<first>\w+): .*",
        _("The person cannot be reached in the way that was chosen (%(first)s)."),
        _("Add the address or the number later. The row goes in."),
    ),
    (
        r"unknown coordinator (?P<cell>.*): imported unassigned",
        _("Nobody coordinates with this address: %(cell)s."),
        _("The person comes in without a worker of their own. Choose one in the service."),
    ),
    (
        r"a next step without its day is left out",
        _("A next step without its day is left out."),
        _("Agree on it in the service, with a day."),
    ),
    (
        r"an answer without its day is left out: .*",
        _("An answer without its day is left out."),
        _("Fill in answered_on."),
    ),
    (
        r"an answer that says nothing is kept as not known",
        _("An answer that says nothing is kept as not known."),
        "",
    ),
    (
        r".* may have lost its first zero or plus in a spreadsheet",
        _("The telephone number may have lost its first zero or plus in a spreadsheet."),
        _("Make the type of the cells Text. The row goes in."),
    ),
    (
        r".*not a number that can be rung, it is kept as it came",
        _("This is not a number that can be rung."),
        _("Correct it in the service. The row goes in."),
    ),
)
