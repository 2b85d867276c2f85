"""What is pressed on a visit that was arranged, by whoever presses it: one home for the person's, the
workplace's and the worker's page, each with words of its own."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import User
from programmes.placements.codes import Impression
from programmes.placements.models import Placement, Visit
from programmes.placements.services import visits as services
from programmes.placements.states import LIVE
from typed.turned import turned_away
from ui.addresses import SeeOther

TOLD, MISSED, CALL_OFF, ANOTHER_TIME = "told", "missed", "call_off", "another_time"


def press(
    visit: Visit,
    sent: Mapping[str, str],
    *,
    by: User,
    party: str,
    of: str = "",
    wish: str = "",
    on_word: str = "",
) -> str:
    """What was pressed is done; answers what it was.

    of: whose view is told, where a worker tells it on their word. Raises ValidationError when nothing was
    chosen, or it cannot be done now.
    """
    act, view = sent.get("act"), sent.get("view", "")
    if view in Impression.values:
        services.tell_how_it_was(visit, by=by, party=of or party, view=view, on_word=on_word)
        return TOLD
    if act == MISSED:
        services.did_not_happen(visit, by=by, party=party)
    elif act == CALL_OFF:
        services.call_off_visit(visit, by=by, party=party)
    elif act == ANOTHER_TIME:
        services.ask_for_another_time(visit, by=by, party=party, wish=wish)
    else:
        raise ValidationError(_("Nothing was chosen."))
    return str(act)


def came_late(request: HttpRequest, placement: Placement, known: Visit | None, *, to: str) -> SeeOther:
    """No visit is asked for here any more: whoever has pressed reads why, and what they had typed.

    known: the visit that stands already; asked for twice in the same words it is one.
    """
    typed = tuple(request.POST.get(name, "").strip() for name in ("wish", "words"))
    again = known is not None and typed in {("", ""), (known.wish, known.words)}
    if request.method != "POST" or again:
        return SeeOther(to)
    if known is not None:
        return turned_away(request, to, _("A visit has been asked for already: nothing new was sent."))
    return turned_away(request, to, services.TOO_LATE if placement.state in LIVE else services.OVER)
