"""Why a message did not go, in words that a worker can act on."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

NO_ADDRESS = _("The address does not exist, or it takes no mail. Check it with the person.")
NO_ANSWER = _(
    "The server that sends messages did not answer. Send again later; if it goes on, tell the administrator."
)
NOT_ACCEPTED = _("The mail server did not take the message. Tell the administrator.")
GATEWAY = _(
    "The text message service did not take it. Check the number; if it goes on, tell the administrator."
)
OUR_FAULT = _("Something went wrong on our side. Send again; if it goes on, tell the administrator.")

# By the name that the outbox keeps: the class of what went wrong.
REASONS: dict[str, Any] = {
    "SMTPRecipientsRefused": NO_ADDRESS,
    "SMTPServerDisconnected": NO_ANSWER,
    "SMTPConnectError": NO_ANSWER,
    "ConnectionRefusedError": NO_ANSWER,
    "ConnectionResetError": NO_ANSWER,
    "BrokenPipeError": NO_ANSWER,
    "TimeoutError": NO_ANSWER,
    "gaierror": NO_ANSWER,
    "OSError": NO_ANSWER,
    "SSLError": NO_ANSWER,
    "SSLCertVerificationError": NO_ANSWER,
    "SMTPSenderRefused": NOT_ACCEPTED,
    "SMTPDataError": NOT_ACCEPTED,
    "SMTPResponseException": NOT_ACCEPTED,
    "SMTPAuthenticationError": NOT_ACCEPTED,
    "SMTPNotSupportedError": NOT_ACCEPTED,
    "SMTPHeloError": NOT_ACCEPTED,
    "GatewayRefused": GATEWAY,
    "URLError": NO_ANSWER,
}


def reason_of(error: str) -> Any:
    """The reason behind the name that the outbox keeps; empty when nothing went wrong."""
    return REASONS.get(error, OUR_FAULT) if error else ""
