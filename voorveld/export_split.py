"""Writes a split with its plan, figures and amounts, asked of a running Voorveld."""

import argparse
import asyncio
import sys

from services.budget.contract.client import BudgetClient
from services.budget.contract.open_data import SplitDocument
from services.kit import logging
from services.kit.clock import Clock
from services.kit.errors import Refusal as ServiceRefusal
from services.kit.errors import UpstreamUnavailable
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings


def write(options: argparse.Namespace, settings: RunSettings) -> SplitDocument:
    """Write the split that was asked to the file or the screen, and give it back. Raises Refusal."""
    if options.id and options.year:
        raise Refusal("Give the id of a split or a year, not both.")
    document = asyncio.run(_ask(options, settings))
    text = document.model_dump_json(by_alias=True, indent=1) + "\n"
    if options.out is None:
        sys.stdout.write(text)
        return document
    try:
        options.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Refusal(f"{options.out} cannot be written: {error.strerror}.") from error
    return document


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
