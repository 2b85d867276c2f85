"""The way in on paper: a worker makes a letter with a code, the code opens the person's own page once.

The same code can go as a text message, for fewer days (decision 0121). Decision 0082. The code stands on the
paper alone: whoever reads the database cannot make it out. It is asked for together with the date of birth,
so that a letter in the wrong hands opens nothing.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from accounts.addresses import folded
from accounts.letter import LetterRefused
from accounts.models import User
from accounts.roles import Role
from accounts.selectors import belongs_to_staff
from accounts.services import assign_role, change_address, make_account_without_address
from audit.grouping import as_one
from audit.services import record
from programmes.doors import account_values, is_hosts
from programmes.employers.models import Membership
from programmes.participants.models import InvitationLetter, Participant
from ui.formats import day
from workflow.locks import lock

# No vowels, so that no word comes about by chance; nothing that looks like another sign.
SIGNS = "23456789BCDFGHJKMNPQRTVWXY"
LENGTH, IN_PARTS_OF = 12, 4
VALID_DAYS, TEXT_DAYS = 30, 3
TRIES = 5


@dataclass(frozen=True)
class MadeLetter:
    """A letter that has just been made, with the code that is written on it and nowhere else."""

    row: InvitationLetter
    code: str


def why_no_letter(person: Participant) -> str:
    """Why no letter can open the person's page, in words for a worker; empty where one can."""
    account = person.user
    if person.deceased_on:
        return _("The person has died.")
    if account is None:
        return ""
    if not account.is_active:
        return _("The account of the person is closed.")
    if _has_other_role(account):
        return _("The account of the person opens more than their own page: they come in by e-mail.")
    return ""


def waiting_letter(person: Participant) -> InvitationLetter | None:
    """The letter that would open the page today."""
    today = timezone.localdate()
    return person.letters.filter(used_at=None, void_at=None, valid_until__gte=today).first()


class AnotherLetterWaitsError(Exception):
    """A letter has been made of which whoever asks for one does not know."""


@as_one()
def make_letter(
    person: Participant, *, by: User, instead_of: str | None = None, by_text: bool = False
) -> MadeLetter:
    """A new letter opens the page of the person once within 30 days; an earlier one opens nothing any more.

    by_text: the code is for a text message, and opens the page within three days.
    instead_of: the key of the letter that who asks knows to wait, empty for none; None asks nothing.
    Raises PermissionError where no letter can (`why_no_letter`); AnotherLetterWaitsError where one waits of
    which who asks does not know.
    """
    lock(person)
    if why_no_letter(person):
        raise PermissionError("no letter opens this page")
    waiting = waiting_letter(person)
    if instead_of is not None and waiting is not None and str(waiting.pk) != instead_of:
        raise AnotherLetterWaitsError
    _open_letters(person).update(void_at=timezone.now())
    code = "".join(secrets.choice(SIGNS) for _sign in range(LENGTH))
    last_day = timezone.localdate() + timedelta(days=TEXT_DAYS if by_text else VALID_DAYS)
    row = InvitationLetter.objects.create(
        person=person, digest=_digest(code), made_by=by, valid_until=last_day, by_text=by_text
    )
    _record("text_made" if by_text else "letter_made", person, by=by, valid_until=last_day)
    return MadeLetter(row, in_parts(code))


@as_one()
def make_worthless(person: Participant, *, by: User) -> bool:
    """No letter that was made before opens the page; answers whether there was one."""
    lock(person)
    changed = bool(_open_letters(person).update(void_at=timezone.now()))
    if changed:
        _record("letter_void", person, by=by)
    return changed


def come_in(code: str, born: date) -> User:
    """Whose page the letter opens: the account is made with the first letter; the code is used up.

    Raises LetterRefused, with words, when the code opens nothing; a wrong date of birth is counted, and the
    fifth makes the letter worthless.
    """
    found = _try(code, born)
    if isinstance(found, str):
        raise LetterRefused(found)
    return found


@transaction.atomic
def _try(code: str, born: date) -> User | str:
    """The account, or why there is none. What a try has changed stays."""
    digest = _digest(code)
    person = Participant.objects.filter(letters__digest=digest).first()
    if person is None:
        return str(NOT_KNOWN)
    lock(person)
    letter = InvitationLetter.objects.get(digest=digest)
    if person.birth_date != born:
        return _count_wrong_try(letter, person)
    refused = _why_refused(letter, person)
    return refused or _open(letter, person)


