"""Walking through the pages of an OData feed to its end, and trusting none of them."""

import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from services.kit.errors import Invalid, NotFound, UpstreamUnavailable
from services.kit.http import PatientReader
from services.profiles.sources.refused import SourceRefused

Record = dict[str, Any]
NEXT = ("odata.nextLink", "@odata.nextLink")
MOST_PAGES = 10_000


def parse(body: bytes) -> Record:
    """Reads one JSON object; numbers with decimals stay text, so that they stay exact. Raises ValueError."""
    found = json.loads(body, parse_float=str)
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found


async def page(reader: PatientReader, address: str) -> Record:
    """Reads one page, with patience. Raises NotFound, or SourceRefused when it does not come or cannot be read."""
    try:
        return await reader.get(address, parse)
    except UpstreamUnavailable as error:
        raise SourceRefused("feed-silent", address=address, tries=reader.tries) from error
    except Invalid as error:
        raise SourceRefused("feed-refused", address=address, why=error.facts.get("status")) from error


async def pages(reader: PatientReader, address: str) -> AsyncIterator[list[Record]]:
    """Reads the records page by page, following the feed's own links as long as they stay inside it.

    Raises SourceRefused for a page that is absent or broken, comes twice or lies elsewhere.
    """
    seen = {address}
    here: str | None = address
    while here:
        try:
            found = await page(reader, here)
        except NotFound as error:
            raise SourceRefused("page-broken", address=here, why="404") from error
        yield records(found, here)
        here = _next(found, here, address)
        if here in seen or len(seen) > MOST_PAGES:
            raise SourceRefused("feed-loop", address=here)
        seen.add(here or address)


async def gathered(found: AsyncIterator[list[Record]]) -> list[Record]:
    """All records of all pages."""
    return [record async for records in found for record in records]


def records(found: Record, address: str) -> list[Record]:
    """The records of a page. Raises SourceRefused("page-broken")."""
    value = found.get("value")
    if not isinstance(value, list) or not all(isinstance(record, dict) for record in value):
        raise SourceRefused("page-broken", address=address, why="no list of records under “value”")
    return value


def _next(found: Record, here: str, first: str) -> str | None:
    link = next((found[name] for name in NEXT if found.get(name)), None)
    if link is None:
        return None
    goal, start = urlsplit(urljoin(here, str(link))), urlsplit(first)
    if goal.hostname != start.hostname or goal.path.casefold() != start.path.casefold():
        raise SourceRefused("feed-elsewhere", address=str(link))
    # CBS writes its links with http; we stay with the scheme and port we came by.
    return goal._replace(scheme=start.scheme, netloc=start.netloc).geturl()
