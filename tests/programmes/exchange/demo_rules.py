"""The rules of the workflows, read from the rows alone: each check answers with what breaks it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models

from accounts.models import Assignment
from accounts.roles import Role
from areas.models import Municipality
from audit.models import Event
from programmes.catalogue.selectors import rule_on
from programmes.employers.models import HostEmployer, Vacancy
from programmes.participants.models import Participation
from programmes.participants.states import OPEN
from programmes.placements.agreements import Terms, content_of, sha256_of, signatories
from programmes.placements.dated import steps_of
from programmes.placements.limits import beyond
from programmes.placements.models import Agreement, OfferRound, Placement
from programmes.placements.selectors import rule_of
from workflow.registry import machines
from workflow.steps import transitions_of

HELSINKI = ZoneInfo("Europe/Helsinki")
MACHINES = {"participation": Participation, "host": HostEmployer, "vacancy": Vacancy, "placement": Placement}
FIRST_VERBS = {
    "participation": "referred",
    "host": "registered",
    "vacancy": "drafted",
    "placement": "proposed",
}
IDENTITY_CODE = re.compile(r"(?<![0-9A-Za-z])\d{6}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y](?![0-9A-Za-z])")

PARTICIPATION_CHAINS = (
    ("referred_on", "accepted_on", "started_on", "ended_on"),
    ("referred_on", "plan_made_on"),
    ("referred_on", "withdrawn_on"),
    ("referred_on", "returned_on", "referred_again_on"),
)
PLACEMENT_CHAINS = (
    (
        "offered_on",
        "wanted_on",
        "introduced_on",
        "accepted_on",
        "agreed_on",
        "starts_on",
        "ended_on",
        "closed_on",
    ),
    ("starts_on", "ends_on"),
    *[("offered_on", name) for name in ("declined_on", "refused_on", "released_on", "cancelled_on")],
)
# The day that an act leaves on its row.
DAY_OF_VERB = {
    "participation.referred": "referred_on", "participation.accepted": "accepted_on",
    "participation.started": "started_on", "participation.withdrawn": "withdrawn_on",
    "participation.referral_closed": "withdrawn_on", "participation.ended": "ended_on",
    "participation.returned": "returned_on", "participation.referred_again": "referred_again_on",
    "host.registered": "registered_on", "host.verified": "verified_on",
    "vacancy.published": "opened_on", "vacancy.closed": "closed_on",
    "placement.proposed": "offered_on", "placement.wanted": "wanted_on", "placement.declined": "declined_on",
    "placement.introduced": "introduced_on", "placement.accepted": "accepted_on",
    "placement.seat_reserved": "accepted_on", "placement.refused": "refused_on",
    "placement.released": "released_on", "placement.cancelled": "cancelled_on",
    "placement.closed": "closed_on",
}  # fmt: skip


def dates_out_of_order() -> list[str]:
    """Rows whose days do not follow each other, or that ended in two ways."""
    found = []
    for model, chains, ends in (
        (Participation, PARTICIPATION_CHAINS, ("ended_on", "withdrawn_on")),
        (
            Placement,
            PLACEMENT_CHAINS,
            ("declined_on", "refused_on", "released_on", "cancelled_on", "ended_on"),
        ),
        (Vacancy, (("opened_on", "closed_on", "valid_until"),), ()),
        (HostEmployer, (("registered_on", "looked_up_on", "verified_on"),), ()),
    ):
        for row in model.objects.all():
            for chain in chains:
                days = [day for name in chain if (day := getattr(row, name)) is not None]
                if days != sorted(days):
                    found.append(f"{model.__name__} {row.reference}: {chain} {days}")
            if sum(1 for name in ends if getattr(row, name) is not None) > 1:
                found.append(f"{model.__name__} {row.reference}: ended twice")
    return found


def states_against_dates() -> list[str]:
    """Rows whose state is not the one that their days tell (interface.md, "State")."""
    on_hold = set(
        Participation.objects.filter(holds__until_on=None, holds__isnull=False).values_list("pk", flat=True)
    )
    told = [(row, participation_state(row, row.pk in on_hold)) for row in Participation.objects.all()]
    told += [(row, placement_state(row)) for row in Placement.objects.prefetch_related("agreements")]
    checked = HostEmployer.objects.exclude(
        state__in=["rejected", "suspended", "closed"]
    )  # no day tells these
    told += [(row, "verified" if row.verified_on else "registered") for row in checked]
    told += [(row, vacancy_state(row)) for row in Vacancy.objects.exclude(opened_on=None)]
    return [
        f"{row!r} {row.reference}: {row.state}, days say {state}" for row, state in told if row.state != state
    ]


def participation_state(row: Participation, on_hold: bool) -> str:
    """The state that the days of a participation tell."""
    back = row.returned_on is not None and row.referred_again_on is None
    steps = (
        (row.ended_on, "ended"), (row.withdrawn_on, "withdrawn"), (back, "returned"), (on_hold, "on_hold"),
        (row.started_on, "active"), (row.accepted_on, "waiting"),
    )  # fmt: skip
    return next((state for day, state in steps if day), "referred")


def vacancy_state(row: Vacancy) -> str:
    """The state that the days of a place that has been open tell."""
    passed = Event.objects.filter(verb="vacancy.expired", object_id=row.pk, on__gt=row.valid_until).exists()
    # A place on hold with its host has no day: the break that is open says so.
    on_hold = row.paused_until or row.pauses.filter(until_on=None).exists()
    steps = ((row.closed_on, "closed"), (on_hold, "paused"), (passed, "expired"))
    return next((state for told, state in steps if told), "open")


def placement_state(row: Placement) -> str:
    """The state that the days of a placement tell; that a start came true is the event's to tell."""
    started = (
        Event.objects.filter(verb="placement.started", object_id=row.pk).exists() if row.agreed_on else False
    )
    on_break = row.pauses.filter(until_on=None).exists()
    steps = (
        (row.cancelled_on, "cancelled"), (row.declined_on, "declined"), (row.refused_on, "refused"),
        (row.released_on, "released"), (row.closed_on, "closed"), (row.ended_on, "ended"),
        (started and on_break, "paused"), (started, "active"),
        (row.agreed_on, "agreed"), (row.agreements.all(), "signing"), (row.accepted_on, "accepted"),
        (row.introduced_on, "introduced"), (row.wanted_on, "wanted"),
    )  # fmt: skip
    return next((state for day, state in steps if day), "proposed")


