"""The load: every table in order, in one transaction."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from django.db import IntegrityError, models, transaction

from areas import models as areas
from areas.loading.area_file import FILE as AREA_FILE
from areas.loading.area_file import area_rows
from areas.loading.files import DataError, Row, read_rows
from areas.loading.places import computed_distances, given_distances, municipality_rows
from areas.loading.tables import Counts, Table, key_of
from areas.remembering import forget
from areas.signals import area_loaded

PACKAGED = Path(__file__).resolve().parents[1] / "data"
PACKAGED_AREA = PACKAGED / "area"
COMMON = PACKAGED / "common"
NEEDED = (AREA_FILE, "municipalities.csv", "service_areas.csv")

TABLES: dict[str, type[models.Model]] = {
    "sources": areas.Source,
    "service_areas": areas.ServiceArea,
    "municipalities": areas.Municipality,
    "employment_area": areas.EmploymentArea,
    "distances": areas.Distance,
    "postal_codes": areas.PostalCode,
    "population": areas.PopulationYear,
    "unemployment": areas.UnemploymentMonth,
    "public_holidays": areas.PublicHoliday,
    "occupation_groups": areas.OccupationGroup,
    "occupations": areas.Occupation,
    "skills": areas.Skill,
    "languages": areas.Language,
    "cefr_levels": areas.CefrLevel,
    "service_stocks": areas.ServiceStock,
    "status_after_service": areas.StatusAfterService,
    "spending_kinds": areas.SpendingKind,
    "founding_projects": areas.FoundingProject,
    "founding_figures": areas.FoundingFigure,
}

# Tables of which `load_statistics` brings newer ones.
NEWER = ("unemployment", "service_stocks", "status_after_service")


def load(folder: Path | None = None, *, progress: Callable[[str], None] = lambda line: None) -> list[Counts]:
    """The tables hold what the files say, all of it or, after a DataError, nothing of it.

    folder: the files of an employment area, the packaged ones when left out; what is the same for the whole
    country is taken from it when it is there, otherwise from the packaged files.
    """
    folder = packaged() if folder is None else folder
    for name in NEEDED:
        if not (folder / name).is_file():
            raise DataError("there is no such file", file=str(folder / name))
    tables: dict[str, Table] = {}
    name = ""
    try:
        with transaction.atomic():
            for name, model in TABLES.items():
                progress(f"{name.replace('_', ' ')} ...")
                tables[name] = Table(name.replace("_", " "), model)
                tables[name].put(rows_for(name, folder), stays=brought_newer(name))
                if name == "municipalities":
                    leave_area(tables[name])
            for name in reversed(TABLES):
                if name in NEWER:
                    stays = stays_beside(tables[name], brought_newer(name))
                    tables[name].remove_others(f"{name}.csv", stays=stays)
                elif name != "municipalities":
                    tables[name].remove_others(f"{name}.csv")
            area_loaded.send(sender=load)
    except IntegrityError as error:
        raise DataError(str(error).splitlines()[0], file=f"{name}.csv") from error
    forget()
    return [table.counts for table in tables.values()]


def packaged() -> Path:
    """The packaged area's files; another area that is loaded is not written over for want of a word."""
    other = areas.EmploymentArea.objects.first()
    if other and [row.values["code"] for row in area_rows(PACKAGED_AREA / AREA_FILE)] != [other.code]:
        raise DataError(f"{other} is loaded; name its folder (--data or AREA_DATA)", file=AREA_FILE)
    return PACKAGED_AREA


def rows_for(name: str, folder: Path) -> Iterator[Row]:
    """The rows of one table, from the files that say what is in it."""
    if name == "sources":
        own = {row.values.get("dataset"): row for row in rows_of(folder / "sources.csv")}
        common = {row.values.get("dataset"): row for row in rows_of(COMMON / "sources.csv")}
        return iter((common | own).values())
    if name == "municipalities":
        shapes = folder / "shapes.geojson"
        national = file_of("municipalities_finland.csv", folder)
        return municipality_rows(
            national, folder / "municipalities.csv", shapes if shapes.is_file() else None
        )
    if name == "employment_area":
        return of_the_area(area_rows(folder / AREA_FILE))
    if name == "distances":
        given = folder / "distances.csv"
        if given.is_file():
            return given_distances(read_rows(given))
        places = areas.Municipality.objects.filter(in_area=True).values_list("code", "lat", "lon")
        return computed_distances({code: (lat, lon) for code, lat, lon in places}, "municipalities.csv")
    return rows_of(file_of(f"{name}.csv", folder))


def of_the_area(rows: Iterator[Row]) -> Iterator[Row]:
    """The rows, once it is sure that the municipalities they name belong to the area."""
    own = set(areas.Municipality.objects.filter(in_area=True).values_list("code", flat=True))
    for row in rows:
        for column in ("host", "example"):
            if row.values[column] not in own:
                raise row.error(f"{row.values[column]!r} is no municipality of the area", column)
        yield row


def file_of(name: str, folder: Path) -> Path:
    """The area's own file of that name, or the packaged one that serves the whole country."""
    return folder / name if (folder / name).is_file() else COMMON / name


def rows_of(path: Path) -> Iterator[Row]:
    """The rows of a file that an area may do without."""
    return read_rows(path) if path.is_file() else chain()


def brought_newer(name: str) -> set[tuple]:
    """The keys of the rows that `load_statistics` has brought: what is packaged does not write over them.

    Of municipalities that are outside the area nothing is kept.
    """
    if name not in NEWER:
        return set()
    rows = TABLES[name]._default_manager.filter(newer=True)
    if name == "unemployment":
        rows = rows.filter(municipality__in_area=True)
    return set(rows.values_list(*key_of(rows.model)))


def stays_beside(table: Table, brought: set[tuple]) -> Callable[[tuple], bool]:
    """Whether a row that the file does not have stays: it was brought, or is later than all of the file."""
    newest = max((key[-1] for key in table.keys), default=None)
    return lambda key: key in brought or (newest is not None and key[-1] > newest)


def leave_area(municipalities: Table) -> None:
    """A municipality no file has any more stays, for those who lived there, but outside the area."""
    codes = [code for (code,) in municipalities.keys]
    gone = areas.Municipality.objects.filter(in_area=True).exclude(code__in=codes)
    municipalities.counts.updated += gone.update(in_area=False, service_area=None, remote=None)
