"""The strip in every state, for person, workplace and officer: never a worker's instruction."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from programmes import turns
from programmes.employers.states import HostState, VacancyState
from programmes.facts import NOBODY, WORKERS
from programmes.models import AttendanceMonth, HostEmployer, Placement, Vacancy
from programmes.participants.states import ParticipationState
from programmes.placements.states import SEEN_BY_HOST, MonthState, PlacementState
from tests.programmes.machines import cast as of
from ui import formats

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

# The days that the tables below name; on the row stand days that lie as far ahead of today, whenever it is.
DAY, START = date(2026, 12, 1), date(2026, 12, 7)
TOLD = "If the day passes, a worker is told; nothing is refused by itself."
WORKER, NOTHING = "It is the worker's turn.", "You need do nothing now."
OWN_WORKER = "It is your worker's turn: Stand_in Testi."  # who stands in for the responsible one today

# state -> kind, who, title, text
HOST = {
    "host.registered": (
        "other", WORKER, "", f"The worker checks your organisation by Tue 1 Dec 2026. {NOTHING}",
    ),
    "host.verified": ("nobody", "", "Checked", ""),
    "host.rejected": (
        "nobody", "Your organisation was not accepted.", "",
        "You cannot offer places now. Is something wrong here, or has something changed? Call: 013 000 000.",
    ),
    "host.suspended": (
        "other", "Your organisation is on hold.", "",
        "Your open places are not shown, and nobody new begins. "
        "Who works with you already goes on as agreed. "
        "The worker looks at it again by Tue 1 Dec 2026. Do you want to talk? Call: 013 000 000.",
    ),
    "host.closed": (
        "nobody", "Your organisation has stopped offering places.", "",
        "You can still read what has been. Would you like to begin again? Call: 013 000 000.",
    ),
    "vacancy.draft": (
        "mine", "", "Finish the place and send it by Tue 1 Dec 2026", TOLD,
    ),
    "vacancy.submitted": ("other", WORKER, "", f"The worker reads the place by Tue 1 Dec 2026. {NOTHING}"),
    "vacancy.returned": (
        "mine", "", "Change the place and send it again by Tue 1 Dec 2026", TOLD,
    ),
    "vacancy.open": ("nobody", "", "Open", ""),
    "vacancy.paused": (
        "nobody", "The place is paused.", "", f"It opens again by itself on Mon 7 Dec 2026. {NOTHING}",
    ),
    "vacancy.expired": (
        "mine", "", "Renew or close by Tue 1 Dec 2026", TOLD,
    ),
    "vacancy.closed": ("nobody", "", "Closed", ""),
    "placement.introduced": (
        "mine", "", "Answer the introduction by Tue 1 Dec 2026", TOLD,
    ),
    "placement.accepted": (
        "other", WORKER, "", f"The agreement comes to you to sign by Tue 1 Dec 2026. {NOTHING}",
    ),
    "placement.refused": ("other", WORKER, "", f"The worker calls the person. {NOTHING}"),
    "placement.signing": (
        "mine", "", "Read and sign the agreement by Tue 1 Dec 2026", TOLD,
    ),
    "placement.agreed": ("other", "All have signed.", "", f"The work begins on Mon 7 Dec 2026. {NOTHING}"),
    "placement.active": ("nobody", "", "Under way", ""),
    "placement.paused": (
        "nobody", "The place is on a break.", "", f"The work continues on Mon 7 Dec 2026. {NOTHING}",
    ),
    "placement.ended": (
        "other", WORKER, "", f"The worker agrees on a closing talk by Tue 1 Dec 2026. {NOTHING}",
    ),
    "placement.closed": ("nobody", "", "Done", ""),
    "attendance.open": ("mine", "", "Tell the days and hours by Tue 1 Dec 2026", TOLD),
    "attendance.sent": ("other", WORKER, "", f"The days are checked by Tue 1 Dec 2026. {NOTHING}"),
    "attendance.approved": ("nobody", "", "Checked", ""),
}  # fmt: skip
PARTICIPANT = {
    "participation.referred": (
        "other", "It is our turn.", "",
        "We take up your referral by Tue 1 Dec 2026. You need not do anything. "
        "If you do not hear from us, call 013 000 000.",
    ),
    "participation.returned": (
        "other", "Your officer calls you by Tue 1 Dec 2026.", "", "You need not do anything.",
    ),
    "participation.waiting": (
        "other", OWN_WORKER, "",
        "A first meeting is agreed with you by Tue 1 Dec 2026. If it takes longer, the manager is told.",
    ),
    "participation.active": (
        "nobody", "Nothing is needed from you right now.", "",
        "If something is not right, call your worker: Stand_in Testi, 013 000 000.",
    ),
    "participation.on_hold": (
        "other", "You are on a break.", "", "Your worker looks at it with you by Tue 1 Dec 2026.",
    ),
    "participation.withdrawn": ("nobody", "", "", ""),
    "participation.ended": ("nobody", "", "", ""),
    "placement.proposed": (
        "mine", "It is your turn.", "Answer the suggestion by Tue 1 Dec 2026",
        "You have one suggestion. Please answer by Tue 1 Dec 2026. "
        "If you do not, your worker calls you. Not answering is not a no.",
    ),
    "placement.wanted": (
        "other", OWN_WORKER, "",
        "You are introduced to the workplace by Tue 1 Dec 2026. You may still change your mind.",
    ),
    "placement.introduced": (
        "other", "It is the workplace's turn: Lieksan kahvila ry.", "",
        "They answer by Tue 1 Dec 2026. If they do not, your worker asks. You may still change your mind.",
    ),
    "placement.accepted": (
        "other", OWN_WORKER, "", "The agreement comes to you to read by Tue 1 Dec 2026.",
    ),
    "placement.refused": (
        "other", "This place did not work out.", "", "Your worker calls you and looks for other places.",
    ),
    "placement.declined": (
        "other", "You did not choose this.", "", "Your worker looks for other places with you.",
    ),
    "placement.released": ("nobody", "", "", ""),
    "placement.signing": (
        "mine", "It is your turn.", "Read and sign the agreement by Tue 1 Dec 2026",
        "Read the agreement and sign by Tue 1 Dec 2026, online or on paper. "
        "If anything is unclear, do not sign: call Stand_in Testi, 013 000 000.",
    ),
    "placement.agreed": ("other", "You begin on Mon 7 Dec 2026.", "", NOTHING),
    "placement.active": (
        "nobody", "Nothing else is needed from you right now.", "",
        "If something is not right, say so at once: "
        "guide Veikko or your worker Stand_in Testi, 013 000 000.",
    ),
    "placement.paused": (
        "nobody", "You are on a break.", "", "The work continues on Mon 7 Dec 2026. "
        "Your place is kept for you. If the day does not suit you, call Stand_in Testi, 013 000 000.",
    ),
    "placement.ended": (
        "other", "The place has ended.", "",
        "Your worker agrees on a closing talk with you by Tue 1 Dec 2026.",
    ),
    "placement.closed": ("nobody", "", "", ""),
    "placement.cancelled": ("nobody", "", "", ""),
    "placement.expired": ("nobody", "", "", ""),
    "attendance.open": (
        "other", "The workplace tells your days and hours by Tue 1 Dec 2026.", "",
        "You can say why you were away.",
    ),
    "attendance.sent": ("other", OWN_WORKER, "", "Your days are checked by Tue 1 Dec 2026."),
    "attendance.approved": (
        "nobody", "The days of this month are ready.", "",
        "If something is wrong, say so: 013 000 000.",
    ),
}  # fmt: skip
REFERRER = {
    "participation.referred": (
        "other", WORKER, "", f"The worker takes up the referral by Tue 1 Dec 2026. {NOTHING}",
    ),
    "participation.returned": (
        "mine", "", "Refer again or close by Tue 1 Dec 2026", TOLD,
    ),
    "participation.waiting": (
        "other", WORKER, "", f"The worker holds the start interview by Tue 1 Dec 2026. {NOTHING}",
    ),
    "participation.active": ("nobody", "", "Under way", ""),
    "participation.on_hold": (
        "other", WORKER, "", f"The worker looks again at the break by Tue 1 Dec 2026. {NOTHING}",
    ),
    "participation.withdrawn": ("nobody", "", "Stopped", ""),
    "participation.ended": ("nobody", "", "Ended", ""),
}  # fmt: skip


def a_month(cast):
    """The days of a month of the one placement there is, as if it were under way."""
    place = Placement.objects.first() or of.placement(cast, "proposed")
    place.__dict__ |= {"state": "active", "introduced_on": timezone.localdate()}
    return AttendanceMonth(placement=place, month=date(2026, 11, 1))


def ahead(day):
    """The day of the table as it is on the row: some days from now."""
    return timezone.localdate() + (day - DAY) + timedelta(days=3)


def as_in_the_table(words):
    """The words with the days of the table in place of those of today."""
    for day in (DAY, START):
        words = words.replace(formats.day(ahead(day)).replace("\xa0", " "), f"{day:%a} {day.day} {day:%b %Y}")
    return words


def a_row(cast, key, due_on=DAY):
    """The row of the cast in the state, in memory only: the strip reads and never writes."""
    machine, state = key.split(".")
    row = {
        "host": lambda: HostEmployer.objects.get(pk=cast.host.pk),
        "vacancy": lambda: Vacancy.objects.get(pk=cast.vacancy.pk),
        "participation": lambda: cast.participation,
        "placement": lambda: Placement.objects.first() or of.placement(cast, "proposed"),
        "attendance": lambda: a_month(cast),
    }[machine]()
    row.__dict__ |= {"state": state, "due_on": ahead(due_on) if due_on == DAY else due_on}
    if key == "vacancy.paused":
        row.paused_until = ahead(START)
    if machine == "placement":
        row.introduced_on = timezone.localdate()
        row.starts_on, row.guide = ahead(START), "Veikko"
        if state == "paused":
            row.resumes_on = row.due_on = ahead(START)
    return row


def read(cast, key, part, **changes):
    machine = key.split(".")[0]
    found = turns.turn(machine, a_row(cast, key, **changes), cast[part])
    told = (words.replace("\xa0", " ") for words in (found.who, found.title, found.text))
    return (found.kind, *map(as_in_the_table, told))


def keys(*states):
    return {f"{machine}.{state}" for machine, values in states for state in values}


MEETS = {
    "host_admin": keys(
        ("host", HostState.values),
        ("vacancy", VacancyState.values),
        ("placement", SEEN_BY_HOST),
        ("attendance", MonthState.values),
    ),
    "participant": keys(
        ("participation", ParticipationState.values),
        ("placement", PlacementState.values),
        ("attendance", MonthState.values),
    ),
    "referrer": keys(("participation", ParticipationState.values)),
}


@pytest.mark.parametrize("part", MEETS)
def test_no_state_gives_a_reader_a_workers_instruction(part):
    cast = of.full_cast()

    for key in MEETS[part]:
        machine, state = key.split(".")
        wait = turns.FACTS[machine][state].wait
        kind, *words = read(cast, key, part)
        assert kind in ({"other"} if wait.who in WORKERS else {"mine", "other", "nobody"}), key
        assert any(words) or (part, wait.who) == ("participant", NOBODY), key
        assert kind == "mine" or TOLD not in " ".join(words), key


@pytest.mark.parametrize(
    ("part", "table"), [("host_admin", HOST), ("participant", PARTICIPANT), ("referrer", REFERRER)]
)
def test_strip_in_every_state_is_in_the_readers_words(part, table):
    cast = of.full_cast()

    assert {key: read(cast, key, part) for key in table} == table


def test_a_worker_reads_what_to_do():
    cast = of.full_cast()

    assert read(cast, "placement.refused", "responsible") == (
        "mine", "", "Ring the person by Tue 1 Dec 2026", TOLD,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "part", "text"),
    [
        ("vacancy.submitted", "host_admin", NOTHING),
        ("participation.waiting", "participant", "If it takes longer, the manager is told."),
    ],
)
def test_a_row_without_a_day_promises_none(key, part, text):
    cast = of.full_cast()

    assert read(cast, key, part, due_on=None)[3] == text


@pytest.mark.parametrize("part", [*MEETS, "responsible"])
def test_no_strip_speaks_of_a_day_that_has_passed_as_if_it_came(part):
    cast, passed = of.full_cast(), timezone.localdate() - timedelta(days=3)

    for key in MEETS.get(part) or keys(("placement", PlacementState.values)):
        _kind, who, title, text = read(cast, key, part, due_on=passed)
        if formats.day(passed).replace("\xa0", " ") in f"{who} {title} {text}":
            assert "If the day passes" not in text, key
            assert "The day has passed" in text, key
