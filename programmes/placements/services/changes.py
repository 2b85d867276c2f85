"""A party asks for a change of the agreement."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from audit.grouping import as_one
from audit.models import Event
from audit.services import record
from programmes.participants.services import ask_for_a_call
from programmes.placements.codes import Wish
from programmes.placements.models import Placement
from programmes.relations import is_participant
from workflow.locks import lock


@as_one()
def change_of_agreement(placement: Placement, *, by: User, what: str, wish: str = Wish.TERMS.value) -> Event:
    """The worker reads on the list of calls who asks for what; nothing is changed by it.

    wish: whether it is about the terms, more time, a break or an earlier end.
    """
    lock(placement)
    own = is_participant(by, placement)
    with override("fi"):  # a worker reads it
        who = _("the participant") if own else f"{by}, {placement.place_name}"
        kind = "" if wish == Wish.TERMS else f"{Wish(wish).label}: "
        told = _("Change of the agreement (%(who)s): %(what)s")
        about = told % {"who": who, "what": f"{kind}{what}"}
    ask_for_a_call(placement.participation, by=by, about=about, by_host=not own, place=placement.reference)
    return record("placement.change_asked", placement, by=by)
