#!/usr/bin/env python
"""Runs a management command of Välityö."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
# platform/ is a source root, not a package: a package of that name would hide Python's own module.
sys.path[:0] = [str(ROOT), str(ROOT / "platform")]


def main() -> None:
    """The command named on the command line has run."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - after the path is set

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
