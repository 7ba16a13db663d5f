"""Whether an idea is decided the way somebody is about to decide it."""

from services.budget.contract.deliberation_refusals import DecidedByConsent, DecidedByTeam, DecidedByVote
from services.budget.contract.schemes import Scheme, Way
from services.budget.store.money_tables import Line
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.database import Session
from services.kit.errors import Conflict

OTHER_WAY: dict[Way, type[Conflict]] = {
    Way.TEAM: DecidedByTeam,
    Way.CONSENT: DecidedByConsent,
    Way.VOTE: DecidedByVote,
}


async def check_way(session: Session, idea: Initiative, way: Way, office: Office) -> Scheme:
    """Raise the refusal that names the way this idea is decided, when it is another one; gives its scheme."""
    scheme = await scheme_of_idea(session, idea, office)
    line = await session.get_one(Line, idea.line_id)
    check_is_way(scheme, idea, line.key, way)
    return scheme


def check_is_way(scheme: Scheme, idea: Initiative, line: str, way: Way) -> None:
    """The same for who has the scheme of the idea, and the path of its line, already."""
    set_beforehand = scheme.way_for(idea.area_id, idea.amount_cents, line)
    if set_beforehand is not way:
        raise OTHER_WAY[set_beforehand](title=idea.title)
