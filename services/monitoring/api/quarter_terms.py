"""What a quarter of a partner is worked out with: its agreement, and the areas of the years its figures go back."""

from uuid import UUID

from services.kit.database import Database
from services.monitoring.api.dependencies import AreasDep, TermsDep
from services.monitoring.contract.refusals import NoAgreement, NothingAgreed
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.periods import year_of
from services.monitoring.usecases.look_at_series import AreasOf
from services.monitoring.usecases.reports.make_content import years_with_areas


async def terms_and_areas(
    database: Database, known_terms: TermsDep, known_areas: AreasDep, partner_id: UUID, quarter: str
) -> tuple[Terms, AreasOf]:
    """What profiles is asked, before any transaction. Raises UnknownPartner, NothingAgreed."""
    year = year_of(quarter)
    try:
        terms = await known_terms.get((partner_id, year))
    except NoAgreement as refusal:
        raise NothingAgreed(year=year) from refusal
    async with database.reading() as session:
        years = await years_with_areas(session, partner_id, year_of(quarter))
    return terms, {year: await known_areas.get(year) for year in years}
