"""Ways to make work easier that are offered to be ticked: as places write them, and as the reader reads them.

What is wished and what a place offers are compared as text (matching.md), so a tick keeps the Finnish words
in which workplaces of the area write; the page shows them in its own language.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ADJUSTMENTS = {
    "oma työtahti": _("my own pace"),
    "tauot oman tarpeen mukaan": _("breaks when I need them"),
    "lyhyempi työpäivä": _("a shorter working day"),
    "porrastettu aloitus": _("hours that grow little by little"),
    "oma perehdyttäjä": _("somebody who shows me the work"),
    "oma työpari": _("a work mate at my side"),
    "kuvalliset ohjeet": _("instructions with pictures"),
    "rauhallinen työpiste": _("a calm place to work"),
    "hiljainen työtila": _("a quiet room"),
    "kuulosuojaimet": _("ear protection"),
    "kevyemmät tehtävät": _("lighter tasks"),
    "nostoapuväline": _("help for lifting"),
    "säädettävä työpöytä": _("a desk that can be raised"),
    "ei töitä korkealla": _("no work high up"),
    "kyyti työmaalle": _("a ride to work"),
}


def adjustment_words(line: str) -> str:
    """The way in the words of the page, where it is one of those that are offered; else as it was written."""
    return str(ADJUSTMENTS.get(line.casefold(), line))
