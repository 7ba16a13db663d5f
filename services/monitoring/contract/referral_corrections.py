"""How a partner puts right what it sent: the whole referral again as it should be, or word that it was none."""

from typing import Annotated

from pydantic import Field, StringConstraints

from services.kit.contract import Request
from services.monitoring.contract.referrals import MOST_ROWS, Reference, ReferralIn

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
