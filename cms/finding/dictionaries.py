"""The word forms of a language as a file that is read where it lies.

simplemma ships each dictionary packed: unpacking the Finnish one (3.5 million forms) takes seconds and 50
to 340 MB in every process. Here it is unpacked once into a sorted, mapped file: opening it costs nothing,
and the processes share its pages. The packed one stays the source; another simplemma makes another file.
"""

from __future__ import annotations

import mmap
import os
import struct
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO

import simplemma
from django.conf import settings
from simplemma.strategies.dictionaries import StreamDictionaryFactory, dictionary_factory, frontcode

LANGUAGES = ("fi", "sv", "en")
BLOCK = 16
MARK = b"VTL1"
OFFSET = struct.Struct("<I")


class MappedForms(Mapping[str, str]):
    """Lemma by form. The file is lines in order, a table of where every sixteenth begins, and its length."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        if self._bytes[-len(MARK) :] != MARK:
            raise ValueError(f"{path} is not whole")
        tail = len(self._bytes) - len(MARK) - 2 * OFFSET.size
        self._length = OFFSET.unpack_from(self._bytes, tail)[0]
        self._blocks = -(-self._length // BLOCK)
        self._table = OFFSET.unpack_from(self._bytes, tail + OFFSET.size)[0]

    def __getitem__(self, form: str) -> str:
        lemma = self.get(form)
        if lemma is None:
            raise KeyError(form)
        return lemma

    def get(self, form: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """The lemma of the form, in about twenty steps."""
        wanted = form.encode()
        low, high = 0, self._blocks
        while low < high:
            middle = (low + high) // 2
            if self._form_at(self._begin(middle)) <= wanted:
                low = middle + 1
            else:
                high = middle
        for key, lemma in self._lines(self._begin(low - 1) if low else 0, BLOCK if low else 0):
            if key == wanted:
                return lemma.decode()
        return default

    def __iter__(self) -> Iterator[str]:
        return (key.decode() for key, _lemma in self._lines(0, self._length))

    def __len__(self) -> int:
        return self._length

    def _begin(self, block: int) -> int:
        return int(OFFSET.unpack_from(self._bytes, self._table + block * OFFSET.size)[0])

    def _form_at(self, position: int) -> bytes:
        return self._bytes[position : self._bytes.find(b"\t", position)]

    def _lines(self, position: int, count: int) -> Iterator[tuple[bytes, bytes]]:
        for _line in range(count):
            if position >= self._table:
                return
            end = self._bytes.find(b"\n", position)
            key, _tab, told = self._bytes[position:end].partition(b"\t")
            yield key, key[: len(key) - (told[0] - FIRST)] + told[1:]
            position = end + 1


# A lemma is told as how many bytes to take off the form, one byte from a space on, and what to add.
FIRST = 32


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
    packed = dictionary_factory._read_decompressed(language)
    _reversed, _count, start = frontcode._read_header(packed)
    begins: list[int] = []
    count = position = 0
    for _start, form, lemma in frontcode._iter_records(packed, start):
        kept = min(len(form), len(lemma))
        while form[:kept] != lemma[:kept]:
            kept -= 1
        line = b"%s\t%c%s\n" % (form, FIRST + len(form) - kept, lemma[kept:])
        if count % BLOCK == 0:
            begins.append(position)
        count, position = count + 1, position + len(line)
        file.write(line)
    file.write(b"".join(OFFSET.pack(begin) for begin in begins))
    file.write(OFFSET.pack(count) + OFFSET.pack(position) + MARK)


@cache
def forms(language: str) -> Mapping[str, str]:
    """The forms of a language; kept packed in memory where no file can be written."""
    path = Path(settings.VAR) / "words" / f"{language}-{simplemma.__version__}.forms"
    try:
        if not path.exists():
            write(language, path)
        return MappedForms(path)
    except (OSError, ValueError):
        return StreamDictionaryFactory().get_dictionary(language)
