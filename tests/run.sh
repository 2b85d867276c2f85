#!/usr/bin/env bash
# Runs the suite: SQLite, then PostgreSQL, with Chromium. Says plainly what it leaves out and how to get it;
# with CI set, on Debian as root, it installs what is missing, and a part that cannot run is a failure.
set -uo pipefail
cd "$(dirname "$0")/.."
python=${VALITYO_PYTHON:-.venv/bin/python}
long=""
[ "${1:-}" = "--long" ] && long="--long"
failed=0

say() { printf '\n== %s\n' "$*"; }
install() {
  [ -n "${CI:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
  say "Installing $*"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } >var/apt.log 2>&1 || { tail -5 var/apt.log; return 1; }
}
left_out() {
  say "LEFT OUT: $1. To get it: $2"
  [ -n "${CI:-}" ] && failed=1
  return 0
}

# What a database can make different: rules, locks, races, constraints, triggers, reads, imports. What draws pages,
# puts words together or reads files is the same on both, and is left to the run on SQLite.
on_postgresql=(tests/accounts tests/areas tests/letters tests/programmes tests/reports/test_selectors.py
  tests/cms/test_search.py
  --ignore=tests/accounts/test_demo.py --ignore=tests/accounts/test_doors.py
  --ignore=tests/areas/test_periods.py --ignore=tests/areas/test_working_days.py
  --ignore=tests/programmes/documents --ignore=tests/programmes/test_factories.py
  --ignore-glob='*/participants/test_own_pages.py' --ignore-glob='*/participants/test_message_texts.py'
  --ignore-glob='*/participants/test_path.py' --ignore-glob='*/participants/test_same_meaning.py'
  --ignore-glob='*/employers/test_host_pages.py' --ignore-glob='*/employers/test_not_coming.py'
  --ignore-glob='*/employers/test_vacancy_editor.py' --ignore-glob='*/placements/test_told_to_host.py'
  --ignore-glob='*/placements/test_what_decides.py' --ignore-glob='*/machines/test_act_pages.py'
  --ignore-glob='*/machines/test_turns.py' --ignore-glob='*/machines/test_reasons.py'
  --ignore-glob='*/exchange/test_demo.py' --ignore-glob='*/exchange/test_fuzz.py'
  --ignore-glob='*/exchange/test_reading.py' --ignore-glob='*/exchange/test_command.py'
  --ignore-glob='*/exchange/test_samples.py' --ignore-glob='*/exchange/test_rejections.py'
  --ignore-glob='*/workspace/test_answers.py' --ignore-glob='*/workspace/test_nearest.py'
  -k "not every_language and not head_of_every_page and not address_of_its_own")
[ -n "$long" ] && on_postgresql=()

# The shell without a window opens a page in a third of the time of the whole browser.
chromium=$(command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome || true)
[ -n "$chromium" ] || { install chromium-headless-shell && chromium=$(command -v chromium-headless-shell) || true; }
browser=(-m "not browser")
if [ -n "$chromium" ]; then export VALITYO_CHROMIUM=$chromium; browser=(); else left_out "browser journeys" "apt-get install chromium-headless-shell"; fi

say "SQLite"
$python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder $long "${browser[@]}" || failed=1

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
[ -n "$bin" ] || { install postgresql && bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1) || true; }
if [ -n "$bin" ]; then
  say "PostgreSQL ($("$bin/postgres" --version))"
  folder=$(mktemp -d /tmp/valityo-pg.XXXXXX)
  as=() ; [ "$(id -u)" = 0 ] && { chown postgres "$folder"; as=(runuser -u postgres --); }
  stop() { "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate -s stop >/dev/null 2>&1; rm -rf "$folder"; }
  trap stop EXIT
  (cd "$folder" && "${as[@]}" "$bin/initdb" -D "$folder/data" -U valityo -A trust -E UTF8 --locale=C >/dev/null) &&
    (cd "$folder" && "${as[@]}" "$bin/pg_ctl" -D "$folder/data" -s -w -l "$folder/log" -o "-c listen_addresses='' -k $folder -c fsync=off" start) &&
    DATABASE_URL="postgres:///valityo?host=$folder&user=valityo" $python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder -m "not browser" \
      "${on_postgresql[@]}" || failed=1
else
  left_out "PostgreSQL" "apt-get install postgresql"
fi

[ -z "$long" ] || tests/clocks.sh || failed=1
exit $failed
