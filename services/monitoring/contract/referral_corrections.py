"""How a partner puts right what it sent: the whole referral again as it should be, or word that it was none."""

from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from services.kit.contract import Day, Reply, Request
from services.monitoring.contract.referrals import MOST_ROWS, Code, Reference, ReferralIn, ReferralView

WrongVersion = Annotated[
    int,
    Field(
        strict=True,
        ge=1,
        le=9999,
        description="the version that is wrong: 1 as first sent, one more after each correction (`referralVersion`)",
    ),
]
Why = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    Field(description="what went wrong; about the message, not the person"),
]


class CorrectionIn(ReferralIn):
    """A referral as it should have been, whole, under the reference it has."""

    version: WrongVersion
    why: Why


class SubmitCorrections(Request):
    """Checked like referrals: anything that points at a person refuses all of it, a mistake one row."""

    corrections: list[CorrectionIn] = Field(min_length=1, max_length=MOST_ROWS)


class WithdrawalIn(Request):
    """A referral that was none: sent twice, or never made."""

    reference: Reference
    version: WrongVersion
    why: Why


class SubmitWithdrawals(Request):
    withdrawals: list[WithdrawalIn] = Field(min_length=1, max_length=MOST_ROWS)


class EndCorrectionIn(Request):
    """How a referral ended, as it should have been told. Without day and reason: it did not end."""

    reference: Reference
    version: WrongVersion
    ended_on: Day | None = None
    reason: Code | None = Field(None, description="iJw end reason")
    why: Why

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.ended_on is None) != (self.reason is None):
            raise ValueError("a day and a reason, or neither")
        return self


class SubmitEndCorrections(Request):
    corrections: list[EndCorrectionIn] = Field(min_length=1, max_length=MOST_ROWS)


class ReferralHistory(Reply):
    """One referral in all its versions, as it was first sent first."""

    versions: list[ReferralView]
