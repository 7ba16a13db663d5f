"""Say that the example year was played here: from now on every page tells so."""

from services.kit.database import Session
from services.profiles.store.areas import get_installation


async def mark_example_year(session: Session) -> bool:
    """Whether it is an example now: always. Raises NoFigures when nothing was imported yet."""
    installation = await get_installation(session)
    installation.is_example = True
    return installation.is_example
