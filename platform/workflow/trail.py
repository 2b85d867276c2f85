"""Whether each row is in the state that the trail says it is in."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F, OuterRef, Subquery

from audit.models import Event
from audit.verifying import Broken
from workflow.registry import machines


def rows_not_as_told() -> Iterator[Broken]:
    """Rows whose state is not the one that their newest act led to: moved past the workflow, or an act is
    gone from the end of the trail."""
    for machine in machines().values():
        kind = machine.model._meta.model_name
        acts = Event.objects.filter(object_type=kind, object_id=OuterRef("pk")).exclude(to_state="")
        told = Subquery(acts.order_by("-pk").values("to_state")[:1])
        rows = machine.model._base_manager.alias(told=told).exclude(told=F("state"))
        for number in rows.values_list("pk", flat=True).order_by("pk"):
            yield Broken(str(kind), number, "is in another state than its newest act led to")