NOT_KNOWN = gettext_lazy(
    "This code and this date of birth do not belong together. Check both. If it does not help, call us: "
    "you get a new code."
)


def _count_wrong_try(letter: InvitationLetter, person: Participant) -> str:
    if letter.void_at is None and letter.used_at is None:
        letter.wrong_tries += 1
        if letter.wrong_tries >= TRIES:
            letter.void_at = timezone.now()
            _record("letter_void", person, by=None, why="wrong dates of birth")
        letter.save(update_fields=["wrong_tries", "void_at"])
    return str(NOT_KNOWN)


def _why_refused(letter: InvitationLetter, person: Participant) -> str:
    """Why the code opens nothing any more, told to the one who knows both it and the date of birth."""
    if letter.used_at:
        used = day(timezone.localdate(letter.used_at))
        return _("This code was used on %(day)s. A code opens the page once. Call us: you get a new one.") % {
            "day": used
        }
    if letter.void_at and letter.wrong_tries >= TRIES:
        return _("The date of birth was wrong too many times. Call us: you get a new code.")
    if letter.void_at:
        return _("This code is not valid any more: a newer one was made, or it was called off. Call us.")
    if letter.valid_until < timezone.localdate():
        last = day(letter.valid_until)
        return _("This code was valid until %(day)s. Call us: you get a new one.") % {"day": last}
    if why_no_letter(person):
        return _("This code opens no page any more. Call us.")
    return ""


@as_one()
def _open(letter: InvitationLetter, person: Participant) -> User:
    letter.used_at = timezone.now()
    letter.save(update_fields=["used_at"])
    if person.user is None:
        values = account_values(person) | {"language": get_language() or "fi"}  # in which the code was typed
        person.user = make_account_without_address(**values, by=letter.made_by)
        person.save(update_fields=["user"])
    assign_role(person.user, Role.PARTICIPANT, by=letter.made_by)
    _record("letter_used", person, by=person.user)
    return person.user


@as_one()
def take_address(person: Participant, address: str, *, by: User) -> str:
    """The person comes in by the address from now on, which they have just shown that they read.

    Answers why not, in words, when somebody else is known by the address; then nothing has changed.
    """
    lock(person)
    mail = folded(address)
    account = person.user
    if account is None or account.pk != by.pk or account.email:
        return _("Call your worker to change it.")
    if _is_known(mail, person):
        return _("Somebody else here has this e-mail address too. Give another one, or call your worker.")
    change_address(account, mail, by=by, verified=True)
    person.email = mail
    person.save(update_fields=["email"])
    _record("address_proven", person, by=by)
    return ""


def in_parts(code: str) -> str:
    """The code as it is printed: four signs at a time."""
    return "-".join(code[at : at + IN_PARTS_OF] for at in range(0, len(code), IN_PARTS_OF))


def _digest(code: str) -> str:
    """The keyed hash of a code, however it was typed. A new SECRET_KEY voids all letters."""
    bare = "".join(sign for sign in code.upper() if sign in SIGNS)
    return salted_hmac("programmes.InvitationLetter", bare, algorithm="sha256").hexdigest()


def _open_letters(person: Participant) -> models.QuerySet[InvitationLetter]:
    return InvitationLetter.objects.filter(person=person, used_at=None, void_at=None)


def _has_other_role(account: User) -> bool:
    """Whether the account opens more than its person's own page: a letter must never open that."""
    return (
        account.is_staff
        or account.is_superuser
        or account.assignments.exclude(role=Role.PARTICIPANT).exists()
        or Membership.objects.filter(user=account).exists()
    )


def _is_known(mail: str, person: Participant) -> bool:
    """Whether the address is somebody else's here: an account's, participant's, worker's or workplace's."""
    others = Participant.objects.filter(email=mail, deceased_on=None).exclude(pk=person.pk)
    return (
        User.objects.filter(email=mail).exclude(pk=person.user_id).exists()
        or others.exists()
        or belongs_to_staff(mail)
        or is_hosts(mail)
    )


def _record(past: str, person: Participant, *, by: User | None, **data: object) -> None:
    """The event stands in the trail of the person's time in the service."""
    time = person.participations.order_by("-referred_on", "-pk").first()
    record(f"participation.{past}", time or person, by=by, data=data)
