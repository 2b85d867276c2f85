"""Ways that are written out, so that every state and every kind of turn waits for the demo accounts.

A script is a list of acts, each with its day counted in working days before today: (60, "refer") happened
sixty working days ago. Scenes play them by the same rules as everybody else's.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from programmes.placements.codes import Party

Act = tuple[Any, ...]

IN = ((46, "refer"), (45, "accept"), (38, "start"))
BEFORE_IN = ((76, "refer"), (75, "accept"), (68, "start"), (50, "step", 31), (31, "step", 9))
LONG_IN = (
    (168, "refer"),
    (167, "accept"),
    (160, "start"),
    (140, "step", 121),
    (121, "step", 100),
    (100, "step", 80),
)
STEP = ((6, "step", -6),)
LONG_STEP = ((9, "step", -4),)
NOW_ACCEPTED = ((16, "propose"), (13, "want"), (12, "introduce"), (3, "accept_place"))
NOW_ISSUED = ((20, "propose"), (17, "want"), (16, "introduce"), (13, "accept_place"))
THEN_BEGUN = (
    (138, "propose"), (135, "want"), (134, "introduce"), (131, "accept_place"), (129, "issue", 118, 12),
    (128, "sign", Party.PARTICIPANT), (127, "sign", Party.HOST), (126, "sign", Party.AREA),
    (118, "start_place"),
)  # fmt: skip
LONGER = tuple((*act[:3], 24) if act[1] == "issue" else act for act in THEN_BEGUN)
NOW_BEGUN = (
    (50, "propose"), (48, "want"), (47, "introduce"), (44, "accept_place"), (43, "issue", 36, 18),
    (42, "sign", Party.PARTICIPANT), (41, "sign", Party.HOST), (40, "sign", Party.AREA),
    (36, "start_place"),
)  # fmt: skip
SIGNED = ((9, "sign", Party.PARTICIPANT), (8, "sign", Party.HOST), (7, "sign", Party.AREA))

SCRIPTS: dict[str, tuple[Act, ...]] = {
    "referred": ((1, "refer"),),
    "referred, late": ((5, "refer"),),
    "returned": ((9, "refer"), (7, "return_referral")),
    "waiting": ((7, "refer"), (6, "accept"), (5, "step", -2)),
    "waiting, late": ((16, "refer"), (15, "accept")),
    "withdrawn": ((30, "refer"), (29, "accept"), (12, "withdraw")),
    "without a next step": (*IN, (24, "step", 9)),
    "step overdue": (*IN, (14, "step", 2)),
    "step today": (*IN, (14, "step", 0)),
    "wants a call": (*IN, *STEP, (1, "ask_for_a_call")),
    "interested": (*IN, *STEP, (2, "interest")),
    "interested, late": (*IN, *STEP, (8, "interest")),
    "on a break": (*IN, (20, "hold", -14), *STEP),
    "break to look at": (*IN, (34, "hold", 1), *STEP),
    "proposed": (*IN, *STEP, (6, "interest"), (3, "propose")),
    "proposed, late": (*IN, *STEP, (9, "propose")),
    "wanted": (*IN, *STEP, (7, "propose"), (2, "want")),
    "wanted, late": (*IN, *STEP, (12, "propose"), (6, "want")),
    "introduced": (*IN, *STEP, (10, "propose"), (6, "want"), (4, "introduce")),
    "introduced, late": (*IN, *STEP, (18, "propose"), (13, "want"), (11, "introduce")),
    "accepted": (*IN, *STEP, *NOW_ACCEPTED),
    "refused": (*IN, *STEP, (14, "propose", 1), (11, "want"), (9, "introduce"), (2, "refuse")),
    "declined": (*IN, *STEP, (8, "propose"), (3, "decline_all")),
    "cancelled": (*IN, *STEP, *NOW_ISSUED, (10, "issue", -5, 12), (7, "cancel")),
    "signing, the participant": (*IN, *STEP, *NOW_ISSUED, (3, "issue", -5, 12)),
    "signing, the workplace": (
        *IN, *STEP, *NOW_ISSUED, (4, "issue", -5, 12), (2, "sign", Party.PARTICIPANT),
    ),
    "signing, the area": (
        *IN, *STEP, *NOW_ISSUED, (5, "issue", -5, 12), (4, "sign", Party.PARTICIPANT),
        (2, "sign", Party.HOST),
    ),
    "signing again": (
        *IN, *STEP, *NOW_ISSUED, (6, "issue", -5, 12), (5, "sign", Party.PARTICIPANT), (2, "new_version"),
    ),
    "signing, late": (*IN, *STEP, *NOW_ISSUED, (10, "issue", 2, 12), (8, "sign", Party.PARTICIPANT)),
    "agreed, signed late": (
        *IN, *STEP, *NOW_ISSUED, (10, "issue", 4, 12), (9, "sign", Party.PARTICIPANT),
        (8, "sign", Party.HOST), (1, "sign", Party.AREA),
    ),
    "agreed": (*IN, *STEP, *NOW_ISSUED, (10, "issue", -6, 12), *SIGNED, (4, "mend")),
    "agreed, begins": (*IN, *STEP, *NOW_ISSUED, (10, "issue", 1, 12), *SIGNED),
    "active": (*BEFORE_IN, *LONG_STEP, *NOW_BEGUN),
    "active, new version": (
        *BEFORE_IN, *LONG_STEP, *NOW_BEGUN, (3, "new_version"), (1, "sign", Party.PARTICIPANT),
    ),
    "active, on a break": (*BEFORE_IN, *LONG_STEP, *NOW_BEGUN, (6, "pause_place", -12)),
    "active, break ends": (*BEFORE_IN, *LONG_STEP, *NOW_BEGUN, (14, "pause_place", -1)),
    "active, after a break": (
        *BEFORE_IN, *LONG_STEP, *NOW_BEGUN, (24, "pause_place", 12), (12, "resume_place"),
    ),
    "active, extended": (
        *LONG_IN, *LONG_STEP, *THEN_BEGUN, (70, "extend", 14), (69, "sign", Party.PARTICIPANT),
        (68, "sign", Party.HOST), (67, "sign", Party.AREA),
    ),
    "place to end": (*LONG_IN, *LONG_STEP, *LONGER),
    "ended": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (7, "end_place", 8)),
    "ended, late": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (19, "end_place", 20)),
    "closed": (*LONG_IN, *LONG_STEP, *THEN_BEGUN, (58, "end_place", 59), (50, "close_place")),
    "over": (*LONG_IN, *THEN_BEGUN, (58, "end_place", 59), (50, "close_place"), (44, "end")),
    "two places to answer": (
        (61, "refer"), (60, "accept"), (53, "start"), (44, "propose"), (41, "want", "keeping"),
        (40, "introduce"), (35, "refuse"), (34, "release"), (20, "step", 3), (3, "step", -7), (2, "propose"),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One person of a scene: which script, whose referral, at whose workplace, the name if it is settled.

    shares_address: somebody else of the scenes is reached by the same e-mail address.
    """

    script: str
    by_referrer: bool = False
    at_own_host: bool = False
    shares_address: bool = False
    details: dict[str, Any] = field(default_factory=dict)


