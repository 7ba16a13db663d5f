"""The body of a delivery as it came: a row of another form is a row that cannot be read, not the end of them all."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any

from pydantic import ValidationError, ValidatorFunctionWrapHandler, WrapValidator

from services.kit.numbers import number_of
from services.monitoring.contract import models
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.domain.bulk_rows import COLUMNS, json_row
from services.monitoring.domain.harmless_rows import PointsAtPerson, check_texts, texts_in
from services.monitoring.domain.row_rules import Row, Unread


@dataclass(frozen=True)
class OtherForm:
    """A row that is none as the contract has it."""

    given: Any


def _alone(given: Any, read: ValidatorFunctionWrapHandler) -> Any:
    value = given.get("value") if isinstance(given, dict) else None
    if isinstance(value, bool):
        return OtherForm(given)
    if isinstance(value, str):
        number = number_of(value)
        if number is None:
            return OtherForm(given)
        given = {**given, "value": number}
    try:
        return read(given)
    except ValidationError:
        return OtherForm(given)


# Pydantic reads the limits and the description of a field where a checker expects its default.
_VALUES: Any = models.SubmitKpiValues.model_fields["values"]


class SubmitKpiValues(models.SubmitKpiValues):
    # The same form and the same name for who reads the description of the API.
    __doc__ = models.SubmitKpiValues.__doc__

    values: list[Annotated[models.KpiValueIn, WrapValidator(_alone)]] = _VALUES


def rows_of(body: SubmitKpiValues, raw: bytes) -> list[Row | Unread]:
    """The rows in their order. Raises PointsAtPerson for what is no row and would be kept with the body."""
    values: list[Any] = body.values
    again = _given_twice(values, raw)
    return [
        Row(number, one.kpi, one.area_id, one.value)
        if isinstance(one, models.KpiValueIn) and number not in again
        else _unread(number, one)
        for number, one in enumerate(values, 1)
    ]


def _unread(number: int, one: Any) -> Unread:
    row = json_row(number, one.given) if isinstance(one, OtherForm) else None
    if isinstance(row, Unread):
        return row
    return (
        Unread(number, "", None, ", ".join(COLUMNS)) if row is None else Unread(number, row.kpi, row.area_id, "value")
    )


def _given_twice(values: list[Any], raw: bytes) -> set[int]:
    """Rows in which a field stands twice. JSON's reader keeps the last; the body that we keep has both."""
    fields = sum(len(one.model_fields_set) if isinstance(one, models.KpiValueIn) else 0 for one in values)
    if raw.count(b":") == 2 + fields:
        return set()
    sent = json.loads(raw, object_pairs_hook=tuple, parse_float=Decimal, parse_int=Decimal)
    check_texts(0, texts_in(sent))
    found = dict(sent)["values"]
    return {number for number, one in enumerate(found, 1) if isinstance(one, tuple) and len(dict(one)) != len(one)}


@contextmanager
def no_person() -> Iterator[None]:
    """Raises PersonalDataFound for a text that points at a person: nothing of the delivery is kept or logged."""
    try:
        yield
    except PointsAtPerson as found:
        field = f"values.{found.row - 1}" if found.row else ""
        errors = [{"field": field, "slug": f"personal-data.{found.kind}"}]
        raise PersonalDataFound(errors=errors) from None
