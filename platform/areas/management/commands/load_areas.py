"""`manage.py load_areas`."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser, no_translations

from areas.loading import DataError, load
from ui.management.plain_help import PlainHelpCommand

HELP = """\
Load the reference data: municipalities, service areas, postal codes, distances, public
holidays, occupations, skills, languages and official statistics. Safe to run again: a
second run changes nothing, and what load_statistics has brought stays.

Example:
  manage.py load_areas
  manage.py load_areas --data /srv/areas/kainuu

An area's folder needs area.toml (its own names in every form a text needs, contacts, who
answers for the registers: copy the packaged one), municipalities.csv (code, service_area,
genitive_fi, inessive_fi, lat, lon; also name_fi, name_sv, name_en, remote, population and
population_on, land_area_km2, business_id) and service_areas.csv (code, name_fi, name_sv,
name_en, position). It may hold
distances.csv, postal_codes.csv, population.csv, unemployment.csv, sources.csv and
shapes.geojson, and its own file in place of any packaged one. Without
--data the folder is that of the environment's AREA_DATA, else the packaged area.

Exit status: 0 done, 2 could not run and nothing was changed."""


class Command(PlainHelpCommand):
    """The reference data is in the database, as the files say."""

    help = HELP

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder of another employment area."""
        parser.add_argument(
            "--data", type=Path, metavar="DIR", help="folder with the files of an employment area"
        )

    @no_translations
    def handle(self, *args: Any, data: Path | None, **options: Any) -> None:
        """One line of counts for each table on stdout, progress on stderr."""
        try:
            folder = data or (Path(settings.AREA_DATA) if settings.AREA_DATA else None)
            loaded = load(
                folder, progress=self.report_progress if options["verbosity"] else lambda line: None
            )
        except DataError as error:
            raise CommandError(str(error), returncode=2) from error
        for counts in loaded:
            self.stdout.write(
                f"{counts.table}: {counts.new} new, {counts.updated} updated, "
                f"{counts.unchanged} unchanged, {counts.removed} removed"
            )

    def report_progress(self, line: str) -> None:
        """A line about what is being loaded, in plain colours."""
        self.stderr.write(line, style_func=str)
