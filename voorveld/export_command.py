"""`voorveld export …`: writes what somebody else can check, asked of a running Voorveld."""

import argparse
import asyncio
import sys
from pathlib import Path
from uuid import UUID

from services.budget.contract.client import BudgetClient
from services.budget.contract.open_data import SplitDocument
from services.kit import logging
from services.kit.clock import Clock
from services.kit.errors import Refusal as ServiceRefusal
from services.kit.errors import UpstreamUnavailable
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings

RECOMPUTE = "docs/split-mathematics.md has a program that divides it again"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell the parser of `voorveld export` what there is."""
    whats = parser.add_subparsers(required=True, metavar="what", dest="what")
    text = "a split with its plan, figures and amounts, so that anybody can divide the money again"
    split = whats.add_parser("split", help=text, description=f"Writes {text}; {RECOMPUTE}. Voorveld must be running.")
    split.add_argument("id", nargs="?", type=UUID, help="one split that was published, also when it was replaced")
    split.add_argument("--year", type=int, help="the split in force of this year (the year it is now)")
    split.add_argument("--out", type=Path, metavar="FILE", help="where to; without it the screen")


def export(options: argparse.Namespace, settings: RunSettings) -> int:
    """Write the split that was asked; the exit code. Raises Refusal."""
    if options.id and options.year:
        raise Refusal("Give the id of a split or a year, not both.")
    document = asyncio.run(_ask(options, settings))
    text = document.model_dump_json(by_alias=True, indent=1) + "\n"
    if options.out is None:
        sys.stdout.write(text)
        return 0
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{options.out} cannot be written: {error.strerror}.") from error
    print(f"The split of {document.year}, {len(document.lines)} lines, stands in {options.out}; {RECOMPUTE}.")
    return 0


async def _ask(options: argparse.Namespace, settings: RunSettings) -> SplitDocument:
    logging.language.set("en")
    address = settings.url_of("budget")
    client = BudgetClient(address)
    try:
        if options.id:
            return await client.export_split(options.id)
        return await client.open_split(options.year or _this_year(settings))
    except UpstreamUnavailable as error:
        raise Refusal(f"Nobody answers at {address}. Start Voorveld first (make run), or set VOORVELD_PORT.") from error
    except ServiceRefusal as error:
        raise Refusal(str(error)) from error
    finally:
        await client.close()


def _this_year(settings: RunSettings) -> int:
    """By the clock of the installation, which in development can be moved."""
    return Clock(settings.data / "clock.json" if settings.mode == "development" else None).today().year
