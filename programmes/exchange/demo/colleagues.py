"""Colleagues of the demo host: a contact person, a guide, and two who are invited, one in vain."""

from __future__ import annotations

from datetime import timedelta

from accounts.roles import Role
from programmes.employers.codes import MemberRole
from programmes.employers.models import MemberInvitation, Membership
from programmes.exchange.demo.accounts import Staff
from programmes.exchange.demo.course import Path
from programmes.exchange.demo.world import Host, World

NAMES = (("Raija", "Honkanen", MemberRole.CONTACT), ("Tapio", "Ketola", MemberRole.GUIDE))
INVITED = (("kutsuttu.yhteyshenkilo", MemberRole.CONTACT, 3), ("kutsuttu.ohjaaja", MemberRole.GUIDE, 40))
HOLDS = timedelta(days=14)


def join(world: World, staff: Staff, host: Host) -> Path:
    """They come one by one, each in a part."""
    by = host.user
    for first_name, last_name, role in NAMES:
        yield world.course.in_working_days(1, 3)
        # No participant of the history has a part before their name: the address is nobody else's.
        address = f"{role}.{first_name}.{last_name}@demo.example".lower()
        user = staff.sign_up((first_name, last_name), address, Role.HOST_MEMBER)
        world.rows.memberships.append(Membership(user=user, host=host.row, role=role, valid_from=world.day))
        world.journal.note("host.member_added", host.row, by=by, data={"user": user, "role": str(role)})
    for name, role, back in sorted(INVITED, key=lambda one: -one[2]):
        yield world.course.moment(world.course.back(back))
        row = MemberInvitation(
            reference=world.reference(), host=host.row, email=f"{name}@demo.example", role=role,
            invited_by=by, sent_on=world.day, sent=1, valid_until=world.day + HOLDS,
        )  # fmt: skip
        world.rows.invitations.append(row)
        world.journal.note("host.member_invited", host.row, by=by, data={"role": str(role)})
