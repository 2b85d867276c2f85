"""A sample leaves the house: it is on record who drew it, how, and whom it shows."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from audit.models import Event
from audit.services import record, record_reads
from programmes.workspace.evidence import evidence_of
from reports.periods import Period
from reports.readers import require_manager
from reports.sample.drawing import Draw, draw, population_of
from reports.sample.folder import folder
from reports.selectors import frames_for

DRAWN = "sample.drawn"
PAGE = "reports:sample"


@transaction.atomic
def draw_sample(period: Period, people: int, seed: int, *, by: User) -> tuple[Draw, bytes]:
    """Who was drawn, and the folder of them in the language that is active; empty where there is nobody.

    Every person in it is in the read log. Raises PermissionDenied for who does not manage.
    """
    require_manager(by)
    drawn = draw(population_of(frames_for(by), period), people, seed)
    if not drawn.keys:
        return drawn, b""
    evidence = evidence_of(by, drawn.keys)
    record_reads(by, [one.row.participant for one in evidence], page=PAGE, role=Role.MANAGER)
    told = {
        "from": period.start,
        "to": period.end,
        "people": len(evidence),
        "seed": seed,
        "all": drawn.population,
        "sha256": drawn.fingerprint,
    }
    record(DRAWN, None, by=by, data=told)
    return drawn, folder(evidence, drawn, period)


def drawn_before() -> QuerySet[Event]:
    """The samples that were drawn, the latest first."""
    return Event.objects.filter(verb=DRAWN).select_related("actor").order_by("-pk")
