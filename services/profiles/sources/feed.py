"""Reading a table from the CBS open-data API, whichever version of it answers."""

from dataclasses import dataclass

from services.kit.errors import NotFound
from services.kit.http import PatientReader
from services.profiles.sources.feed_terms import Told
from services.profiles.sources.feed_v3 import read_v3
from services.profiles.sources.feed_v4 import read_v4
from services.profiles.sources.known import checked_number
from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceTable


@dataclass(frozen=True, slots=True)
class Roots:
    """Where CBS answers; a table's number comes behind each."""

    v3: str = "https://opendata.cbs.nl/ODataFeed/OData"
    v4: str = "https://datasets.cbs.nl/odata/v1/CBS"


def _quiet(rows: int, expected: int | None) -> None:
    """Tells nobody."""


async def read_feed(
    reader: PatientReader, table: str, *, year: int | None = None, roots: Roots | None = None, told: Told = _quiet
) -> SourceTable:
    """Reads the whole table into memory before it hands over anything: nothing is ever half read.

    v3 goes first: it answers with a row per region, in tens of pages instead of hundreds. `told` hears the progress.
    Raises SourceRefused: unknown table, no answer, a broken or repeated page, fewer records than CBS says there are.
    """
    number, at = checked_number(table), roots or Roots()
    silent: SourceRefused | None = None
    for read, root in ((read_v3, at.v3), (read_v4, at.v4)):
        try:
            return await read(reader, root.rstrip("/"), number, year, told)
        except NotFound:
            continue
        except SourceRefused as refused:
            if refused.slug != "feed-silent":
                raise
            silent = silent or refused
        except (KeyError, TypeError, ValueError) as error:  # Metadata of another shape than documented.
            raise SourceRefused("page-broken", address=f"{root}/{number}", why=repr(error)) from error
    raise silent or SourceRefused("table-unknown", table=number)
