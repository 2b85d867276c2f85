"""Every address × every kind of person: one table. An address that is missing from it fails the suite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
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
from programmes.placements.attendance.tokens import token_of
from programmes.workspace.batches.making import draft
from tests.programmes.machines import cast as made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

PERSON = {"participant"}
PEOPLE = PERSON | {"other_participant"}
HOST = {"host_admin", "host_member"}
HOSTS = HOST | {"other_host"}
REFERRERS = {"referrer", "other_referrer"}
HERE = {"responsible", "stand_in", "colleague", "work_ability"}
WORKERS = HERE | {"far_coordinator", "manager"}
TEXT = {"template": "places_suggested", "language": "fi"}
ABILITY = {"responsible", "stand_in", "work_ability"}  # who reads an assessment
SEES_PERSON = HERE | {"manager"}
EVERYBODY = (
    PEOPLE
    | HOSTS
    | REFERRERS
    | WORKERS
    | {
        "instructor",
        "partner",
        "editor",
        "publisher",
        "auditor",
        "dpo",
        "administrator",
        "anonymous",
    }
)
SIGNED_IN = EVERYBODY - {"anonymous"}
RUNS = HERE | {"instructor"}
BOARD = WORKERS | {"instructor"}
NO_PART = SIGNED_IN - SEES_PERSON - {"referrer"}  # to whom a person's agreement is not there at all


@dataclass(frozen=True)
class Rule:
    """Who gets the page, who has the role but not the row (404); the others 403, and 302 without sign-in."""

    ok: set[str]
    hidden: frozenset[str] = frozenset()
    arguments: Callable[[dict[str, Any]], dict[str, Any]] = lambda rows: {}
    query: Callable[[dict[str, Any]], str] = lambda rows: ""
    answer: int = 200
    public: bool = False


def hidden(*groups: set[str]) -> frozenset[str]:
    return frozenset().union(*groups)


def of(name: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda rows: {"reference": rows[name].reference}


def beside(name: str, other: str) -> Callable[[dict[str, Any]], dict[str, Any]]:
    return lambda rows: {"reference": rows[name].reference, "pk": rows[other].pk}


PUBLIC = Rule(EVERYBODY, public=True)
TABLE: dict[str, Rule] = {
    "place:verify": PUBLIC,
    "offline": Rule(EVERYBODY, arguments=lambda rows: {"language": "fi"}, public=True),
    "offline_worker": Rule(EVERYBODY, arguments=lambda rows: {"language": "fi"}, public=True),
    "my:home": Rule(PEOPLE),
    "my:places": Rule(PEOPLE),
    "my:emergency": Rule(PEOPLE),
    "own:data": Rule(PEOPLE),
    "my:profile": Rule(PEOPLE),
    "my:interests": Rule(PEOPLE),
    "my:interest_new": Rule(PEOPLE, query=lambda rows: "?programme=workshop"),
    "my:interest": Rule(PERSON, hidden(PEOPLE), of("interest")),
    "my:profile_step": Rule(PERSON, hidden(PEOPLE), lambda rows: {"code": "likes"}),
    "my:way_in": Rule(PEOPLE),
    "my:way_in_code": Rule(PEOPLE, answer=302),
    "my:placement": Rule(PERSON, hidden(PEOPLE), of("placement")),
    "own:settings": Rule(PERSON, hidden(PEOPLE)),
    "own:distance": Rule(PERSON, hidden(PEOPLE)),
    "own:feedback": Rule(PERSON, hidden(PEOPLE)),
    "own:assessment": Rule(PERSON, hidden(PEOPLE), of("over")),
    "own:certificate": Rule(PERSON, hidden(PEOPLE), of("running")),
    "own:certificate_paper": Rule(PERSON, hidden(PEOPLE), of("running")),
    "place:tasks": Rule(HOST, hidden(NO_PART - PERSON), of("running")),
    "own:conversation": Rule(PERSON, hidden(PEOPLE)),
    "own:file": Rule(PERSON | {"responsible", "stand_in"}, hidden(SIGNED_IN), of("letter")),
    "own:wrong": Rule(PERSON, hidden(PEOPLE)),
    "own:correction": Rule(PERSON, hidden(PEOPLE), of("correction")),
    "own:close": Rule(PERSON, hidden(PEOPLE)),
    "visits:ask": Rule(PERSON, hidden(PEOPLE), of("placement")),
    "visits:own": Rule(PERSON, hidden(PEOPLE), of("visit")),
    "my:offers": Rule(PERSON, hidden(PEOPLE), of("round")),
    "host:home": Rule(HOSTS | {"editor"}),  # the editor has asked to join, and reads whose turn it is
    "host:members": Rule(HOSTS),
    "host_report": Rule(HOST, hidden({"other_host"}), of("host")),
    "host:still_right": Rule(HOST, hidden({"other_host"}), of("host")),
    "host:contact": Rule(HOST, hidden({"other_host"}), of("host")),
    "host:workplaces": Rule(HOSTS),
    "host:workplace_new": Rule(HOST, hidden({"other_host"}), of("host")),
    "host:workplace": Rule(HOST, hidden({"other_host"}), beside("host", "workplace")),
    "work:workplace_new": Rule(HERE, arguments=of("host")),
    "work:workplace": Rule(HERE, arguments=beside("host", "workplace")),
    "host:invite": Rule({"host_admin"}, hidden({"other_host"}), of("host")),
    "host:member": Rule({"host_admin"}, hidden({"other_host"}), lambda rows: {
        "reference": rows["host"].reference, "membership": rows["signer"].pk,
    }),
    "calendar:own": Rule(PEOPLE),
    "calendar:at_work": Rule(HOSTS | (WORKERS - {"manager"})),
    "days:host": Rule(HOSTS),
    "days:own": Rule(PEOPLE),
    "days:correction": Rule(PERSON, hidden(PEOPLE), of("month")),
    "days:link": Rule(EVERYBODY, arguments=lambda rows: {"token": token_of(rows["link"])}, public=True),
    "host:vacancies": Rule(HOSTS),
    "host:vacancy_new": Rule(HOSTS),
    "host:register": PUBLIC,
    "host:confirm_address": Rule(EVERYBODY, answer=302, public=True),
    "host:placement": Rule(HOST, hidden(HOSTS), of("placement")),
    "visits:meet": Rule(HOST, hidden(HOSTS), of("placement")),
    "visits:at_host": Rule(HOST, hidden(HOSTS), of("visit")),
    "first_day:own": Rule(PERSON, hidden(PEOPLE), of("running")),
    "first_day:at_host": Rule(HOST, hidden(HOSTS), of("running")),
    "hosting:certificate": Rule(HOST | HERE, hidden(SIGNED_IN), of("host")),
    "supplement:apply": Rule(HOST, hidden(HOSTS), of("running")),
    "supplement:at_host": Rule(HOST, hidden(HOSTS), of("supplement")),
    "supplement:aid": Rule(HOST, hidden(HOSTS), of("host")),
    "supplement:decision": Rule(HOST | SEES_PERSON, hidden(SIGNED_IN), of("granted")),
    "induction:own": Rule(PERSON, hidden(PEOPLE), of("running")),
    "induction:at_host": Rule(HOST, hidden(HOSTS), of("running")),
    "host:vacancy": Rule(HOST, hidden(HOSTS), of("draft")),
    "host:vacancy_edit": Rule(HOST, hidden(HOSTS), of("draft")),
    "host:vacancy_preview": Rule(HOST, hidden(HOSTS), of("draft")),
    "refer:home": Rule(REFERRERS),
    "refer:new": Rule(REFERRERS | (WORKERS - {"manager"})),
    "refer:detail": Rule({"referrer"}, hidden(REFERRERS), of("participation")),
    "refer:mend": Rule({"referrer"}, hidden(REFERRERS), of("participation")),
    "work:home": Rule(WORKERS),
    "work:people": Rule(WORKERS),
    "work:people_file": Rule(WORKERS, arguments=lambda rows: {"kind": "csv"}),
    "work:batches": Rule(WORKERS),
    "work:batch": Rule({"responsible"}, hidden(WORKERS), of("batch")),
    "work:search": Rule(WORKERS),
    "work:today": Rule(WORKERS),
    "work:person": Rule(SEES_PERSON, hidden(WORKERS), of("participation")),
    "work:person_data": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:profile": Rule(SEES_PERSON, hidden(WORKERS), of("participation")),
    "work:profile_step": Rule(
        HERE,
        hidden({"far_coordinator"}),
        lambda rows: {"reference": rows["participation"].reference, "code": "likes"},
    ),
    "work:interest_new": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:distance": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("participation")),
    "work:conversation": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("participation")),
    "work:correction": Rule(SEES_PERSON, hidden(WORKERS), of("correction")),
    "work:interest": Rule(SEES_PERSON, hidden(WORKERS), of("interest")),
    "work:way_in": Rule(HERE, hidden({"far_coordinator"}), of("participation"), answer=302),
    "work:letter": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:note": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:death": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:eura": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:labour_status": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:plan_text": Rule(SEES_PERSON, hidden(WORKERS), of("participation")),
    "work:address": Rule(HERE, hidden({"far_coordinator"}), of("participation"), answer=302),
    "work:wishes": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:handovers": Rule(WORKERS),
    "work:handover_new": Rule(WORKERS, query=lambda rows: f"?people={rows['participation'].reference}"),
    "work:handover": Rule(SEES_PERSON, hidden(WORKERS), lambda rows: {"batch": rows["change"].batch}),
    "work:handover_letters": Rule(
        {"responsible", "stand_in", "manager"},
        hidden({"far_coordinator"}),
        lambda rows: {"batch": rows["change"].batch},
    ),
    "merging:duplicates": Rule({"manager"}),
    "merging:compare": Rule(
        {"manager"},
        arguments=lambda rows: {
            "reference": rows["participation"].reference, "other": rows["twin"].reference,
        },
    ),
    "work:staff": Rule(WORKERS),
    "work:stand_in": Rule(
        {"responsible", "manager"},
        hidden({"far_coordinator"}),
        lambda rows: {"pk": rows["cast"]["responsible"].pk},
    ),
    "work:last_day": Rule(
        {"manager"}, hidden({"far_coordinator"}), lambda rows: {"pk": rows["cast"]["colleague"].pk}
    ),
    "work:follow_up": Rule(
        HERE,
        hidden({"far_coordinator"}),
        lambda rows: {"reference": rows["participation"].reference, "months": 6},
    ),
    "work:propose": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("participation")),
    "work:placement": Rule(SEES_PERSON, hidden(WORKERS), of("placement")),
    "work:visit": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("placement")),
    "work:first_day": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("running")),
    "work:review": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("placement")),
    "work:review_held": Rule(
        {"responsible", "stand_in"}, hidden({"far_coordinator"}), beside("placement", "talk")
    ),
    "work:adjustment": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("placement")),
    "work:contact_mend": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("signing")),
    "work:paper": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("signing")),
    "work:paper_away": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("scan")),
    "work:adjustment_done": Rule(
        {"responsible", "stand_in"}, hidden({"far_coordinator"}), beside("placement", "help")
    ),
    "work:induction": Rule(SEES_PERSON, hidden(WORKERS), of("running")),
    "work:beyond": Rule(WORKERS),
    "work:supplements": Rule(WORKERS),
    "work:supplement": Rule(SEES_PERSON, hidden(WORKERS), of("supplement")),
    "work:supplement_new": Rule(HERE, hidden({"far_coordinator"}), of("running")),
    "work:aid": Rule(HERE, arguments=of("host")),
    "work:vacancies": Rule(WORKERS),
    "work:vacancy_new": Rule(HERE, query=lambda rows: f"?host={rows['host'].reference}"),
    "work:vacancy": Rule(SEES_PERSON, hidden(WORKERS), of("draft")),
    "work:vacancy_edit": Rule(HERE, hidden({"far_coordinator"}), of("draft")),
    "work:hosts": Rule(WORKERS),
    "work:host_new": Rule(WORKERS - {"manager"}),
    "work:host": Rule(WORKERS, arguments=of("host")),
    "work:messages": Rule(WORKERS),
    "work:days": Rule(WORKERS),
    "work:days_week": Rule(WORKERS, query=lambda rows: "?at=none-0"),
    "work:days_sheet": Rule(HERE, hidden({"far_coordinator"}), of("running")),
    "documents:month": Rule(
        PERSON | HOST | SEES_PERSON, hidden(SIGNED_IN), of("month")
    ),
    "board:home": Rule(BOARD),
    "board:group": Rule(RUNS | {"manager"}, hidden({"far_coordinator"}), of("group")),
    "board:meetings": Rule(RUNS, hidden({"far_coordinator"}), of("group")),
    "board:days": Rule(
        RUNS,
        hidden({"far_coordinator"}),
        lambda rows: {"reference": rows["group"].reference, "person": rows["member"].reference},
    ),
    "board:contact": Rule(
        RUNS,
        hidden({"far_coordinator"}),
        lambda rows: {"reference": rows["group"].reference, "person": rows["member"].reference},
    ),
    "board:words": Rule(RUNS, hidden({"far_coordinator"}), of("group")),
    "board:month": Rule(RUNS | {"manager"}, hidden({"far_coordinator"}), of("group")),
    "board:day": Rule(RUNS | {"manager"}, hidden({"far_coordinator"}), lambda rows: {
        "reference": rows["group"].reference, "on": timezone.localdate().isoformat(),
    }),
    "work:assessments": Rule(WORKERS),
    "work:division": Rule(WORKERS),
    "work:assessments_overview": Rule(WORKERS),
    "work:assessment_new": Rule(ABILITY, hidden({"far_coordinator"}), of("participation")),
    "work:assessment": Rule(ABILITY, hidden(WORKERS), of("assessment")),
    "work:assessment_step": Rule({"work_ability"}, hidden(WORKERS - ABILITY), of("assessment")),
    "work:assessment_step_done": Rule(
        {"work_ability"}, hidden(WORKERS - ABILITY), beside("assessment", "assessment_step")
    ),
    "work:assessment_met": Rule({"work_ability"}, hidden(WORKERS - ABILITY), of("assessment")),
    "work:assessment_apply": Rule({"work_ability"}, hidden(WORKERS - ABILITY), of("assessment")),
    "work:assessment_decision": Rule(
        {"work_ability"}, hidden(WORKERS - ABILITY), beside("assessment", "decision")
    ),
    "work:assessment_share": Rule(ABILITY, hidden(WORKERS), of("assessment")),
    "work:assessment_withdraw": Rule(ABILITY, hidden(WORKERS), beside("assessment", "shared")),
    "work:assessment_ask": Rule({"work_ability"}, hidden(WORKERS - ABILITY), of("assessment")),
    "ability:own": Rule(PERSON, hidden(PEOPLE), of("assessment")),
    "ability:own_withdraw": Rule(PERSON, hidden(PEOPLE), beside("assessment", "shared")),
    "ability:paper": Rule(PERSON | ABILITY | {"partner"}, hidden(SIGNED_IN), of("assessment")),
    "ability:partner_home": Rule({"partner"}),
    "ability:partner_division": Rule({"partner"}),
    "ability:partner_overview": Rule({"partner"}),
    "ability:partner": Rule({"partner"}, frozenset(), of("assessment")),
    "work:morning_mail": Rule(WORKERS),
    "wording:index": Rule({"manager"}),
    "wording:text": Rule({"manager"}, arguments=lambda rows: TEXT),
    "imports:index": Rule({"manager"}),
    "imports:columns": Rule({"manager"}),
    "imports:template": Rule({"manager"}, arguments=lambda rows: {"kind": "xlsx"}),
    "imports:detail": Rule({"manager"}, arguments=of("import")),
    "imports:rejected": Rule(
        {"manager"},
        arguments=lambda rows: {"reference": rows["import"].reference, "name": "participants"},
    ),
    "desk:tally": Rule(WORKERS),
    "desk:tally_several": Rule(WORKERS),
    "desk:contacts": Rule(WORKERS),
    "desk:contact_new": Rule(WORKERS),
    "desk:contact": Rule(SEES_PERSON, hidden(WORKERS), of("contact")),
    "desk:coaching": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "desk:agent": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "desk:host_agent": Rule(SEES_PERSON, arguments=of("host")),
    "desk:figures": Rule(WORKERS),
    "desk:kiosks": Rule(WORKERS),
    "desk:times": Rule(WORKERS),
    "desk:person_times": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "times:own": Rule({"participant"}, hidden({"other_participant"})),
    "work:told": Rule(WORKERS),
    "work:complaint": Rule(SEES_PERSON, hidden(WORKERS), of("complaint")),
    "work:feedback": Rule(SEES_PERSON, hidden(WORKERS), of("feedback")),
    "work:safety": Rule(SEES_PERSON, hidden(WORKERS), of("danger")),
    "documents:agreement": Rule(
        PERSON | HOST | SEES_PERSON, hidden(SIGNED_IN - {"referrer"}), of("signing"),
    ),
    "documents:content": Rule(
        PERSON | HOST | SEES_PERSON,
        hidden(SIGNED_IN - {"referrer"}),
        of("signing"),
        query=lambda rows: "?version=1",
    ),
    "scans:paper": Rule(PERSON | HOST | SEES_PERSON, hidden(SIGNED_IN - {"referrer"}), of("scan")),
    "place:ask_for_change": Rule(PERSON | HOST, hidden(NO_PART), of("signing")),
    "reports:index": Rule(WORKERS),
    "reports:right_to_work": Rule(WORKERS),
    "reports:indicator": Rule(WORKERS, arguments=lambda rows: {"indicator_id": "P3"}),
    "reports:people": Rule(WORKERS, arguments=lambda rows: {"indicator_id": "P3"}),
    "reports:indicator_file": Rule(
        WORKERS, arguments=lambda rows: {"indicator_id": "P2", "file_format": "svg"}
    ),
    "reports:download": Rule(
        WORKERS, arguments=lambda rows: {"name": "right-to-work", "file_format": "csv"}
    ),
    "account": Rule(SIGNED_IN),
    "ui:styleguide": Rule(SIGNED_IN),
    "account_letter": Rule({"anonymous"}, answer=200, public=True),
    "account_login": Rule({"anonymous"}, answer=200, public=True),
    "front": Rule(EVERYBODY, answer=302, public=True),
    "favicon": Rule(EVERYBODY, answer=302, public=True),
    "robots": PUBLIC,
    "security": PUBLIC,
    "logo": PUBLIC,
    "sitemap": PUBLIC,
}  # fmt: skip

# Addresses that change something: what an empty POST answers to each person; `ok` gets past the door.
POSTS: dict[str, Rule] = {
    "work:handover_call_off": Rule(
        {"responsible", "stand_in", "manager"},
        hidden({"far_coordinator"}),
        lambda rows: {"batch": rows["change"].batch},
    ),
    "work:stand_in_nobody": Rule(
        {"responsible", "manager"},
        hidden({"far_coordinator"}),
        lambda rows: {"pk": rows["cast"]["responsible"].pk},
    ),
    "work:last_day_stays": Rule(
        {"manager"}, hidden({"far_coordinator"}), lambda rows: {"pk": rows["cast"]["colleague"].pk}
    ),
    "work:hand_over_rest": Rule(
        set(),
        hidden(WORKERS - {"colleague", "stand_in", "work_ability"}),
        lambda rows: {"pk": rows["cast"]["responsible"].pk},
    ),
    "my:call": Rule(PERSON, hidden(PEOPLE)),
    "own:data_file": Rule(PERSON, hidden(PEOPLE)),
    "own:data_paper": Rule(PERSON, hidden(PEOPLE)),
    "own:correction_take_back": Rule(PERSON, hidden(PEOPLE), of("correction")),
    "host:accept_member": Rule(
        {"host_admin"}, hidden({"other_host"}), lambda rows: {"membership": rows["join"].pk}
    ),
    "host:member_remove": Rule(
        {"host_admin"},
        hidden({"other_host"}),
        lambda rows: {
            "reference": rows["host"].reference,
            "membership": rows["signer"].pk,
        },
    ),
    "host:workplace_close": Rule(HOST, hidden({"other_host"}), beside("host", "workplace")),
    "host:invite_again": Rule(
        {"host_admin"},
        hidden({"other_host"}),
        lambda rows: {
            "reference": rows["host"].reference,
            "invitation": rows["invited"].reference,
        },
    ),
    "host:invitation_withdraw": Rule(
        {"host_admin"},
        hidden({"other_host"}),
        lambda rows: {
            "reference": rows["host"].reference,
            "invitation": rows["invited"].reference,
        },
    ),
    "host:vacancy_talk": Rule(HOST, hidden(HOSTS), of("draft")),
    "days:why": Rule(PERSON, hidden(PEOPLE), of("month")),
    "work:days_approve": Rule(set(), hidden(WORKERS)),
    "work:days_link": Rule(set(), hidden(WORKERS)),
    "work:days_link_close": Rule(set(), hidden(WORKERS), of("link")),
    "host:join": PUBLIC,
    "host:register_finish": PUBLIC,
    "work:save_list": Rule(WORKERS),
    "work:forget_list": Rule(WORKERS, arguments=lambda rows: {"pk": 1}),
    "work:batch_new": Rule(WORKERS),
    "work:batch_take_back": Rule({"responsible"}, hidden(WORKERS), of("batch")),
    "work:called": Rule(
        {"responsible", "stand_in"}, hidden({"far_coordinator"}), lambda rows: {"pk": rows["call"].pk}
    ),
    "work:next_step": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("participation")),
    "work:conversation_settled": Rule(
        {"responsible", "stand_in"}, hidden({"far_coordinator"}), of("participation")
    ),
    "work:letter_text": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:letter_call_off": Rule(HERE, hidden({"far_coordinator"}), of("participation")),
    "work:visit_over": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("visited")),
    "work:placement_called": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("placement")),
    "work:host_still_right": Rule(HERE, arguments=of("host")),
    "work:accept_member": Rule(
        HERE, arguments=lambda rows: {"reference": rows["host"].reference, "pk": rows["join"].pk}
    ),
    "work:assessment_asked": Rule({"work_ability"}, hidden(WORKERS - ABILITY), of("assessment")),
    "work:assessment_link_close": Rule(
        {"work_ability"},
        hidden(WORKERS - ABILITY),
        lambda rows: {"reference": rows["assessment"].reference, "link": rows["partner_link"].reference},
    ),
    "work:message_again": Rule(SEES_PERSON, hidden(WORKERS), lambda rows: {"pk": rows["message"].pk}),
    "work:feedback_answered": Rule(SEES_PERSON, hidden(WORKERS), of("feedback")),
    "work:placement_remind": Rule({"responsible", "stand_in"}, hidden({"far_coordinator"}), of("signing")),
    "place:ask_for_change": Rule(
        PERSON | HOST, hidden(SIGNED_IN - {"referrer"} - SEES_PERSON), of("signing")
    ),
    "work:message_told": Rule(SEES_PERSON, hidden(WORKERS), lambda rows: {"pk": rows["message"].pk}),
    "desk:tally_off": Rule(
        {"responsible", "manager"}, hidden({"far_coordinator"}), lambda rows: {"pk": rows["tally"].pk}
    ),
    "merging:apart": Rule(
        {"manager"},
        arguments=lambda rows: {
            "reference": rows["participation"].reference,
            "other": rows["twin"].reference,
        },
    ),
    "desk:time_act": Rule(SEES_PERSON, hidden(WORKERS), of("time")),
    "times:own_off": Rule(PERSON, hidden(PEOPLE), of("own_time")),
    "desk:contact_place": Rule(SEES_PERSON, hidden(WORKERS), of("contact")),
    "desk:kiosk_close": Rule(SEES_PERSON, hidden(WORKERS), of("kiosk")),
    "wording:back": Rule({"manager"}, arguments=lambda rows: TEXT),
    "imports:bring_in": Rule({"manager"}, arguments=of("import")),
    "imports:call_off": Rule({"manager"}, arguments=of("import")),
    "imports:take_back": Rule({"manager"}, arguments=of("import")),
}

# Not asked of one by one: each has tests of its own, named here.
ELSEWHERE = {
    "calendar:feed": "tests/programmes/placements/test_calendar.py",
    "first_day:how": "tests/programmes/placements/test_first_day.py",
    "how_are_you": "tests/programmes/participants/test_follow_ups.py",
    "still_right_by_link": "tests/programmes/employers/test_still_right.py",
    "host:invitation": "tests/programmes/employers/test_members.py",
    "times:at_point": "tests/programmes/appointments/test_visitors.py",
    "times:choose": "tests/programmes/appointments/test_visitors.py",
    "times:own_of_visitor": "tests/programmes/appointments/test_visitors.py",
    "kiosk": "tests/programmes/desk/test_kiosks.py",
    "renew_by_link": "tests/programmes/employers/test_openings.py",
    "again_by_link": "tests/programmes/hosting/test_again.py",
    "answer_by_link": "tests/programmes/employers/test_openings.py",
    "assessment_by_link": "tests/programmes/assessments/test_sharing.py",
    "django.contrib.sitemaps.views.sitemap": "the same view as sitemap, tests/cms",
    "sharing": "tests/cms/test_telling.py",
    "sharing-place": "tests/cms/test_telling.py",
    "workflow:act": "tests/programmes/machines/test_matrix.py, tests/test_access_to_acts.py",
    "workflow:undo": "tests/programmes/machines/test_engine.py",
    "account_home": "tests/accounts",
    "account_role": "tests/accounts",
    "account_sign_out_everywhere": "tests/accounts",
    "account_request_login_code": "tests/accounts",
    "account_confirm_login_code": "tests/accounts",
    "account_demo_door": "tests/accounts",
    "account_logout": "tests/accounts",
    "account_inactive": "tests/accounts",
    "set_language": "tests/accounts",
}
LIBRARIES = ("wagtail", "_util", "cms-admin/", "files/", "media/", "healthz", "readyz", "<language>")


def named(patterns: list[Any], space: str = "") -> set[str]:
    """The names of every address of ours, with their spaces."""
    found: set[str] = set()
    for pattern in patterns:
        text = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if text.startswith(("cms-admin", "files/")) or (pattern.app_name or "").startswith("wagtail"):
                continue
            if type(pattern.pattern).__name__ == "LocalePrefixPattern":
                continue
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            found |= named(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern) and pattern.name:
            found.add(f"{space}{pattern.name}")
    return found


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
        "danger": SafetyReport.objects.create(text="Apua.", phone="040 555 0101", municipality_id=made.HERE),
        "import": an_import(cast["manager"]),
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


def client_of(user: Any) -> Client:
    client = Client()
    if user.is_authenticated:
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_every_address_is_in_the_table():
    asked = set(TABLE) | set(POSTS) | set(ELSEWHERE)

    assert named(get_resolver().url_patterns) - asked == set()


def test_every_page_answers_each_person_as_the_table_says(rows):
    cast = rows["cast"]
    clients = {part: client_of(cast[part]) for part in EVERYBODY}
    expected, actual, wordless = {}, {}, set()
    for name, rule in TABLE.items():
        address = reverse(name, kwargs=rule.arguments(rows)) + rule.query(rows)
        for part, client in clients.items():
            answer = client.get(address)
            expected[name, part] = answer_of(rule, part)
            actual[name, part] = answer.status_code
            if not answer.streaming and b"---------" in answer.content:
                wordless.add(name)

    wrong = {key: (expected[key], actual[key]) for key in expected if expected[key] != actual[key]}
    assert (wrong, wordless) == ({}, set())


def answer_of(rule: Rule, part: str) -> int:
    if part in rule.ok:
        return rule.answer
    if rule.public:
        return 302
    if part == "anonymous":
        return 302
    return 404 if part in rule.hidden else 403
