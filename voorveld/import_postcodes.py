"""`voorveld import postcodes`: in which neighbourhood a postcode lies, so that people find their area by theirs."""

import argparse
import asyncio

from services.kit.errors import Refusal as ServiceRefusal
from services.profiles.sources.postcodes import PostcodeFile, read_postcodes
from services.profiles.sources.refused import SourceRefused
from services.profiles.usecases.import_postcodes import import_postcodes as take_in
from voorveld.profiles_database import profiles_database, profiles_url
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings


def import_postcodes(options: argparse.Namespace, settings: RunSettings) -> int:
    """Take in the postcodes of this municipality from a file. Raises Refusal; then what was known stays."""
    try:
        read = read_postcodes(options.file, settings.municipality, _say)
    except SourceRefused as refusal:
        raise Refusal(str(refusal)) from refusal
    with profiles_url(settings) as url:
        asyncio.run(_take_in(url, read))
    kind = "full postcodes" if read.length == 6 else "most frequent four digits"
    print(f"{options.file.name}: {len(read.pairs):,} pairs of a neighbourhood and {kind}.")
    return 0


def _say(lines: int) -> None:
    print(f"  {lines:,} lines", end="\r", flush=True)


async def _take_in(url: str, read: PostcodeFile) -> None:
    async with profiles_database(url) as database:
        try:
            async with database.transaction() as session:
                await take_in(session, read)
        except ServiceRefusal as refusal:
            raise Refusal("This database holds no installation yet. Start it once with `make run`.") from refusal
