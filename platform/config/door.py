"""The door with its letters: what `accounts` decides, sent the way `notifications` sends codes, and whom the
programme lets in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import get_language

from accounts.adapter import AccountAdapter
from accounts.allauth_inside import account_at
from accounts.entry import LOGIN_CODE
from accounts.models import User
from notifications.codes import enqueue_code
from programmes import doors, invitations


class Door(AccountAdapter):
    """Asks the worker to send a code; a person who has been referred comes in by the first one."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix != LOGIN_CODE:
            super().send_mail(template_prefix, email, context)
            return
        enqueue_code(email, context["code"], language=get_language() or "fi", to_come_in=True)

    def leads_in(self, address: str) -> bool:
        return super().leads_in(address) or doors.person_by_code(address) is not None

    def person_behind(self, address: str) -> User | None:
        return doors.let_in(address, account=account_at(address))

    def person_of_letter(self, code: str, born: date) -> User:
        return invitations.come_in(code, born)