HELMI = {
    "first_name": "Helmi", "last_name": "Karppinen", "gender": "female", "birth_date": date(1989, 5, 14),
    "language": "fi", "contact_channel": "email", "foreign_background": False, "restricted": False,
}  # fmt: skip

# The caseload of coordinator@: everything that can wait for a coordinator, and what does not.
FIRST_AREA = (
    Part("two places to answer", by_referrer=True, at_own_host=True, details=HELMI),
    Part("referred", by_referrer=True),
    Part("returned", by_referrer=True),
    Part("waiting", by_referrer=True),
    Part("active", by_referrer=True, at_own_host=True),
    Part("over", by_referrer=True),
    Part("withdrawn", by_referrer=True),
    Part("proposed", by_referrer=True),
    Part("referred, late"),
    Part("waiting, late"),
    Part("without a next step"),
    Part("step overdue"),
    Part("step today"),
    Part("wants a call"),
    Part("interested"),
    Part("interested, late"),
    Part("on a break"),
    Part("break to look at"),
    Part("proposed, late"),
    Part("wanted"),
    Part("wanted, late"),
    Part("introduced", at_own_host=True),
    Part("introduced, late"),
    Part("accepted"),
    Part("accepted"),
    Part("refused"),
    Part("declined"),
    Part("cancelled"),
    Part("signing, the participant"),
    Part("signing, the workplace", at_own_host=True),
    Part("signing, the area"),
    Part("signing again"),
    Part("agreed"),
    Part("agreed, begins"),
    Part("place to end"),
    Part("ended"),
    Part("ended, late"),
    Part("closed", at_own_host=True),
    Part("active, new version", at_own_host=True),
    Part("active, on a break", at_own_host=True),
    Part("active, break ends"),
    Part("active, after a break", at_own_host=True),
    Part("active, extended", at_own_host=True),
    Part("signing, late"),
    Part("agreed, signed late"),
    Part("proposed", shares_address=True),
    Part("wanted", shares_address=True),
)
SECOND_AREA = tuple(
    Part(script)
    for script in (
        "referred", "waiting", "without a next step", "step today", "break to look at", "proposed, late",
        "wanted", "introduced", "accepted", "signing, the area", "agreed, begins", "active", "ended",
        "wants a call",
    )
)  # fmt: skip
