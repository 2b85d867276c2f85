"""How long a property is searched for a counterexample: `--long` looks further."""

import os

LONG = "VALITYO_LONG"  # set by tests/conftest.py, so that decorators know it


def examples(few: int, many: int) -> int:
    """How many examples hypothesis tries in this run."""
    return many if LONG in os.environ else few
