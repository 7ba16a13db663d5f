"""What budget says of the bank account an award is paid to; asked after the yes, and never before (Awb 4:4)."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, model_validator

from services.kit.contract import Cents, Reply, Request, Timestamp

Iban = Annotated[str, Field(min_length=5, max_length=50, description="spaces may be in it; never public")]
Holder = Annotated[str, Field(min_length=1, max_length=70, description="the name on the account; never public")]


class AccountState(StrEnum):
    """WAITS_FOR_CODE: typed, the mailed code not yet. TO_CHECK: an officer looks. IN_USE: will be paid to.

    REFUSED: the officer saw that it is wrong. REPLACED: another one came in its place.
    """

    WAITS_FOR_CODE = "waits_for_code"
    TO_CHECK = "to_check"
    IN_USE = "in_use"
    REFUSED = "refused"
    REPLACED = "replaced"


class PaymentStage(StrEnum):
    """Where the money of an award is, as the applicant sees it. NOTHING: it is free again for others.

    ADVANCE_PAID: the rest is paid once the award is fixed, after the result.
    """

    ACCOUNT_ASKED = "account_asked"
    WAITS_FOR_CODE = "waits_for_code"
    TO_CHECK = "to_check"
    READY = "ready"
    IN_BATCH = "in_batch"
    AT_THE_BANK = "at_the_bank"
    ADVANCE_PAID = "advance_paid"
    PAID = "paid"
    NOTHING = "nothing"


class TellAccount(Request):
    """Whose account: one's own, or somebody else's who agreed, e.g. a club or a neighbour; `note` says who and how."""

    model_config = ConfigDict(str_strip_whitespace=True)

    iban: Iban
    holder: Holder
    is_own: bool = True
    agreed: bool = Field(False, description="who holds the account said yes to it; needed when it is not one's own")
    note: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _somebody_else_agreed(self) -> Self:
        if not self.is_own and not (self.agreed and self.note):
            raise ValueError("somebody else's account needs their consent, and a note who they are")
        return self


class EnterAccount(TellAccount):
    """The same, entered by staff for somebody at the desk, who showed a card or statement of it."""

    seen: Literal[True]


class ConfirmAccount(Request):
    code: str = Field(pattern=r"^\d{6}$")


class CheckAccount(Request):
    """What the officer says of an account that waits to be looked at; `reason` is mailed when it is not right."""

    model_config = ConfigDict(str_strip_whitespace=True)

    version: int
    is_right: bool
    reason: str = Field("", max_length=300)

    @model_validator(mode="after")
    def _why_not(self) -> Self:
        if not self.is_right and not self.reason:
            raise ValueError("say why it is not right")
        return self


class MaskedAccount(Reply):
    """`shown` is what everybody may see of it, as `NL•• •••• 00`."""

    id: UUID
    state: AccountState
    version: int
    shown: str
    is_own: bool


class AccountToCheck(MaskedAccount):
    """All of it, for the officer who looks at it."""

    initiative_id: UUID
    title: str
    iban: str
    holder: str
    note: str
    told_at: Timestamp
    by_desk: bool
    replaces: str | None = Field(None, description="the account it would replace, masked")


class OwnPayment(Reply):
    """What the applicant sees of the money. `payBy`: within six weeks of the decision (Awb 4:87)."""

    stage: PaymentStage
    to_pay_cents: Cents
    paid_cents: Cents
    pay_by: date
    paid_on: date | None
    account: MaskedAccount | None = Field(None, description="the one that will be paid to")
    waiting: MaskedAccount | None = Field(None, description="one that waits for its code or for the officer")
    payable_cents: Cents = Field(0, description="what may be paid now: all, or the advance")
    reclaim_cents: Cents = Field(0, description="of what was paid, what has to come back")
    failed: str = Field("", description="why the last payment came back; empty when it did not")
