"""What the letter with a code says of one person, and the page from which a worker makes it."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.selectors import employment_area, service_phone
from programmes.documents.letter_values import LetterPaper
from programmes.handover.letters import address_of
from programmes.invitations import MadeLetter
from programmes.participants.models import Participant, Participation
from programmes.relations import worker_now
from ui.formats import day


def letter_paper(made: MadeLetter, time: Participation) -> LetterPaper:
    """The letter in the active language; no address is printed where it is protected or not known whole."""
    person = time.participant
    worker = worker_now(time)
    address = settings.BASE_URL.rstrip("/") + reverse("account_letter")
    phone = (worker.phone if worker else "") or service_phone()
    return LetterPaper(
        sender=(_("Välityö service"), employment_area().name, phone),
        address=address_of(person),
        day=day(timezone.localdate()),
        greeting=_("Hello %(name)s,") % {"name": person.first_name},
        code=made.code,
        where=address.removeprefix("https://"),
        link=f"{address}#{made.code}",
        until=day(made.row.valid_until),
        helper=str(worker) if worker else _("the Välityö service"),
        phone=phone,
    )


def text_message(made: MadeLetter, time: Participation) -> str:
    """The code as a text message in the active language; who it is for and from what stands in it not."""
    worker = worker_now(time)
    told = _(
        "Välityö: your code is %(code)s. Open %(where)s, write the code and your date of birth. It works "
        "once, until %(until)s. Questions: %(phone)s"
    )
    return told % {
        "code": made.code,
        "where": settings.BASE_URL.rstrip("/") + reverse("account_letter"),
        "until": day(made.row.valid_until),
        "phone": (worker.phone if worker else "") or service_phone(),
    }


def has_whole_address(person: Participant) -> bool:
    """Whether the letter can go by post: the address is known and not protected."""
    return bool(address_of(person))
