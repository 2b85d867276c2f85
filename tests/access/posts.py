"""What each address that changes something answers to each; and those that are asked of elsewhere."""

from __future__ import annotations

from tests.access.people import (
    ABILITY,
    HERE,
    HOST,
    HOSTS,
    PEOPLE,
    PERSON,
    SEES_PERSON,
    SIGNED_IN,
    WORKERS,
)
from tests.access.rule import PUBLIC, TEXT, Rule, beside, hidden, of

# Addresses that change something: what an empty POST answers to each person; `ok` gets past the door.
POSTS: dict[str, Rule] = {
    "reports:stop_monthly": Rule({"manager"}, arguments=lambda rows: {"pk": 1}),
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
