"""The mark of a demo database: where one may be made, and how one is emptied."""

from __future__ import annotations

from django.db import connection, models, transaction

from accounts.demo import ACCOUNTS, DOMAIN
from accounts.models import User
from audit import triggers
from audit.models import Event, Read, Seal, SealEnd
from notifications.models import Message, MessageText, MorningMail
from programmes.appointments.models import Appointment
from programmes.catalogue.models import CoachingEnvironment, Intake
from programmes.employers.models import HostEmployer
from programmes.exchange.demo.desk import drop_imports
from programmes.exchange.demo.papers import drop_files
from programmes.exchange.models import DemoStamp, ImportedRow, ImportRun
from programmes.participants.models import Participant, ToldApart
from programmes.servicepoints.models import Complaint, Feedback, FeedbackKiosk, SafetyReport, VisitTally
from programmes.workspace.models import Batch, SavedList

# With each goes whatever hangs on it: a new kind of row is emptied without being named here.
ROOTS: tuple[type[models.Model], ...] = (
    Message,
    MessageText,
    MorningMail,
    Event,
    Read,
    Seal,
    SealEnd,
    Complaint,
    Feedback,
    SafetyReport,
    VisitTally,
    FeedbackKiosk,
    Appointment,
    ToldApart,
    Participant,
    HostEmployer,
    Intake,
    CoachingEnvironment,
    ImportedRow,
    ImportRun,
    SavedList,
    Batch,
    DemoStamp,
)


def emptied() -> list[type[models.Model]]:
    """The models of a demo, children first: the roots, and every model that points to one of them."""
    found = list(ROOTS)
    for model in found:
        for field in model._meta.get_fields(include_hidden=True):
            points_here = (
                field.auto_created and not field.concrete and (field.one_to_many or field.one_to_one)
            )
            if points_here and field.related_model not in found:
                found.append(field.related_model)  # type: ignore[arg-type]
    return found[::-1]


class NotADemoError(Exception):
    """The database may hold real people: nothing synthetic is put there and nothing is taken away."""


def stamp() -> DemoStamp | None:
    """The mark, when the database holds synthetic people only."""
    return DemoStamp.objects.order_by("pk").last()


def check_free() -> None:
    """Raises NotADemoError when people or hosts are there that no demo made."""
    if Participant.objects.exists() or HostEmployer.objects.exists():
        raise NotADemoError(
            "The database has people or host employers and is not stamped as demo: nothing was changed."
        )


@transaction.atomic
def flush_demo() -> None:
    """People, hosts, events and the accounts of the history are gone; pages, areas and the catalogue stay.

    Raises NotADemoError, with nothing changed, on a database without the mark.
    """
    if stamp() is None:
        raise NotADemoError("The database is not stamped as demo: nothing was emptied.")
    editor = connection.schema_editor()
    drop_files()
    drop_imports()
    connection.check_constraints()  # PostgreSQL changes no trigger while a foreign key is still to be checked
    triggers.drop(editor)
    for model in emptied():
        editor.execute(f"DELETE FROM {editor.quote_name(model._meta.db_table)}")  # noqa: S608 - our own table
    connection.check_constraints()
    triggers.create(editor)
    kept = [account.email for account in ACCOUNTS]
    User.objects.filter(email=None).delete()  # a letter has made them for the synthetic people
    User.objects.filter(email__endswith=f"@{DOMAIN}").exclude(email__in=kept).delete()
