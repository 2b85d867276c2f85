"""The word forms of a language as a file that is read where it lies.

simplemma ships each dictionary packed: unpacking the Finnish one (3.5 million forms) takes seconds and 50
to 340 MB in every process. Here it is unpacked once into a sorted, mapped file: opening it costs nothing,
and the processes share its pages. The packed one stays the source; another simplemma makes another file.
"""

from __future__ import annotations

import mmap
import os
import tempfile
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

LANGUAGES = ("fi", "sv", "en")
BLOCK = 64
MARK = b"VTL1"
NUMBER: Final = "I"
SIZE = array(NUMBER).itemsize
# A lemma is told as how many bytes to take off the form, one byte from a space on, and what to add.
NONE_OFF = 32


class MappedForms(Mapping[str, str]):
    """Lemma by form. The file: lines in order, where every 64th begins, how many, where the table is."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[-len(MARK) :] != MARK:
            raise ValueError(f"{path} is not whole")
        end = len(self._bytes) - len(MARK) - 2 * SIZE
        self._length, self._table = array(NUMBER, self._bytes[end : end + 2 * SIZE])
        self._begins = memoryview(self._bytes)[self._table : end].cast(NUMBER)

    def __getitem__(self, form: str) -> str:
        key = form.encode()
        wanted, begins, text = key + b"\t", self._begins, self._bytes
        width = len(wanted)
        after = bisect_right(
            range(len(begins)), wanted, key=lambda block: text[begins[block] : begins[block] + width]
        )
        if not after:
            raise KeyError(form)
        until = begins[after] if after < len(begins) else self._table
        found = text.find(b"\n" + wanted, begins[after - 1] - 1, until)
        if found < 0:
            raise KeyError(form)
        told = found + 1 + width
        lemma = key[: len(key) - (text[told] - NONE_OFF)] + text[told + 1 : text.find(b"\n", told)]
        return lemma.decode()

    def __iter__(self) -> Iterator[str]:
        for line in self._bytes[1 : self._table].splitlines():
            yield line.partition(b"\t")[0].decode()

    def __len__(self) -> int:
        return self._length


def write(language: str, path: Path) -> None:
    """The mapped file of the language stands at `path`, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            _write_lines(language, file)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _write_lines(language: str, file: BinaryIO) -> None:
    from simplemma.strategies.dictionaries import dictionary_factory, frontcode  # noqa: PLC0415 - once a set-up

    packed = dictionary_factory._read_decompressed(language)
    _reversed, _count, start = frontcode._read_header(packed)
    begins, count, position = array(NUMBER), 0, file.write(b"\n")
    for _start, form, lemma in frontcode._iter_records(packed, start):
        kept = min(len(form), len(lemma))
        while form[:kept] != lemma[:kept]:
            kept -= 1
        if count % BLOCK == 0:
            begins.append(position)
        position += file.write(b"%s\t%c%s\n" % (form, NONE_OFF + len(form) - kept, lemma[kept:]))
        count += 1
    file.write(begins.tobytes() + array(NUMBER, [count, position]).tobytes() + MARK)


@cache
def forms(language: str) -> Mapping[str, str]:
    """The forms of a language; kept packed in memory where no file can be written."""
    path = Path(settings.VAR) / "words" / f"{language}-{version('simplemma')}.forms"
    try:
        if not path.exists():
            write(language, path)
        return MappedForms(path)
    except (OSError, ValueError):
        from simplemma.strategies.dictionaries import StreamDictionaryFactory  # noqa: PLC0415 - the last resort

        return StreamDictionaryFactory().get_dictionary(language)
