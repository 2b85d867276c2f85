#!/usr/bin/env bash
# Runs the suite (SQLite, without browser) as if it were another day: no test may depend on the day it runs.
# The clocks tick: midnight passes while the suite runs. More arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
python=${VALITYO_PYTHON:-.venv/bin/python}
failed=0

# The last evening of a year, and the night of a leap day.
for clock in ${CLOCKS:-2027-12-31T23:57 2028-02-28T23:57}; do
  printf '\n== As if it were %s\n' "$clock"
  VALITYO_CLOCK=$clock $python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not browser" "$@" || failed=1
done
exit $failed
