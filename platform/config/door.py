"""The door with its letters: what `accounts` decides, sent the way `notifications` sends codes."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from accounts.adapter import AccountAdapter
from notifications.codes import enqueue_code

LOGIN_CODE = "account/email/login_code"
CODE_SENT = "account/messages/login_code_sent.txt"


class Door(AccountAdapter):
    """Asks the worker to send a code; for an address without an account it does the same work for nothing."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix != LOGIN_CODE:
            super().send_mail(template_prefix, email, context)
            return
        enqueue_code(email, context["code"], language=get_language() or "fi")
        context["request"].has_queued_code = True

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        if message_template == CODE_SENT and not getattr(request, "has_queued_code", False):
            enqueue_code("", "", language=get_language() or "fi")
        super().add_message(request, level, message_template, *args, **kwargs)
