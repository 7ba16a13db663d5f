"""Rows about referrals, each read by itself: one that cannot be read is refused in its place, the others are taken."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Generic, TypeVar

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from services.kit.contract import Request
from services.monitoring.contract import referral_corrections as corrections
from services.monitoring.contract import referrals
from services.monitoring.domain.row_rules import Fault

Form = TypeVar("Form", bound=Request)
END_FORMS = (referrals.EndIn, corrections.EndCorrectionIn)
TOGETHER = "together"
"""The one rule over two fields in these forms: a day and a reason, or neither (EndCorrectionIn)."""


@dataclass(frozen=True)
class NotRead:
    """Instead of a row: which fields to look at. What stood in it is in no message, receipt or log."""

    fault: Fault


@dataclass(frozen=True)
class SentRows(Generic[Form]):
    """What was sent, in its order."""

    rows: Sequence[Form | NotRead]

    @property
    def read(self) -> list[Form]:
        return [row for row in self.rows if not isinstance(row, NotRead)]

    @property
    def unread(self) -> dict[int, Fault]:
        """By row number, from 1."""
        return {number: row.fault for number, row in enumerate(self.rows, 1) if isinstance(row, NotRead)}

    @property
    def content(self) -> Iterator[Mapping[str, Any]]:
        """By which the same message is known. Of a row that was not read: that, and in which fields."""
        return (row.fault.facts if isinstance(row, NotRead) else row.model_dump(mode="json") for row in self.rows)


def _alone(form: type[Request], given: Any, read: ValidatorFunctionWrapHandler) -> Any:
    try:
        return read(given)
    except ValidationError as error:
        found = error.errors(include_input=False, include_context=False, include_url=False)
        return NotRead(_fault(form, [(*map(str, each["loc"]), each["type"]) for each in found]))


def _fault(form: type[Request], errors: Sequence[tuple[str, ...]]) -> Fault:
    """Names of our own fields only: what else a row has for a name may be anything."""
    known = [field.alias or name for name, field in form.model_fields.items()]
    wrong = {TOGETHER if place == ("value_error",) else place[0] for place in errors}
    look_at = [_how_to_write(form, name) for name in (*known, TOGETHER) if name in wrong]
    if wrong <= {*known, TOGETHER}:
        return Fault("row-unreadable", {"look_at": ", ".join(look_at)})
    return Fault("row-unreadable", {"look_at": ", ".join([*look_at, "other"]), "known": ", ".join(known)})


def _how_to_write(form: type[Request], name: str) -> str:
    """The reason of a referral is a text, that of an end a code."""
    return "end-reason" if name == "reason" and form in END_FORMS else name


def _each_alone(form: type[Request]) -> WrapValidator:
    return WrapValidator(partial(_alone, form))


EachReferral = Annotated[referrals.ReferralIn, _each_alone(referrals.ReferralIn)]
EachEnd = Annotated[referrals.EndIn, _each_alone(referrals.EndIn)]
EachCorrection = Annotated[corrections.CorrectionIn, _each_alone(corrections.CorrectionIn)]
EachWithdrawal = Annotated[corrections.WithdrawalIn, _each_alone(corrections.WithdrawalIn)]
EachEndCorrection = Annotated[corrections.EndCorrectionIn, _each_alone(corrections.EndCorrectionIn)]

# The same forms and names for who reads the description of the API. Pydantic reads the limits of a field where a
# checker expects its default.
_REFERRALS: Any = referrals.SubmitReferrals.model_fields["referrals"]
_ENDS: Any = referrals.SubmitEnds.model_fields["ends"]
_CORRECTIONS: Any = corrections.SubmitCorrections.model_fields["corrections"]
_WITHDRAWALS: Any = corrections.SubmitWithdrawals.model_fields["withdrawals"]
_END_CORRECTIONS: Any = corrections.SubmitEndCorrections.model_fields["corrections"]


class SubmitReferrals(referrals.SubmitReferrals):
    __doc__ = referrals.SubmitReferrals.__doc__

    referrals: list[EachReferral] = _REFERRALS


class SubmitEnds(referrals.SubmitEnds):
    __doc__ = referrals.SubmitEnds.__doc__

    ends: list[EachEnd] = _ENDS


class SubmitCorrections(corrections.SubmitCorrections):
    __doc__ = corrections.SubmitCorrections.__doc__

    corrections: list[EachCorrection] = _CORRECTIONS


class SubmitWithdrawals(corrections.SubmitWithdrawals):
    __doc__ = corrections.SubmitWithdrawals.__doc__

    withdrawals: list[EachWithdrawal] = _WITHDRAWALS


class SubmitEndCorrections(corrections.SubmitEndCorrections):
    __doc__ = corrections.SubmitEndCorrections.__doc__

    corrections: list[EachEndCorrection] = _END_CORRECTIONS
