"""What stands in the log: what somebody has to look at, without people in it."""

from __future__ import annotations

import logging
import sys
from typing import Any

import pytest
from django.db import OperationalError

from config.logs import MaskingFormatter, WorthALine


def record(status: int, error: Exception | None = None) -> logging.LogRecord:
    exc_info: Any = None
    if error is not None:
        try:
            raise error
        except Exception:
            exc_info = sys.exc_info()
    made = logging.LogRecord("django.request", logging.ERROR, "", 0, "%s: %s", ("Said", "/x/"), exc_info)
    made.status_code = status
    return made


@pytest.mark.parametrize("status", [403, 404, 405, 409, 422])
def test_everyday_answers_leave_no_line(status):
    assert not WorthALine().filter(record(status))


@pytest.mark.parametrize("error", [None, ValueError("ours")])
def test_our_own_failures_do_with_their_traceback(error):
    told = record(500, error)

    assert WorthALine().filter(told)
    assert ("Traceback" in MaskingFormatter().format(told)) is bool(error)


def test_a_database_that_is_away_is_one_line_now_and_then():
    quiet = WorthALine()
    lines = [record(503, OperationalError("connection refused\nIs the server running?")) for _n in range(50)]

    kept = [line for line in lines if quiet.filter(line)]

    assert len(kept) == 1
    text = MaskingFormatter().format(kept[0])
    assert "The database does not answer: connection refused" in text
    assert "Traceback" not in text
