"""Tells whether something must be made again: a stamp of the inputs lies beside the outputs."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path


def stamp_of(inputs: Iterable[Path | str]) -> str:
    """A fingerprint of files (their bytes) and plain strings (settings, versions)."""
    digest = hashlib.sha256()
    for item in inputs:
        digest.update(item.read_bytes() if isinstance(item, Path) else item.encode())
        digest.update(b"\0")
    return digest.hexdigest()


class Stamps:
    """What was made from what, kept in one small file of the output folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / ".stamps.json"
        self.known: dict[str, str] = {}
        if self.path.exists():
            self.known = json.loads(self.path.read_text())

    def is_fresh(self, name: str, stamp: str, outputs: Iterable[Path]) -> bool:
        """True when `name` was made from the same inputs and all its outputs are there."""
        return self.known.get(name) == stamp and all(path.exists() for path in outputs)

    def remember(self, name: str, stamp: str) -> None:
        """The next run may skip `name` as long as `stamp` stays the same."""
        self.known[name] = stamp
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(json.dumps(self.known, indent=1, sort_keys=True))
