"""Records that may be one person, found among all of them: it asks, never decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from accounts.addresses import folded
from accounts.selectors import Viewer
from letters.near import are_near
from letters.phones import is_phone
from programmes.participants.likeness import SIGN_WORDS, Sign
from programmes.participants.models import Participant, Participation, ToldApart, pair_of
from programmes.participants.selectors import participations_for

MOST_SHARED = 6  # of more people with one telephone or address it is a household's or an office's


class Known(NamedTuple):
    """What of a record is compared."""

    key: int
    reference: str
    first_name: str
    last_name: str
    born: object
    phone: str
    email: str


class Pair(NamedTuple):
    """Two records and what makes them alike, the strongest sign first."""

    one: Known
    other: Known
    signs: tuple[Sign, ...]

    @property
    def words(self) -> str:
        """The signs, for whoever may see both."""
        return ", ".join(str(SIGN_WORDS[sign]) for sign in self.signs)

    @property
    def is_likely(self) -> bool:
        """Whether it is more than a shared telephone or address, which may be a family's."""
        return Sign.BORN_AND_NAMED in self.signs


def likely_pairs() -> list[Pair]:
    """Every two records of the same date of birth and a name that is alike, or one telephone or address and a
    name that is alike. Read once, compared within groups: it grows with the people, not with the pairs."""
    columns = ("pk", "reference", "first_name", "last_name", "birth_date", "phone_key", "email")
    rows = [Known(*row) for row in Participant.objects.order_by("pk").values_list(*columns)]
    signs: dict[tuple[Known, Known], set[Sign]] = defaultdict(set)
    for one, other in _within(rows, lambda row: row.born, most=None):
        if _alike(one, other):
            signs[one, other].add(Sign.BORN_AND_NAMED)
    for sign, by in ((Sign.PHONE, _phone), (Sign.EMAIL, _email)):
        for one, other in _within(rows, by, most=MOST_SHARED):
            if _alike(one, other):
                signs[one, other].add(sign)
    apart = set(ToldApart.objects.values_list("pair", flat=True))
    pairs = [
        Pair(one, other, tuple(sign for sign in Sign if sign in found))
        for (one, other), found in signs.items()
        if pair_of(one.reference, other.reference) not in apart
    ]
    return sorted(pairs, key=lambda pair: (not pair.is_likely, pair.one.key, pair.other.key))


def _phone(row: Known) -> str:
    return row.phone if is_phone(row.phone) else ""


def _email(row: Known) -> str:
    return folded(row.email)


def _alike(one: Known, other: Known) -> bool:
    return are_near(one.first_name, one.last_name, other.first_name, other.last_name)


def _within(rows: Iterable[Known], by: object, *, most: int | None) -> Iterator[tuple[Known, Known]]:
    """Every two rows that are one by the key; a key of nothing, or of too many, tells nothing."""
    groups: dict[object, list[Known]] = defaultdict(list)
    for row in rows:
        if key := by(row):  # type: ignore[operator]
            groups[key].append(row)
    for group in groups.values():
        if most is None or len(group) <= most:
            yield from combinations(group, 2)


class Shown(NamedTuple):
    """A pair as a manager reads it: a time in the service of each, and why they are alike."""

    one: Participation
    other: Participation
    words: str


def pairs_for(viewer: Viewer, *, most: int) -> list[Shown]:
    """The likely pairs of which the viewer sees both, at most so many."""
    pairs = likely_pairs()
    keys = {row.key for pair in pairs for row in (pair.one, pair.other)}
    times: dict[int, Participation] = {}
    for time in participations_for(viewer).filter(participant__in=keys).order_by("referred_on", "pk"):
        times[time.participant_id] = time
    seen = [pair for pair in pairs if pair.one.key in times and pair.other.key in times]
    return [Shown(times[pair.one.key], times[pair.other.key], pair.words) for pair in seen[:most]]
