"""`manage.py load_demo`."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from io import StringIO
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import CommandError, CommandParser, no_translations
from django.utils import timezone

from letters.numbers import whole_number
from programmes.exchange.demo import FEWEST, Made, NotADemoError, check_free, flush_demo, load_demo, stamp
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Make a demo database: reference data, pages, demo accounts, and synthetic people with 24
months of history up to the evening before today. The same numbers give the same rows.
Refuses to run where people are that no demo made; a second run changes nothing.

Example:
  manage.py load_demo
  manage.py load_demo --participants 500 --seed 7 --today 2026-11-22
  manage.py load_demo --flush

Exit status: 0 done, 2 could not run and nothing was changed."""

BEFORE = ("load_areas", "load_pages", "load_goals", "load_money")
AFTER = ("load_spending", "load_board", "load_editions")
BAR_AFTER_SECONDS = 2


class Command(PlainHelpCommand):
    """The database holds synthetic people; what was made is on stdout, everything else on stderr."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """How many people, of which seed, up to which day."""
        parser.add_argument(
            "--participants", type=_people, default=5000, metavar="N", help="default: %(default)s"
        )
        parser.add_argument("--seed", type=int, default=1, metavar="S", help="default: %(default)s")
        parser.add_argument("--today", type=_day, metavar="D", help="the day after the history, 2026-11-22")
        parser.add_argument("--flush", action="store_true", help="empty a demo database first")

    @no_translations
    def handle(
        self, *args: Any, participants: int, seed: int, today: date | None, flush: bool, **options: Any
    ) -> None:
        """Makes the demo, or says why not."""
        try:
            if flush:
                flush_demo()
            elif (made := stamp()) is not None:
                self.stdout.write(
                    f"The demo is there already: seed {made.seed}, up to {made.today.isoformat()}."
                )
                return
            check_free()
        except NotADemoError as refusal:
            raise CommandError(str(refusal), returncode=2) from refusal
        self._call(BEFORE, quiet=not options["verbosity"])
        self._load(participants, seed, today or timezone.localdate(), quiet=not options["verbosity"])
        self._call(AFTER, quiet=not options["verbosity"])

    def _call(self, names: tuple[str, ...], *, quiet: bool) -> None:
        known = get_commands()
        for name in names:
            if name in known:
                if not quiet:
                    self.stderr.write(f"{name} ...", style_func=str)
                call_command(name, stdout=StringIO(), stderr=StringIO(), verbosity=0)

    def _load(self, participants: int, seed: int, today: date, *, quiet: bool) -> None:
        from tqdm import tqdm  # noqa: PLC0415 - only a console draws a bar

        shape = "{desc:<22}{percentage:3.0f}%|{bar}| {elapsed}"
        with tqdm(
            total=100,
            delay=BAR_AFTER_SECONDS,
            leave=False,
            bar_format=shape,
            disable=quiet,
        ) as bar:

            def tell(what: str, share: float) -> None:
                bar.set_description_str(what, refresh=False)
                bar.update(share * 100 - bar.n)

            made = load_demo(participants=participants, seed=seed, today=today, tell=tell)
        self._say(made)

    def _say(self, made: Made) -> None:
        self.stdout.write(
            f"participants: {made.participants}\nhost employers: {made.hosts}\n"
            f"open places: {made.open_places}\nplacements: {made.placements}\nevents: {made.events}"
        )


def _people(text: str) -> int:
    """A number of people that is enough for one of each kind."""
    number = whole_number(text)
    if number is None or number < FEWEST:
        raise ArgumentTypeError(f"a whole number, at least {FEWEST}")
    return number


def _day(text: str) -> date:
    """A day as 2026-11-22."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text} is no day: write it as 2026-11-22") from error