def seats_over(today: date) -> list[str]:
    """Places that on some day had more people than seats (indicators.md, "Holding a seat")."""
    changes: dict[Any, list[tuple[date, int]]] = defaultdict(list)
    for row in Placement.objects.select_related("vacancy", "intake"):
        begins = row.accepted_on or row.agreed_on
        if begins is None:
            continue
        freed = [row.ended_on + timedelta(days=1)] if row.ended_on else []
        freed += [day for day in (row.cancelled_on, row.refused_on, row.declined_on, row.released_on) if day]
        ends = min(freed, default=today + timedelta(days=1))
        if ends > begins:
            changes[row.vacancy or row.intake] += [(begins, 1), (ends, -1)]
    found = []
    for place, days in changes.items():
        held = 0
        for _day, change in sorted(days):
            held += change
            if held > place.seats:
                found.append(f"{place!r} {place.reference}")
    return found


def offers_outside_open_time() -> list[str]:
    """Suggestions to a place that was not open on the day, or of a type that it does not take."""
    types = defaultdict(set)
    for vacancy_id, type_id in Vacancy.programme_types.through.objects.values_list(
        "vacancy_id", "programmetype_id"
    ):
        types[vacancy_id].add(type_id)
    found = []
    for row in Placement.objects.select_related("vacancy", "intake__programme", "participation"):
        place, day = row.vacancy or row.intake, row.offered_on
        if row.vacancy:
            is_open = place.opened_on and place.opened_on <= day <= place.valid_until
            fine = is_open and (place.closed_on is None or place.closed_on > day)
            fine = fine and row.programme_type_id in types[place.pk]
        else:
            fine = place.ends_on >= day and place.programme.programme_type_id == row.programme_type_id
        if not fine or row.participation.accepted_on is None or row.participation.accepted_on > day:
            found.append(f"{row.reference} offered {day} at {place!r}")
    return found


def rounds_wrong() -> list[str]:
    """Rounds of none or more than three places, or whose count, day or reason is not as it should be."""
    found = []
    for offers in OfferRound.objects.prefetch_related("placements"):
        rows = list(offers.placements.all())
        places = {(row.vacancy_id, row.intake_id) for row in rows}
        fine = 1 <= len(rows) <= 3 and len(places) == len(rows)
        fine = fine and all(row.alternatives_shown == len(rows) for row in rows)
        fine = fine and all(row.offered_on == offers.offered_on for row in rows)
        fine = fine and all(row.participation_id == offers.participation_id for row in rows)
        if not fine or bool(offers.only_one_reason) != (len(rows) == 1):
            found.append(offers.reference)
    return found


