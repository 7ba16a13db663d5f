"""Mails the link of a draft to who asks for it: to go on later, or on another device."""

from datetime import timedelta
from uuid import UUID

from services.budget.contract.draft_refusals import TooManyDraftLinks
from services.budget.contract.drafts import DraftLinkMailed, MailDraftLink
from services.budget.domain.secrets import secret_hash
from services.budget.store.draft_queries import lock_draft
from services.budget.usecases.drafts.start_draft import times_done
from services.budget.usecases.mails import mail_draft_link as plan_mail
from services.budget.usecases.office import Office
from services.kit.database import Session

LINKS_A_DAY = 5


async def mail_draft_link(session: Session, draft_id: UUID, body: MailDraftLink, office: Office) -> DraftLinkMailed:
    """The address is in the mail on its way, and nowhere else. Raises DraftNotKnown, TooManyDraftLinks."""
    draft = await lock_draft(session, draft_id, secret_hash(body.link_secret))
    midnight = office.now().replace(hour=0, minute=0, second=0, microsecond=0)
    to = body.contact_email.lower()
    if await times_done(session, f"link:{to}", midnight, timedelta(days=1), office) > LINKS_A_DAY:
        raise TooManyDraftLinks(limit=LINKS_A_DAY)
    link = f"{office.settings.public_url}/idee/verder/{body.link_secret}"
    await plan_mail(session, to=to, link=link, until=draft.delete_after, language=body.language, office=office)
    return DraftLinkMailed(kept_until=draft.delete_after)
