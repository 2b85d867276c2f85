"""Seats of vacancies and groups: never over on any day, and no person twice in the same place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from programmes.catalogue.models import Intake
from programmes.employers.models import Vacancy
from programmes.exchange.occupancy import SeatBook, Stay, stay_of
from programmes.exchange.run import Draft, Run
from programmes.placements.models import Placement

MOST_SEATS = 32_767
DAYS = (
    "accepted_on",
    "agreed_on",
    "ended_on",
    "cancelled_on",
    "refused_on",
    "declined_on",
    "released_on",
)
PERSON = "participation__participant_id"
# What is asked of a placement that stands.
STANDING = ("vacancy_id", "intake_id", PERSON, *DAYS)
Place = tuple[str, int]
MODELS: dict[str, Any] = {"vacancy": Vacancy, "intake": Intake}


def take_seats(drafts: Sequence[Draft], run: Run) -> None:
    """Each placement that holds a seat has one; those for whom none is left get the reason.

    What stands in the database comes first, then the rows in the order of the file: the later one yields. A
    change of a standing placement may have to wait until another change has made room.
    """
    moving = [draft for draft in drafts if draft.fits and not draft.same]
    registry = _open_books(moving, run)
    waiting = [draft for draft in moving if not draft.is_new]
    while True:
        refused = [draft for draft in waiting if registry.seat(draft)]
        if not refused or len(refused) == len(waiting):
            break
        waiting = refused
    for draft in [*refused, *(draft for draft in moving if draft.is_new)]:
        draft.problems += registry.seat(draft)


def refuse_fewer_seats(drafts: Sequence[Draft], link: str, run: Run) -> None:
    """A vacancy or group that stands keeps at least as many seats as are held on its fullest day."""
    changed = {
        draft.obj.pk: draft for draft in drafts if draft.fits and draft.obj is not None and not draft.is_new
    }
    fewer = {pk: draft for pk, draft in changed.items() if draft.values["seats"] < draft.obj.seats}
    for (_link, pk), held in _standing(link, fewer, run).items():
        book = SeatBook(0, held.values())
        for stay in held.values():
            book.add(stay)
        if book.most_held > fewer[pk].values["seats"]:
            fewer[pk].problems.append(f"seats over: {book.most_held} are held on the fullest day")


@dataclass
class Registry:
    """The books of every place that the drafts name, and where each standing placement is written down."""

    books: dict[Place, SeatBook]
    standing: dict[int, tuple[Place, Stay]]

    def seat(self, draft: Draft) -> list[str]:
        """The draft holds its seat; or why it cannot, and then all is as before."""
        before = None if draft.is_new else self.standing.get(draft.obj.pk)
        if before is not None:
            self.books[before[0]].remove(before[1])
        stay = draft_stay(draft)
        problems = self._problems(draft, stay) if stay is not None else []
        if problems and before is not None:
            self.books[before[0]].add(before[1])
        elif stay is not None and not problems:
            self.books[place_of(draft)].add(stay)
        return problems

    def _problems(self, draft: Draft, stay: Stay) -> list[str]:
        book, problems = self.books[place_of(draft)], []
        kind = place_of(draft)[0]
        place = f"{kind} {draft.values[f'{kind}_id']}"
        if book.has_person(stay):
            problems.append(f"same {kind} at the same time: this person already holds a seat at {place}")
        if day := book.full_on(stay):
            problems.append(f"seats over: every seat of {place} ({book.seats} in all) is held on {day}")
        return problems


def place_of(draft: Draft) -> Place:
    """The vacancy or the group of a placement."""
    kind = "vacancy" if draft.values["vacancy"] is not None else "intake"
    return kind, draft.values[kind].pk


def draft_stay(draft: Draft) -> Stay | None:
    """The seat that the placement would hold."""
    return stay_of(draft.values, draft.values["participation"].participant_id)


def _open_books(drafts: Sequence[Draft], run: Run) -> Registry:
    """Books of the places, which the run holds, with the stays that stand in the database."""
    wanted: dict[Place, list[Stay]] = defaultdict(list)
    for draft in drafts:
        stay = draft_stay(draft)
        wanted[place_of(draft)] += [stay] if stay is not None else []
    books: dict[Place, SeatBook] = {}
    standing: dict[int, tuple[Place, Stay]] = {}
    for link, model in MODELS.items():
        keys = sorted(pk for kind, pk in wanted if kind == link)
        held = _standing(link, keys, run)
        for pk, seats in run.rows(model, keys, "pk", "seats"):
            here = held.get((link, pk), {})
            books[link, pk] = SeatBook(seats, [*wanted[link, pk], *here.values()])
            for placement, stay in here.items():
                books[link, pk].add(stay)
                standing[placement] = ((link, pk), stay)
    return Registry(books, standing)


def _standing(link: str, keys: Iterable[int], run: Run) -> dict[Place, dict[int, Stay]]:
    """By place, the stays of its placements by their primary key."""
    stays: dict[Place, dict[int, Stay]] = defaultdict(dict)
    names = ("pk", f"{link}_id", PERSON, *DAYS)
    for pk, place, person, *days in run.rows(Placement, keys, *names, by=f"{link}_id"):
        stay = stay_of(dict(zip(DAYS, days, strict=True)), person)
        if stay is not None:
            stays[link, place][pk] = stay
    return stays