def participations_wrong() -> list[str]:
    """Two open ones of a person, no coordinator of the municipality, or loose ends after the end."""
    rows = list(Participation.objects.prefetch_related("placements", "next_steps", "holds"))
    open_ones = Counter(row.participant_id for row in rows if row.state in OPEN)
    found = [f"{pk}: {number} open" for pk, number in open_ones.items() if number > 1]
    posts = _coordinators()
    for row in rows:
        live = [one for one in row.placements.all() if one.state in {"agreed", "active", "paused"}]
        if (row.accepted_on is None) != (row.coordinator_id is None):
            found.append(f"{row.reference}: coordinator without an acceptance, or the other way round")
        elif row.coordinator_id and row.coordinator_id not in posts[row.municipality_id]:
            found.append(f"{row.reference}: coordinator of another municipality")
        if row.state not in OPEN and (live or any(step.done_on is None for step in row.next_steps.all())):
            found.append(f"{row.reference}: something still open after the end")
        if sum(1 for step in row.next_steps.all() if step.done_on is None) > 1:
            found.append(f"{row.reference}: two next steps")
        if any((hold.look_again_on - hold.from_on).days > 90 for hold in row.holds.all()):
            found.append(f"{row.reference}: a break too long")
        if row.state == "ended" and not (row.exit_status and row.exit_class and row.next_destination):
            found.append(f"{row.reference}: an end without status, class or direction")
    return found


def _coordinators() -> dict[str, set[int]]:
    posts: dict[str, set[int]] = defaultdict(set)
    for post in Assignment.objects.filter(role=Role.COORDINATOR):
        for code, area in Municipality.objects.filter(in_area=True).values_list("code", "service_area_id"):
            whole = post.municipality_id is None and post.service_area_id is None
            if (
                whole
                or post.municipality_id == code
                or (post.service_area_id and post.service_area_id == area)
            ):
                posts[code].add(post.user_id)
    return posts


def terms_of(agreement: Agreement) -> Terms:
    """What the version says, as the terms it was made of."""
    content = agreement.content
    return Terms(
        starts_on=date.fromisoformat(content["starts_on"]),
        ends_on=date.fromisoformat(content["ends_on"]),
        weekly_hours=Decimal(content["weekly_hours"]),
        hours_steps=steps_of(content),
        **{name: content[name] for name in ("guide", "tasks", "aim", "insurance")},
        work_days=tuple(content["work_days"]),
        day_begins=content["day_begins"],
    )


def agreements_wrong() -> list[str]:
    """Places from signing on whose agreement, hash, signatures, hours or length is not as the rules ask."""
    found = []
    rows = Placement.objects.exclude(agreements=None).prefetch_related("agreements__signatures")
    for row in rows.select_related("vacancy__host", "participation__participant", "programme_type"):
        rule = rule_of(row)
        # A new version of a running place stands beside the one in force, and waits for its signatures.
        kept = [version for version in row.agreements.all() if not version.void and not version.replaced_on]
        agreement, *waiting = sorted(kept, key=lambda version: version.version)
        if waiting and (row.state != "active" or len(waiting) > 1):
            found.append(f"{row.reference} {row.state}: {len(waiting)} versions wait")
        terms = terms_of(agreement)
        needed = signatories(row, rule)
        signed = [signature.party for signature in agreement.signatures.all()]
        days = [signature.signed_at.astimezone(HELSINKI).date() for signature in agreement.signatures.all()]
        fine = agreement.sha256 == sha256_of(agreement.content) == sha256_of(content_of(row, rule, terms))
        fine = fine and tuple(signed) == needed[: len(signed)]
        whole = len(signed) == len(needed)
        if agreement.version == 1 or row.state == "signing":  # a later one came into force during the work
            fine = fine and (row.agreed_on == max(days) if whole else row.agreed_on is None)
        fine = fine and row.weekly_hours <= rule.weekly_hours_max
        longest = timedelta(days=31 * rule.duration_months_max) if rule.duration_months_max else None
        fine = fine and (longest is None or row.ends_on - row.starts_on <= longest)
        if agreement.kind == "external_recorded":
            fine = fine and agreement.decision_number and agreement.decided_on <= row.starts_on
        if not fine or not row.guide:
            found.append(f"{row.reference} {row.state}")
    signing = Placement.objects.filter(
        state__in=["signing", "agreed", "active", "ended", "closed"], agreements=None
    )
    return found + list(signing.values_list("reference", flat=True))


def vacancies_wrong() -> list[str]:
    """Places that leave untold what a host must tell, unchecked ones, or types against the law."""
    found = []
    for row in Vacancy.objects.select_related("host").prefetch_related("programme_types"):
        codes = {kind.code for kind in row.programme_types.all()}
        checked = row.opened_on is None or (
            row.displaces_nobody and row.safety_induction and row.host.verified_on <= row.opened_on
        )
        lawful = row.host.kind != "company" or "rehabilitative_work" not in codes
        if row.missing() or not checked or not lawful:
            found.append(f"{row.reference} {row.state}: {row.missing()}")
    return found


