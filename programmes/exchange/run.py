"""One run of an import: what it takes as given, what went in, and what is said of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from django.db import models
from django.utils import timezone

from accounts.models import Assignment
from accounts.roles import COORDINATING
from areas.models import CefrLevel, Language, Municipality, OccupationGroup, Skill
from audit.among import among
from programmes.catalogue.models import Programme, ProgrammeType, SolutionClass
from programmes.exchange.columns import UNSTORABLE, Values
from programmes.exchange.imagined import Imagined, Model
from programmes.exchange.tables import Row
from programmes.exchange.values import Known
from programmes.turns import due_on

CHUNK = 500
# Rows that go in together, in one transaction: so few that nobody waits for them (decision 86).
PART = 200


class Reasons(str):
    """Why a row cannot go in, in one line as the command tells it; `each` reason by itself for a page."""

    __slots__ = ("each",)

    each: tuple[str, ...]

    @classmethod
    def of(cls, problems: Iterable[str]) -> Reasons:
        """The reasons, each told once."""
        each = tuple(dict.fromkeys(problems))
        told = cls("; ".join(each))
        told.each = each
        return told


class Named(Protocol):
    """What a word of warning is about."""

    row: Row

    @property
    def key(self) -> str: ...


@dataclass(slots=True)
class Draft:
    """A row on its way in.

    values: by column, then with its parents and with what the row in the database already says.
    same: it says what it said at its last import. obj: the row that it becomes. again: its key stood before
    in the file. crowded: it stands, and has no room for what it would become. left_empty, taken_away: the
    columns that say nothing, and that say there is nothing. stood: what a standing row said, by column.
    before: every value of it, by the name of its field; made, changed: what the row brought beside it, as an
    `UndoNote` keeps it; links: to what it pointed before, where many are.
    """

    row: Row
    key: str
    values: Values
    problems: list[str]
    digest: str = ""
    same: bool = False
    obj: Any = None
    is_new: bool = False
    state_before: str = ""
    again: bool = False
    crowded: bool = False
    left_empty: list[str] = field(default_factory=list)
    taken_away: list[str] = field(default_factory=list)
    stood: Values = field(default_factory=dict)
    before: dict[str, Any] = field(default_factory=dict)
    made: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    links: dict[str, list[int]] = field(default_factory=dict)

    @property
    def fits(self) -> bool:
        """Whether nothing speaks against the row so far."""
        return not self.problems


@dataclass
class Outcome:
    """What became of the rows of one file."""

    name: str
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[tuple[Row, Reasons]] = field(default_factory=list)


@dataclass
class Run:
    """What the files of one bundle share.

    refused: keys of rejected rows; touched: primary keys of standing rows that this run has changed; made: of
    new ones, where the file asks for it. All by file. Which keys stand in the database is asked of it.
    imagined: what a rehearsal would have written; None where it is written.
    """

    source: str
    known: Known
    imagined: Imagined | None = None
    refused: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    touched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    made: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    warnings: list[str] = field(default_factory=list)
    _due: dict[tuple[Any, ...], date | None] = field(default_factory=dict)
    _midnights: dict[date, datetime] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day of the run."""
        return self.known.today

    @cached_property
    def now(self) -> datetime:
        """The instant that every event of the run bears."""
        return timezone.now()

    def rows(
        self, model: Model, keys: Iterable[Any], *names: str, by: str = "pk"
    ) -> Iterator[tuple[Any, ...]]:
        """`rows_by_key` of the model as its rows stand, or would stand where this is a rehearsal."""
        wanted = sorted(set(keys))
        standing = rows_by_key(model._base_manager, wanted, *names, "pk", by=by)
        if self.imagined is None:
            yield from (facts[:-1] for facts in standing)
            return
        yield from (facts[:-1] for facts in standing if not self.imagined.stands(model, facts[-1]))
        yield from self.imagined.rows(model, wanted, names, by)

    def warn(self, file: str, draft: Named, words: str) -> None:
        """The row goes in, with a word of warning."""
        self.warnings.append(f"{file} {draft.key} (row {draft.row.number}): {words}")

    def stand(self, machine: str, obj: Any, state: str, since: date) -> None:
        """The row stands in `state` since the day, and its turn is due when the deadlines say."""
        obj._meta.get_field("state").set_state(obj, state)
        if since not in self._midnights:
            self._midnights[since] = timezone.make_aware(datetime.combine(since, time.min))
        obj.state_since = self._midnights[since]
        asked = (machine, state, since, getattr(obj, "starts_on", None), getattr(obj, "ends_on", None))
        if asked not in self._due:
            self._due[asked] = due_on(machine, obj, since)
        obj.due_on = self._due[asked]


def known_on(today: date) -> Known:
    """The code lists as the database holds them."""
    coordinators = Assignment.objects.current(today).filter(
        role__in=sorted(COORDINATING), user__is_active=True
    )
    places = dict(Municipality.objects.values_list("code", "in_area"))
    return Known(
        today=today,
        municipalities=frozenset(places),
        area=frozenset(code for code, in_area in places.items() if in_area),
        languages=frozenset(Language.objects.values_list("code", flat=True)),
        occupation_groups=frozenset(OccupationGroup.objects.values_list("code", flat=True)),
        solutions=dict(
            SolutionClass.objects.valid_on(today).order_by("valid_from").values_list("code", "pk")
        ),
        programme_types=dict(ProgrammeType.objects.values_list("code", "pk")),
        skills=frozenset(str(pk) for pk in Skill.objects.values_list("esco_id", flat=True)),
        cefr_levels=frozenset(CefrLevel.objects.values_list("code", flat=True)),
        programmes=dict(Programme.objects.values_list("code", "pk")),
        coordinators={
            str(email).lower(): pk for email, pk in coordinators.values_list("user__email", "user_id")
        },
    )


def in_chunks(items: Iterable[Any], size: int = CHUNK) -> Iterator[list[Any]]:
    """The items, a list of at most `size` at a time: no query asks for more."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def may_stand(key: Any) -> bool:
    """Whether a database can hold the key at all: bytes that are no letters, and NUL, it cannot."""
    return not isinstance(key, str) or UNSTORABLE.search(key) is None


def rows_by_key(
    rows: models.QuerySet[Any] | models.Manager[Any], keys: Iterable[Any], *names: str, by: str = "pk"
) -> Iterator[tuple[Any, ...]]:
    """`values_list(*names)` of the rows whose `by` is among the keys; a key that cannot stand has none."""
    for chunk in in_chunks(sorted({key for key in keys if may_stand(key)})):
        yield from among(rows.all(), by, chunk).values_list(*names)
