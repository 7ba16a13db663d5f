"""What budget says of the least an idea can do with."""

from pydantic import Field

from services.budget.contract.sources import PositiveCents
from services.kit.contract import Request


class SetLeast(Request):
    """With how much less than was asked an idea can do too; none: only with all of it, as far as its people said.

    Public, so that who decides can choose a part that is of use. Never a part below it.
    """

    version: int
    least_cents: PositiveCents | None = Field(description="less than was asked")
