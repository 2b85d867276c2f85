"""No question that a large table would stop."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, UniqueConstraint

from config.environment import Environment
from notifications.models import Message
from programmes.exchange.models import ImportedRow
from programmes.models import Participant
from workflow.models import StateRow


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


# Codes, rules, and what few people write.
FEW_ROWS = {
    "CoachingEnvironment",
    "Complaint",
    "Feedback",
    "OpeningHours",
    "HoursException",
    "Parameter",
    "Programme",
    "ProgrammeType",
    "ProgrammeTypeRule",
    "ReasonCode",
    "RetentionRule",
    "SafetyReport",
    "ServicePoint",
}


def doubled_indexes() -> list[str]:
    """Columns of the tables that grow with everyone which two indexes begin with.

    On PostgreSQL a text that is unique or indexed by itself has a second one for LIKE; a named constraint
    or index has not.
    """
    found = []
    for model in (*apps.get_app_config("programmes").get_models(), Message):
        begins = {one.fields[0] for one in model._meta.indexes if one.fields and one.condition is None}
        begins |= {
            one.fields[0]
            for one in model._meta.constraints
            if isinstance(one, UniqueConstraint) and one.fields and one.condition is None
        }
        for field in model._meta.local_concrete_fields:
            twice = field.db_index and not field.unique and field.name in begins
            text = isinstance(field, CharField) and (field.unique or field.db_index)
            # The code of a row with a state is the engine's.
            if (twice or text) and not (issubclass(model, StateRow) and field.name == "reference"):
                found.append(f"{model.__name__}.{field.name}")
    return [each for each in found if each.partition(".")[0] not in FEW_ROWS]


def test_no_table_that_grows_with_everyone_has_an_index_twice():
    assert doubled_indexes() == []
