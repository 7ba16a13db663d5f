"""Takes in a file of postcodes: all of it, in the place of what was known of such postcodes."""

from services.kit.database import Session
from services.profiles.sources.postcodes import PostcodeFile
from services.profiles.store.areas import hold_installation
from services.profiles.store.postcode_queries import replace_postcodes


async def import_postcodes(session: Session, read: PostcodeFile) -> None:
    """Raises NoFigures before the first start."""
    await hold_installation(session)
    await replace_postcodes(session, read.length, read.pairs)
