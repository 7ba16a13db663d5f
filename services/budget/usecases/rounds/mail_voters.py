"""Plans the mail of a round: a code to who asked for one."""

from collections.abc import Mapping

from services.budget.store.round_tables import Round
from services.budget.usecases.mails import new_message
from services.budget.usecases.office import Office, on_day
from services.kit.clock import AMSTERDAM
from services.kit.database import Session
from services.kit.texts import in_words
from services.kit.together import write_together


async def mail_voting_code(
    session: Session, found: Round, line: str, to: str, language: str, code: str, office: Office
) -> None:
    """The code, and until when it works. The page's address has no code in it."""
    facts = {
        "code": code,
        "round": found.title,
        "line": line,
        "page": f"{office.settings.public_url}/stemmen/{found.id}",
        "until": in_words(on_day(found.closes_at), language),
        "until_time": found.closes_at.astimezone(AMSTERDAM).strftime("%H:%M"),
        "opens": in_words(on_day(found.opens_at), language),
        "opens_time": found.opens_at.astimezone(AMSTERDAM).strftime("%H:%M"),
    }
    await _plan(session, office, to, "mail.voting-code", language, facts)


async def _plan(
    session: Session, office: Office, to: str, slug: str, language: str, facts: Mapping[str, object]
) -> None:
    subject = " ".join(office.say(f"{slug}.subject", language, **facts).split())
    text = office.say(f"{slug}.text", language, **facts) + "\n"
    await write_together(session, new_message(office, slug, to, subject, text))
