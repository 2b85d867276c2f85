"""No question that a large table would stop."""

from __future__ import annotations

import pytest
from django.db.models import Exists, OuterRef

from config.environment import Environment
from programmes.exchange.models import ImportedRow
from programmes.models import Participant


def test_a_list_of_all_that_is_not_in_a_table_is_refused_in_every_test(db):
    gone = ImportedRow.objects.exclude(object_id__in=Participant.objects.values("pk"))

    with pytest.raises(AssertionError, match="NOT EXISTS"):
        gone.count()


def test_the_same_asked_row_by_row_is_answered(db):
    there = Exists(Participant.objects.filter(pk=OuterRef("object_id")))

    assert ImportedRow.objects.filter(~there).count() == 0


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgres://host/name", "-c jit=off"),
        ("postgres://host/name?options=-c%20search_path%3Dours", "-c jit=off -c search_path=ours"),
    ],
)
def test_postgresql_compiles_no_query_and_keeps_the_options_of_the_address(monkeypatch, address, told):
    monkeypatch.setenv("DATABASE_URL", address)

    assert Environment().database()["OPTIONS"]["options"] == told
