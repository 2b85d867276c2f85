"""All that an act touches is locked before it is on record, in one order, in one place of the code."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings

from audit import services
from programmes import machines
from programmes.placements.services import parents
from tests.programmes.machines import cast as made
from tests.programmes.machines.test_locks import ACTS, Scene, outcome
from workflow import locks, undo

ROOT = settings.ROOT
LAST = 1000


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("name", list(ACTS))
def test_an_act_locks_all_it_touches_parents_first_and_before_it_is_on_record(name, monkeypatch):
    scene = Scene(made.full_cast())
    taken: list[tuple[int, Any]] = []
    lock_all, append = locks.lock_all, services.append

    def noted(rows: Any) -> list[Any]:
        found = lock_all(rows)
        taken.extend((locks._place(type(row))[0], (type(row), row.pk)) for row in found)
        return found

    def appended(events: Any, **told: Any) -> Any:
        taken.append((LAST, "chain"))
        return append(events, **told)

    for module in (locks, parents, machines):
        monkeypatch.setattr(module, "lock_all", noted)
    for module in (services, undo):
        monkeypatch.setattr(module, "append", appended)
    answer = outcome(ACTS[name], scene)

    first_time = list(dict.fromkeys(taken))
    assert answer == "done"
    assert (LAST, "chain") in first_time
    assert [place for place, _row in first_time] == sorted(place for place, _row in first_time)


def test_rows_are_locked_in_one_place():
    """Elsewhere a lock would have an order of its own. An import has: it shuts the others out."""
    own_order = ("programmes/exchange/", "platform/audit/services.py", "platform/workflow/locks.py")
    wild = [
        str(path.relative_to(ROOT))
        for folder in ("platform", "programmes")
        for path in (ROOT / folder).rglob("*.py")
        if "select_for_update(" in path.read_text() and not str(path.relative_to(ROOT)).startswith(own_order)
    ]
    assert not wild
