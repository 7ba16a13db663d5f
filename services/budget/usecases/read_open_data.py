"""Reads the open data of a year, a file at a time. Every reader gets the same: nobody is asked who they are."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from services.budget.contract.open_data import (
    FileFormat,
    NoAwardsYet,
    NoPublishedSplit,
    OpenAwards,
    OpenCeilings,
    OpenDataFile,
    OpenDataYear,
    OpenDataYears,
    OpenPayments,
    OpenPlan,
    OpenSources,
    OpenWooSubsidies,
    SplitDocument,
)
from services.budget.domain import threesixty, woo
from services.budget.domain.open_award import OpenAward
from services.budget.open_data_views import (
    LICENCES,
    Publisher,
    as_of,
    award_row,
    ceiling_rows,
    open_award,
    payment_row,
    plan_rows,
    publisher,
    source_row,
    split_document,
    woo_row,
)
from services.budget.store.line_money import line_money
from services.budget.store.money_tables import Split
from services.budget.store.open_data_queries import (
    AwardMoney,
    PaidPosting,
    awards_of,
    municipality_name,
    newest_of_year,
    payments_of,
    years_with_money,
)
from services.budget.store.queries import (
    WholeSplit,
    find_split_in_force,
    get_whole_split,
    is_published,
    sources_of,
)
from services.budget.usecases.office import Office
from services.kit.clock import AMSTERDAM
from services.kit.database import Session

BOTH = [FileFormat.CSV, FileFormat.JSON]


async def read_years(session: Session, office: Office) -> OpenDataYears:
    """The years there is something of."""
    told = publisher(await municipality_name(session), office)
    return OpenDataYears(**told.head, years=await years_with_money(session))


async def read_year(session: Session, year: int, office: Office) -> OpenDataYear:
    """What there is of a year, with how many rows each file has now."""
    split = await _find_published(session, year)
    whole = await get_whole_split(session, split.id) if split else None
    awards = await _open_awards(session, year, office)
    overview = woo.overview([award for _, award in awards], "")
    rows = {
        "sources": len(await sources_of(session, year)),
        "plan": len(list(plan_rows(split, office))) if split else 0,
        "split": len(whole.lines) if whole else 0,
        "ceilings": len(await line_money(session, year)) if split else 0,
        "awards": len(awards),
        "payments": len(await payments_of(session, year)),
    }
    files = [OpenDataFile(name=name, rows=count, formats=BOTH) for name, count in rows.items()]
    files += [
        OpenDataFile(name="awards-360giving", rows=len(awards), formats=[FileFormat.THREE_SIXTY]),
        OpenDataFile(name="woo-subsidies", rows=len(overview.rows), left_out=overview.left_out, formats=BOTH),
    ]
    return OpenDataYear(**await _above(session, year, "", office), files=files)


async def read_sources(session: Session, year: int, office: Office) -> OpenSources:
    """In the order they were added."""
    rows = [source_row(source) for source in await sources_of(session, year)]
    return OpenSources(**await _above(session, year, "sources", office), rows=rows)


async def read_plan(session: Session, year: int, office: Office) -> OpenPlan:
    """The plan of the split in force. Raises NoPublishedSplit."""
    split = await _published(session, year)
    return OpenPlan(**await _above(session, year, "plan", office), rows=list(plan_rows(split, office)))


async def read_split(session: Session, year: int, office: Office) -> SplitDocument:
    """The split in force, frozen, with all it was made of. Raises NoPublishedSplit."""
    split = await _published(session, year)
    return document_of(await get_whole_split(session, split.id), office)


def document_of(whole: WholeSplit, office: Office) -> SplitDocument:
    """A split as a file; of the moment of its last step, for nothing else of it ever changes."""
    told = publisher(whole.split.municipality_name, office)
    above = told.above(whole.split.year, "split", whole.steps[-1].at if whole.steps else whole.split.created_at)
    return split_document(whole, above, office)


async def read_ceilings(session: Session, year: int, office: Office) -> OpenCeilings:
    """What each line has, as the ledger stands now. Raises NoPublishedSplit."""
    split = await _published(session, year)
    rows = list(ceiling_rows(split, await line_money(session, year), office))
    return OpenCeilings(**await _above(session, year, "ceilings", office), rows=rows)


async def read_awards(session: Session, year: int, office: Office) -> OpenAwards:
    """The earliest first."""
    rows = [award_row(money, award) for money, award in await _open_awards(session, year, office)]
    return OpenAwards(**await _above(session, year, "awards", office), rows=rows)


async def read_payments(session: Session, year: int, office: Office) -> OpenPayments:
    """In the order of writing."""
    rows = [payment_row(paid) for paid in await payments_of(session, year)]
    return OpenPayments(**await _above(session, year, "payments", office), rows=rows)


async def read_woo_subsidies(session: Session, year: int, office: Office) -> OpenWooSubsidies:
    """Subsidies to others than natural persons, and how much went to those."""
    awards = [award for _, award in await _open_awards(session, year, office)]
    overview = woo.overview(awards, office.say("open-data.basis", "nl"))
    return OpenWooSubsidies(
        **await _above(session, year, "woo-subsidies", office),
        rows=[woo_row(row) for row in overview.rows],
        left_out=overview.left_out,
        left_out_cents=overview.left_out_cents,
        why_left_out={"nl": woo.WHY_LEFT_OUT["nl"], "en": woo.WHY_LEFT_OUT["en"]},
    )


async def read_threesixty(session: Session, year: int, office: Office) -> dict[str, Any]:
    """Awards in the 360Giving standard, issued on the day of the newest change. Raises NoAwardsYet."""
    newest = await newest_of_year(session, year)
    moment = as_of(newest)
    awards = [award for _, award in await _open_awards(session, year, office)]
    issued = moment.astimezone(AMSTERDAM).date() if moment else office.today()
    licence = LICENCES[office.settings.open_data_licence]
    told = threesixty.package(publisher(newest.municipality, office).funder(), awards, issued, licence)
    if told is None:
        raise NoAwardsYet(year=year)
    return told


async def _above(session: Session, year: int, name: str, office: Office) -> dict[str, Any]:
    newest = await newest_of_year(session, year)
    told: Publisher = publisher(newest.municipality or await municipality_name(session), office)
    return told.above(year, name, as_of(newest))


async def _open_awards(session: Session, year: int, office: Office) -> list[tuple[AwardMoney, OpenAward]]:
    of_award: dict[UUID | None, list[PaidPosting]] = defaultdict(list)
    for paid in await payments_of(session, year):
        of_award[paid.posting.initiative_id].append(paid)
    awards = await awards_of(session, year)
    return [(money, open_award(money, of_award[money.initiative.id], office)) for money in awards]


async def _find_published(session: Session, year: int) -> Split | None:
    """The split in force once the year is public: a change of it then counts from its approval on, as on the site."""
    return await find_split_in_force(session, year) if await is_published(session, year) else None


async def _published(session: Session, year: int) -> Split:
    split = await _find_published(session, year)
    if split is None:
        raise NoPublishedSplit(year=year)
    return split
