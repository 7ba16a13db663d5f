"""Where deliveries come in: what every route that takes one needs, and how it is done."""

from dataclasses import dataclass, replace
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Query, Response

from services.kit.clock import Clock
from services.kit.database import Database, DatabaseDep
from services.kit.idempotency import Once
from services.kit.texts import Texts
from services.monitoring.api.delivered import SubmitKpiValues, no_person, rows_of
from services.monitoring.api.dependencies import AreasDep, ClockDep, TermsDep, TextsDep
from services.monitoring.api.views import view_receipt
from services.monitoring.contract.delivery_refusals import NoRows
from services.monitoring.contract.models import Receipt
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.content import content_sha256
from services.monitoring.domain.options import Mode, Options
from services.monitoring.domain.periods import year_of
from services.monitoring.usecases.delivery import Delivery, Sender, StoredReceipt
from services.monitoring.usecases.remembered import Remembered
from services.monitoring.usecases.submit_values import submit_values
from services.monitoring.usecases.terms import AreaIds

NO_KEY = (None, "")


@dataclass(frozen=True)
class Desk:
    """What a route needs to take a delivery."""

    database: Database
    clock: Clock
    texts: Texts
    known_terms: Remembered[tuple[UUID, int], Terms]
    known_areas: Remembered[int, AreaIds]
    options: Options
    response: Response

    async def terms(self, partner_id: UUID, period: str) -> tuple[Terms, AreaIds]:
        """What was agreed, and the areas where that matters. Raises NoAgreement."""
        of = (partner_id, year_of(period))
        terms = await self.known_terms.get(of)
        if (self.options.judged_by or 0) > terms.version:  # Put in force in another process, this minute.
            self.known_terms.forget(of)
            terms = await self.known_terms.get(of)
        return terms, await self.known_areas.get(terms.year) if terms.has_kpi_by_area else ()

    def of_form(self, key: str | None) -> "Desk":
        """For what somebody filled in: the key of the form is part of what makes content the same."""
        return replace(self, options=replace(self.options, form=key))

    async def take(
        self, partner_id: UUID, sender: Sender, body: SubmitKpiValues, raw: bytes, once: tuple[str | None, str] = NO_KEY
    ) -> Receipt:
        """`once`: the key of the request, and of whom it is. What keeps nothing is answered with 200, not 201."""
        if not body.values and not self.options.replaces:
            raise NoRows
        terms, areas = await self.terms(partner_id, body.period)
        with no_person():
            rows = rows_of(body, raw)
            content = content_sha256(partner_id, body.period, rows, self.options.unusual)
            delivery = Delivery(terms, areas, sender, body.period, rows, content, raw, self.clock, self.options)
            receipt = await self._take(delivery, once)
        if receipt.id is None or self.options.dry_run:
            self.response.status_code = 200
        return view_receipt(receipt, self.texts, in_force=terms.version, dry_run=self.options.dry_run)

    async def _take(self, delivery: Delivery, once: tuple[str | None, str]) -> StoredReceipt:
        async with self.database.transaction() as session:
            key, owner = once
            if key and not self.options.dry_run:
                await Once(key, owner, "POST /v1/submissions", delivery.content_sha256).claim(session)
            return await submit_values(session, delivery)


async def _options(
    dry_run: Annotated[bool, Query(alias="dryRun", description="say what would happen; nothing is kept")] = False,
    mode: Annotated[Mode, Query(description="`all_or_nothing`: with one refused row nothing counts")] = "skip_bad",
    replace: Annotated[bool, Query(description="replace the period: what is not in it is withdrawn")] = False,
    judged_by: Annotated[
        int | None,
        Query(
            alias="agreementVersion",
            ge=1,
            le=1_000_000,
            description="have it checked by the version in force, also where the same was checked by an earlier one",
        ),
    ] = None,
) -> Options:
    return Options(mode, replace, dry_run, judged_by)


async def _desk(
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    known_terms: TermsDep,
    known_areas: AreasDep,
    options: Annotated[Options, Depends(_options)],
    response: Response,
) -> Desk:
    return Desk(database, clock, texts, known_terms, known_areas, options, response)


DeskDep = Annotated[Desk, Depends(_desk)]
