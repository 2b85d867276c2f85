"""Who may be a person that is already known. It asks, never decides; who may hear what: decision 0026."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.addresses import folded
from accounts.selectors import Viewer
from letters.near import are_near
from letters.order import person_key
from letters.phones import is_phone, phone_key
from programmes.participants.models import Participant, ToldApart
from programmes.participants.selectors import known_people

MOST_SHOWN = 5
MOST_COMPARED = 200


class Sign(StrEnum):
    """What makes two records look like one person, the strongest first."""

    BORN_AND_NAMED = "born_and_named"
    PHONE = "phone"
    EMAIL = "email"
    NAMED_BORN_NEAR = "named_born_near"


SIGN_WORDS = {
    Sign.BORN_AND_NAMED: _("same date of birth, a name that is alike"),
    Sign.PHONE: _("same telephone number"),
    Sign.EMAIL: _("same e-mail address"),
    Sign.NAMED_BORN_NEAR: _("same name, a date of birth that is nearly the same"),
}


@dataclass(frozen=True)
class Likeness:
    """A known person and what makes them look like the one in question."""

    person: Participant
    signs: tuple[Sign, ...]

    @property
    def words(self) -> str:
        """The signs, for whoever may see the person."""
        return ", ".join(str(SIGN_WORDS[sign]) for sign in self.signs)

    @property
    def is_by_birth(self) -> bool:
        """Whether the date of birth is the same too: a telephone alone may be a mother's or a friend's."""
        return Sign.BORN_AND_NAMED in self.signs


@dataclass(frozen=True)
class Found:
    """What the viewer hears: the people that they may see, and how many others may be the same."""

    seen: list[Likeness]
    unseen: list[Likeness]

    def __bool__(self) -> bool:
        return bool(self.seen or self.unseen)


def possible_duplicates(person: Participant) -> list[Likeness]:
    """Known people who may be this one, likeliest first: birth date and near name, telephone or e-mail."""
    phone = phone_key(person.phone) if is_phone(person.phone) else ""
    email = folded(person.email)
    same = Q(birth_date=person.birth_date) | Q(name_order=person_key(person.last_name, person.first_name))
    same |= Q(phone_key=phone) if phone else Q()
    same |= Q(email=email) if email else Q()
    rows = Participant.objects.filter(same).exclude(pk=person.pk).select_related("municipality")
    found, apart = [], told_apart_from(person)
    rows = rows.exclude(reference__in=apart) if apart else rows
    for other in rows.defer("municipality__shape").order_by("-pk")[:MOST_COMPARED]:
        if signs := _signs(person, other, phone, email):
            found.append(Likeness(other, signs))
    return sorted(found, key=lambda one: [sign not in one.signs for sign in Sign])[:MOST_SHOWN]


def told_apart_from(person: Participant) -> set[str]:
    """The references of whom a manager has said that they are somebody else; of somebody new, of nobody."""
    if person.pk is None:
        return set()
    mine = person.reference
    pairs = ToldApart.objects.filter(Q(pair__startswith=f"{mine} ") | Q(pair__endswith=f" {mine}"))
    return {part for pair in pairs.values_list("pair", flat=True) for part in pair.split()} - {mine}


def found_for(viewer: Viewer, person: Participant, *, officer: bool) -> Found:
    """The people that may be this one, as far as the viewer may hear of them.

    Of somebody out of their scope an officer hears only when the date of birth is the same too, and nothing
    of a person with a protected address: a coordinator is asked about them before the referral is accepted.
    """
    found = possible_duplicates(person)
    seen = {one.pk for one in known_people(viewer, [likeness.person for likeness in found])}
    others = [one for one in found if one.person.pk not in seen and one.is_by_birth]
    return Found(
        [one for one in found if one.person.pk in seen],
        [one for one in others if not (officer and one.person.restricted)],
    )


def _signs(person: Participant, other: Participant, phone: str, email: str) -> tuple[Sign, ...]:
    names = (person.first_name, person.last_name, other.first_name, other.last_name)
    born = person.birth_date == other.birth_date
    named = person_key(person.last_name, person.first_name) == other.name_order
    told = {
        Sign.BORN_AND_NAMED: born and are_near(*names),
        Sign.PHONE: bool(phone) and other.phone_key == phone,
        Sign.EMAIL: bool(email) and folded(other.email) == email,
        Sign.NAMED_BORN_NEAR: named and not born and _nearly(person.birth_date, other.birth_date),
    }
    return tuple(sign for sign in Sign if told[sign])


def _nearly(one: date, other: date) -> bool:
    """One of day, month and year is another, or day and month have changed places."""
    mine, theirs = (one.year, one.month, one.day), (other.year, other.month, other.day)
    same = sum(part == other_part for part, other_part in zip(mine, theirs, strict=True))
    return same == 2 or (one.year == other.year and (one.month, one.day) == (other.day, other.month))