def limits_untold() -> list[str]:
    """Agreements beyond a limit that do not say so with a reason, or say so and are not."""
    found = []
    for row in Agreement.objects.select_related("placement").prefetch_related("overrides"):
        told, start = row.content, date.fromisoformat(row.content["starts_on"])
        over = beyond(
            row.placement,
            rule_on(row.placement.programme_type, start),
            starts_on=start,
            ends_on=date.fromisoformat(told["ends_on"]),
            hours=[("", Decimal(told["weekly_hours"])), *(("", hours) for _on, hours in steps_of(told))],
            work_days=told["work_days"],
        )
        said = {one.limit for one in row.overrides.all() if one.reason}
        if said != {one.limit for one in over}:
            found.append(f"{row!r}: {said}, but {over}")
    return found


def reasons_missing() -> list[str]:
    """Negative and early ends without a reason; what came with another act needs none of its own."""
    own_cancels = Event.objects.filter(verb="placement.cancelled", data__consequence_of__isnull=True)
    own = set(own_cancels.values_list("object_id", flat=True))
    own_closes = Event.objects.filter(verb="vacancy.closed", data__consequence_of__isnull=True)
    closed = set(own_closes.values_list("object_id", flat=True))
    rows: Iterable[Any] = [
        *Placement.objects.filter(state="refused", reason=None),
        *Placement.objects.filter(end_kind__startswith="early_", reason=None),
        *Placement.objects.filter(state="cancelled", reason=None, pk__in=own),
        *Participation.objects.filter(state="returned", reason=None),
        *Vacancy.objects.filter(state="closed", close_reason=None, pk__in=closed),
        *Vacancy.objects.filter(state="returned", change_wanted=""),
    ]
    return [f"{row!r} {row.reference}" for row in rows]


def trail_wrong() -> list[str]:
    """Rows whose events are no walk through their machine that ends where they stand, on their days."""
    arrows = {code: _arrows(model) for code, model in MACHINES.items()}
    walks: dict[tuple[str, int], list[Event]] = defaultdict(list)
    for event in Event.objects.exclude(to_state="").order_by("id"):
        walks[event.verb.split(".")[0], event.object_id].append(event)
    found = []
    for code, model in MACHINES.items():
        for row in model.objects.all():
            events = walks[code, row.pk]
            walk = [("", f"{code}.{FIRST_VERBS[code]}")] + [(one.from_state, one.verb) for one in events[1:]]
            fine = bool(events) and [(one.from_state, one.verb) for one in events] == walk
            fine = fine and all(now.from_state == before.to_state for before, now in pairwise(events))
            fine = fine and events[-1].to_state == row.state and events[-1].at == row.state_since
            fine = fine and all(
                (one.from_state, one.verb, one.to_state) in arrows[code] for one in events[1:]
            )
            last = {one.verb: one.on for one in events if one.verb in DAY_OF_VERB}
            fine = fine and all(getattr(row, DAY_OF_VERB[verb]) == on for verb, on in last.items())
            fine = fine and all(one.on == one.at.astimezone(HELSINKI).date() for one in events)
            if not fine or any(one.reference != row.reference for one in events):
                found.append(
                    f"{code} {row.reference}: {[(one.verb, one.to_state) for one in events]} but {row.state}"
                )
    times = list(Event.objects.exclude(on=None).order_by("id").values_list("at", flat=True))
    return found + (["not in the order of time"] if times != sorted(times) else [])


def _arrows(model: type[models.Model]) -> set[tuple[str, str, str]]:
    """Every (from, verb, to) that the machine of the model allows."""
    code = next(code for code, machine in machines().items() if machine.model is model)
    found = set()
    for transitions in transitions_of(model).values():
        for transition in transitions:
            targets = getattr(transition.target, "allowed_states", None) or [transition.target]
            verb = f"{code}.{transition.custom['step'].past}"
            found |= {(str(transition.source), verb, str(target)) for target in targets}
    return found


def identity_codes(kinds: Iterable[type[models.Model]]) -> list[str]:
    """Text anywhere in the rows that looks like a Finnish identity code."""
    found = []
    for model in kinds:
        for row in model._default_manager.all():
            text = " ".join(str(getattr(row, field.attname)) for field in model._meta.concrete_fields)
            found += [f"{model.__name__} {row.pk}: {code}" for code in IDENTITY_CODE.findall(text)]
    return found
