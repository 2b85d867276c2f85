"""participants.csv: the people whom the service is for."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from programmes.exchange.columns import Column, Values
from programmes.exchange.files.base import BundleFile
from programmes.exchange.memory import keys_of
from programmes.exchange.run import Draft, Run
from programmes.exchange.values import (
    code_in,
    email,
    listed_code,
    past_day,
    phone,
    phone_doubts,
    postal_code,
    text,
    text_of,
    whole,
    yes_or_no,
)
from programmes.participants.codes import ContactChannel, Gender
from programmes.participants.models import Participant

HIGHEST_ISCED = 8
LONGEST_ADDRESS = 200

# What each channel cannot do without; the worker needs no address.
NEEDED_BY_CHANNEL = {
    ContactChannel.EMAIL: ("email",),
    ContactChannel.SMS: ("phone",),
    ContactChannel.PHONE: ("phone",),
    ContactChannel.LETTER: ("street_address", "postal_code", "post_office"),
}


class Participants(BundleFile):
    """One person a row."""

    name = "participants"
    model = Participant
    machine = "participant"
    called_by_key = True
    asked = ("first_name", "last_name", "birth_date", "municipality_id", "reference")
    columns = (
        Column("external_id", text(120), required=True),
        Column("first_name", text_of(Participant, "first_name"), required=True, field="first_name"),
        Column("last_name", text_of(Participant, "last_name"), required=True, field="last_name"),
        Column("birth_date", past_day, required=True, field="birth_date"),
        Column(
            "municipality_code",
            listed_code("municipalities", digits=3),
            required=True,
            field="municipality_id",
        ),
        Column("gender", code_in(Gender.values), field="gender", empty=Gender.UNKNOWN.value),
        Column("street_address", text(LONGEST_ADDRESS), field="street_address", empty=""),
        Column("postal_code", postal_code, field="postal_code", empty=""),
        Column("post_office", text_of(Participant, "post_office"), field="post_office", empty=""),
        Column("language", listed_code("languages"), field="language", empty=""),
        Column("email", email, field="email", empty=""),
        Column("phone", phone(30), field="phone", empty=""),
        Column(
            "contact_channel",
            code_in(ContactChannel.values),
            field="contact_channel",
            empty=ContactChannel.WORKER.value,
        ),
        Column("restricted", yes_or_no, field="restricted", empty=False, kept=True),
        Column("partial_work_ability", yes_or_no, field="partial_work_ability"),
        Column("foreign_background", yes_or_no, field="foreign_background"),
        Column("education_level", whole(0, HIGHEST_ISCED), field="education_level"),
    )

    def warn(self, drafts: Sequence[Draft], run: Run) -> None:
        alike = _people_born_with(drafts, run)
        for draft in drafts:
            values = draft.values
            others = alike.setdefault(_likeness(values), {})
            twin = next((name for pk, name in others.items() if pk != draft.obj.pk), None)
            others.setdefault(draft.obj.pk or f"row {draft.row.number}", draft.key)
            if twin is not None:
                run.warn(
                    self.name,
                    draft,
                    f"possible duplicate person: same name, birth date and municipality as {twin}",
                )
            if values["municipality_code"] not in run.known.area:
                run.warn(self.name, draft, "the municipality is outside the area")
            if doubts := phone_doubts(values["phone"]):
                run.warn(self.name, draft, f"phone {doubts}")
            if draft.stood.get("restricted") and not values["restricted"]:
                run.warn(self.name, draft, "the address is not protected any more: restricted says no")
            missing = [
                name for name in NEEDED_BY_CHANNEL.get(values["contact_channel"], ()) if not values[name]
            ]
            if missing:
                channel = values["contact_channel"]
                run.warn(
                    self.name,
                    draft,
                    f"no address for the chosen channel {channel}: {', '.join(missing)} not known",
                )


def _people_born_with(drafts: Sequence[Draft], run: Run) -> dict[tuple[Any, ...], dict[Any, str]]:
    """People in the service with a birth date of the drafts, by what makes them look like the same person.

    Those that this bundle brought are called by their keys.
    """
    people: dict[tuple[Any, ...], dict[Any, str]] = {}
    wanted = {_likeness(draft.values) for draft in drafts}
    days = {draft.values["birth_date"] for draft in drafts}
    names = ("first_name", "last_name", "birth_date", "municipality_id", "pk", "reference")
    found = run.rows(Participant, days, *names, by="birth_date")
    for first, last, born, municipality, pk, reference in sorted(found, key=itemgetter(4)):
        if (likeness := _key(first, last, born, municipality)) in wanted:
            people.setdefault(likeness, {})[pk] = f"{reference} in the service"
    brought = {pk for alike in people.values() for pk in alike} & run.made["participants"]
    keys = keys_of("participants", run, brought)
    return {
        likeness: {pk: keys.get(pk, name) for pk, name in alike.items()} for likeness, alike in people.items()
    }


def _likeness(values: Values) -> tuple[Any, ...]:
    return _key(values["first_name"], values["last_name"], values["birth_date"], values["municipality_code"])


def _key(first: str, last: str, born: Any, municipality: str) -> tuple[Any, ...]:
    return " ".join(first.casefold().split()), " ".join(last.casefold().split()), born, municipality
