"""`voorveld import mappings`: what became of regions whose borders changed (docs/regions-over-time.md)."""

import argparse
import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from services.kit.errors import Refusal as ServiceRefusal
from services.kit.texts import Texts
from services.profiles.domain.lineage import RegionShare
from services.profiles.main import LOCALE
from services.profiles.sources.mappings import read_mappings
from services.profiles.sources.refused import SourceRefused
from services.profiles.usecases.import_mappings import MappingsReport
from services.profiles.usecases.import_mappings import import_mappings as record
from voorveld.profiles_database import profiles_database, profiles_url
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings


def import_mappings(options: argparse.Namespace, settings: RunSettings) -> int:
    """Record the mappings of a file. Raises Refusal with every line that cannot be right; then nothing is recorded."""
    try:
        lines = read_mappings(options.file)
    except SourceRefused as refusal:
        raise Refusal(str(refusal)) from refusal
    with profiles_url(settings) as url:
        report = asyncio.run(_record(url, [mapping for _, mapping in lines]))
    if report.faults:
        raise Refusal(_faults(report, [line for line, _ in lines]))
    print(
        f"{options.file.name}: new {report.new:,}, changed {report.changed:,}, unchanged {report.unchanged:,}, "
        f"removed {report.removed:,}."
    )
    return 0


async def _record(url: str, mappings: Sequence[RegionShare]) -> MappingsReport:
    async with profiles_database(url) as database:
        try:
            async with database.transaction() as session:
                return await record(session, mappings, by="voorveld import", now=datetime.now(UTC))
        except ServiceRefusal as refusal:
            raise Refusal("This database holds no installation yet. Start it once with `make run`.") from refusal


def _faults(report: MappingsReport, lines: Sequence[int]) -> str:
    texts = Texts(LOCALE)
    said = "\n".join(
        f"  line {lines[fault.place]}, {fault.field}: {texts.sentence(f'mapping.{fault.rule}', 'en', fault.facts)}"
        for fault in report.faults
    )
    return f"{len(report.faults):,} mistakes. Nothing was recorded.\n{said}"
