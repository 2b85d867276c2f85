#!/usr/bin/env bash
# icalendar 7.3.0: a VTIMEZONE that the library makes for Europe/Helsinki says that summer time begins at 04:00.
#
# A good guess: `Timezone.from_tzid` writes the onset as RFC 5545 (3.6.5) wants it, in the local time that holds
# before the change, which is 03:00 in Finland on the last Sunday of March (directive 2000/84/EC: 01:00 UTC).
# What happens: the onset is written in the time that holds after it. A calendar program that reads the component by
# the standard moves by one hour too late: an event at 01:30 UTC on that morning is shown at 03:30 instead of 04:30.
# Times given in UTC are not touched.
#
# What one can do: give times of events in UTC, or write the component by hand.
# Seen: "summer time begins 20260329T040000, from +0200 to +0300".
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check "icalendar==7.3.0" "python-dateutil==2.9.0.post0"
cat > seen.py <<'PY'
import io
from datetime import date, datetime, timezone

from dateutil.tz import tzical
from icalendar import Calendar
from icalendar.cal import Timezone

zone = Timezone.from_tzid("Europe/Helsinki", first_date=date(2026, 1, 1), last_date=date(2027, 1, 1))
for part in zone.walk("DAYLIGHT"):
    begins = part["DTSTART"].to_ical().decode()
    if begins.startswith("2026"):
        offsets = (str(part[name].to_ical()) for name in ("TZOFFSETFROM", "TZOFFSETTO"))
        print("summer time begins {}, from {} to {}".format(begins, *offsets))
calendar = Calendar()
calendar.add_component(zone)
read = tzical(io.StringIO(calendar.to_ical().decode().replace("\r\n", "\n"))).get("Europe/Helsinki")
print("01:30 UTC is read as", datetime(2026, 3, 29, 1, 30, tzinfo=timezone.utc).astimezone(read).strftime("%H:%M"))
PY
seen=$(env/bin/python seen.py)
printf '%s\n' "$seen"
wanted='summer time begins 20260329T040000, from +0200 to +0300
01:30 UTC is read as 03:30'
[ "$seen" = "$wanted" ] || { echo "This has changed: see the head of this file."; exit 1; }
