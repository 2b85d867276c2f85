"""What public data says, remembered in the process under the version of public data (decision 0012)."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from django.utils import timezone
from django.utils.translation import get_language

from publicdata.version import Places, noticing, shows, version_of, versions

Value = TypeVar("Value")
MOST_REMEMBERED = 6_000  # of some kilobytes each; a page with its frame and parts is half a dozen


class _Known(NamedTuple):
    places: Places
    version: str
    value: Any


_memory: dict[tuple[Hashable, ...], _Known] = {}
_memory_lock = Lock()


def remembered(make: Callable[[], Value], *name: Hashable) -> Value:
    """What `make` answers, kept in this process until what it shows, the day or the language is another.

    The value is shared by every reader: nobody may change it. The version is read before `make` runs, so a
    change between the two makes the next reader ask again. What was kept of another day is let go, and when
    there is too much, what nobody has asked for the longest.
    """
    before = versions()
    today = timezone.localdate()
    key = (today, get_language(), *name)
    known = _memory.get(key)
    if known is not None and known.version == version_of(before, known.places):
        shows(known.places)
        _use_again(key)
        return known.value  # type: ignore[no-any-return]
    with noticing() as shown:
        value = make()
    if not before:
        return value
    places = frozenset(shown)
    with _memory_lock:
        if next(iter(_memory), key)[0] != today:
            _memory.clear()
        _memory.pop(key, None)
        while len(_memory) >= MOST_REMEMBERED:
            del _memory[next(iter(_memory))]
        _memory[key] = _Known(places, version_of(before, places), value)
    return value


def remembered_each(
    make: Callable[[list[str]], Mapping[str, Value]], places: Iterable[str], *name: Hashable
) -> dict[str, Value]:
    """What `make` answers of each municipality, kept under the version of that municipality alone, and found
    by `remembered(…, *name, code)` too.

    `make` is asked once, for all those of which something has changed. Who asks for several shows them all:
    that is noticed where this is called.
    """
    before, key = versions(), (timezone.localdate(), get_language(), *name)
    found: dict[str, Value] = {}
    stale = []
    for code in places:
        known = _memory.get((*key, code))
        if known is not None and known.version == version_of(before, known.places):
            found[code] = known.value
        else:
            stale.append(code)
    if stale:
        made = make(stale)
        found |= made
        with _memory_lock:
            for code in stale if before else ():
                own = frozenset({code})
                _memory[*key, code] = _Known(own, version_of(before, own), made[code])
    return found


def _use_again(key: tuple[Hashable, ...]) -> None:
    with _memory_lock:
        if (newest := _memory.pop(key, None)) is not None:
            _memory[key] = newest


def forget_remembered() -> None:
    """Nothing is remembered in this process any more: for a database that was put in place of another."""
    with _memory_lock:
        _memory.clear()
