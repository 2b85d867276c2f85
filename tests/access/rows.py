"""One row of every kind, of one person and one host, about which each address is asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from notifications.models import Message
from programmes.exchange.browser import store
from programmes.models import (
    Adjustment,
    Appointment,
    CallRequest,
    CorrectionRequest,
    Decision,
    EmployerContact,
    Feedback,
    FeedbackKiosk,
    FollowUp,
    ImportRun,
    MemberInvitation,
    Membership,
    PartnerLink,
    Review,
    SafetyReport,
    ServicePoint,
    SessionSeat,
    SignedPaper,
    SkillTask,
    Visit,
    VisitTally,
    WeekLink,
    WorkerChange,
    Workplace,
)
from programmes.participants.models import FileKind, Participation
from programmes.personal import attachments, conversation
from programmes.personal.attachments import Attachment
from programmes.placements.attendance.calendar import monday_of
from programmes.workspace.batches.making import draft
from reports.made.ordering import scope_mark
from reports.models import Edition, Making
from tests.programmes.machines import cast as made


@pytest.fixture
def rows() -> dict[str, Any]:
    cast = made.full_cast()
    offers = made.offer_round(cast)
    placement = made.placement(cast, "introduced", offer_round=offers)
    signing = made.placement(cast, "accepted", vacancy=made.vacancy(cast.host))
    from tests.programmes.machines.test_engine import issue  # noqa: PLC0415 - a helper of the engine's tests

    issue(cast, signing)
    month = made.month(cast, "sent")
    group = made.environment_group()
    member = made.placement(cast, "active", intake=group)
    SessionSeat.objects.create(session=made.session(group), placement=member)
    SkillTask.objects.create(placement=month.placement, text="Siivous", confirmed_at=timezone.now())
    visited = made.visited(cast)
    FollowUp.objects.bulk_create(FollowUp.all_of(cast.participation, timezone.localdate()))
    today = timezone.localdate()
    assessment = made.assessment(cast, "gathering")
    return {
        "assessment": assessment,
        "assessment_step": assessment.steps.get(),
        "shared": assessment.shared.get(),
        "decision": Decision.objects.create(assessment=assessment, kind="pension", decided_by="Kela"),
        "partner_link": PartnerLink.objects.create(
            assessment=assessment,
            organisation="wellbeing_county",
            question="Mikä auttaa?",
            address="hoitaja@example.org",
            made_by=cast["work_ability"],
            valid_until=today,
        ),
        "talk": Review.objects.create(placement=placement, due_on=today, held_on=today),
        "help": Adjustment.objects.create(placement=placement, what="Tuoli", requested_on=today),
        "group": group,
        "member": member,
        "cast": cast,
        "participation": cast.participation,
        "batch": draft(cast["responsible"], "step", Participation.objects.filter(pk=cast.participation.pk)),
        "placement": placement,
        "round": offers,
        "over": made.placement(cast, "closed", vacancy=made.vacancy(cast.host)),
        "visited": visited,
        "visit": Visit.objects.get(placement=visited),
        "signing": signing,
        "scan": SignedPaper.objects.create(
            agreement=signing.agreements.get(),
            signed_on=today,
            file=attachments.keep(Attachment(FileKind.PDF, b"%PDF-1.4", "")),
            file_kind=FileKind.PDF,
            file_size=8,
            sha256="0" * 64,
        ),
        "interest": made.interest(cast),
        "contact": EmployerContact.objects.create(
            name="Kyläkauppa", municipality_id=made.HERE, kind="call", by=cast["responsible"]
        ),
        "time": a_time(cast, 9),
        "own_time": a_time(cast, 10, participation=cast.participation, booked_at=timezone.now()),
        "tally": VisitTally.objects.create(
            municipality_id=made.HERE, channel="visit", topic="work", by=cast["responsible"]
        ),
        "kiosk": FeedbackKiosk.objects.create(
            point=ServicePoint.objects.create(code="tabletti", name_fi="Luotsi", municipality_id=made.HERE)
        ),
        "twin": made.participation(
            cast,
            "waiting",
            participant=made.person(first_name="Kaksonen", email="", birth_date=date(1971, 2, 3)),
        ),
        "change": WorkerChange.objects.create(
            batch="muutos",
            participation=cast.participation,
            from_worker=cast["responsible"],
            to_worker=cast["colleague"],
            from_on=today + timedelta(days=9),
            made_by=cast["responsible"],
        ),
        "letter": conversation.write(
            cast.participation,
            by=cast["participant"],
            text="Hei",
            attachment=Attachment(FileKind.PDF, b"%PDF-1.4", "liite.pdf"),
        ),
        "correction": CorrectionRequest.objects.create(
            participation=cast.participation, item="name", right="Oodi", due_on=today
        ),
        "draft": made.vacancy(cast.host, "draft"),
        "month": month,
        "running": month.placement,
        "link": WeekLink.objects.create(
            host=cast.host,
            monday=monday_of(timezone.localdate()),
            channel="email",
            address="ohjaaja@example.org",
            made_by=cast["responsible"],
            valid_until=timezone.localdate(),
        ),
        "supplement": made.supplement(visited),
        "granted": made.supplement(signing, "granted"),
        "host": cast.host,
        "workplace": Workplace.objects.create(
            host=cast.host, name="Ranta", street_address="Rantatie 2", municipality_id=made.HERE
        ),
        "signer": Membership.objects.get(user=cast["host_admin"], host=cast.host),
        "invited": MemberInvitation.objects.create(
            host=cast.host, email="kutsuttu@example.org", role="guide", valid_until=today
        ),
        "message": Message.objects.filter(event__object_type="placement").first(),
        "call": CallRequest.objects.create(participation=cast.participation),
        "complaint": made.complaint(cast, "received"),
        "feedback": Feedback.objects.create(kind="message", text="Kiitos.", municipality_id=made.HERE),
        "edition": Edition.objects.create(
            name="2024-Q1",
            period="2024-Q1",
            number=1,
            published_at=timezone.now(),
            figures=0,
            hidden=0,
            sha256="",
            document="{}",
        ),
        "danger": SafetyReport.objects.create(text="Apua.", phone="040 555 0101", municipality_id=made.HERE),
        "import": an_import(cast["manager"]),
        "making": a_making(cast["manager"]),
        "join": Membership.objects.create(user=cast["editor"], host=cast.host),
    }


def a_time(cast: made.Cast, hour: int, **taken: Any) -> Appointment:
    """A time of the responsible worker's, next week at the hour."""
    begins = timezone.now().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=7)
    return Appointment.objects.create(
        worker=cast["responsible"], municipality_id=made.HERE, way="phone",
        starts_at=begins, ends_at=begins + timedelta(minutes=30), **taken,
    )  # fmt: skip


def an_import(user: Any) -> ImportRun:
    """An import that was checked, with a rejected row to download."""
    run = ImportRun(
        source="vanha", name="tuonti.zip", size=8, status="checked", sent_by=user, asked_by=user,
        token="tuonti", asked_at=timezone.now(), counts=[["participants", 1, 0, 0, 1]],
    )  # fmt: skip
    rows = [("participants", 3, ["missing required value: first_name"])]
    files = {"participants": "external_id,error\nP3,missing required value: first_name\n"}
    store.keep_report(run, store.Report(rows, files))
    run.save()
    return run


def a_making(user: Any) -> Making:
    """A file of a report that the worker has made for the user."""
    return Making.objects.create(
        kind="file", status="ready", report="outcomes", file_format="csv", language="fi",
        period_from=date(2026, 1, 1), period_to=date(2026, 6, 30), asked_by=user, asked_at=timezone.now(),
        scope=scope_mark(user), file=attachments.keep_content(b"from,to"),
    )  # fmt: skip
