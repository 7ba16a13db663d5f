"""What budget says of mails: which went out, which fail, and which somebody wants."""

from enum import StrEnum
from uuid import UUID

from pydantic import Field

from services.kit.contract import Reply, Request, Timestamp


class MailKind(StrEnum):
    """Mails that who asked may do without: what is said of the journal, steps before a decision, that money was
    paid, the question how it went. All others are decisions, terms, accounts or codes, and always come."""

    JOURNAL = "journal"
    STEPS = "steps"
    PAID = "paid"
    RESULT = "result"


class MessageState(StrEnum):
    """FAILING: tried, and tried again later. REFUSED: the relay never takes it."""

    WAITING = "waiting"
    FAILING = "failing"
    HANDED_OVER = "handed_over"
    REFUSED = "refused"


class MessageView(Reply):
    """A mail without who it is for. `error`: what the relay or the line said, in one word."""

    id: UUID
    initiative_id: UUID | None
    title: str | None
    kind: str
    state: MessageState
    planned_at: Timestamp
    ended_at: Timestamp | None
    tries: int
    error: str


class MessagesView(Reply):
    handed_over: int
    waiting: int
    refused: int
    messages: list[MessageView]


class MailPreferences(Request):
    """The kinds of mail that who asked does not want."""

    unwanted: list[MailKind] = Field(max_length=20)


class MailPreferencesView(Reply):
    unwanted: list[MailKind]
