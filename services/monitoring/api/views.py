"""From rows to what monitoring says."""

from collections.abc import Container, Iterable, Sequence
from decimal import Decimal
from typing import Any

from services.kit import logging
from services.kit.clock import AMSTERDAM
from services.kit.texts import Texts
from services.monitoring.api.mending import mend_of
from services.monitoring.contract.models import (
    AgreementView,
    ApiKeyMade,
    InitiativeFigure,
    InitiativeSums,
    KpiDefinition,
    KpiFigure,
    KpiView,
    LeftOutKpi,
    PartnerView,
    PublicValue,
    Receipt,
    ReceivedBefore,
    RowOutcome,
    RowReceipt,
    ValueNow,
)
from services.monitoring.domain.release import Key
from services.monitoring.domain.worked_out import parts_of
from services.monitoring.store import tables
from services.monitoring.usecases.delivery import Again
from services.monitoring.usecases.look_at_left_out import LeftOut
from services.monitoring.usecases.release import key_of
from services.monitoring.usecases.work_out import Found


def view_partner(partner: tables.Partner) -> PartnerView:
    return PartnerView(id=partner.id, name=partner.name, subsidy_ended_on=partner.subsidy_ended_on)


def view_kpi(kpi: tables.Kpi) -> KpiView:
    return KpiView(
        code=kpi.code,
        name=kpi.name,
        definition=kpi.definition,
        unit=kpi.unit,
        direction=kpi.direction,
        by_area=kpi.by_area,
        frequency=kpi.frequency,
        numerator=kpi.numerator,
        denominator=kpi.denominator,
        target=kpi.target,
        baseline=kpi.baseline,
        hard_limit=kpi.hard_limit,
    )


def view_agreement(agreement: tables.Agreement, kpis: Sequence[tables.Kpi]) -> AgreementView:
    return AgreementView(
        id=agreement.id,
        partner_id=agreement.partner_id,
        year=agreement.year,
        version=agreement.version,
        core_values=agreement.core_values,
        kpis=[view_kpi(kpi) for kpi in kpis],
        worked_out=worked_out(kpis),
    )


def worked_out(kpis: Sequence[tables.Kpi] | Sequence[KpiDefinition]) -> list[str]:
    """The codes of an agreement that nobody delivers, in its order."""
    agreed = {kpi.code: kpi for kpi in kpis}
    return [code for code in agreed if parts_of(agreed, code)]


def view_left_out(found: Sequence[LeftOut]) -> list[LeftOutKpi]:
    return [LeftOutKpi(kpi=view_kpi(each.kpi), since_version=each.version, since=each.since) for each in found]


def view_api_key(key: tables.ApiKey, text: str | None = None) -> ApiKeyMade:
    return ApiKeyMade(id=key.id, key=text, made_at=key.made_at)


def view_receipt(
    receipt: Any, texts: Texts, *, in_force: int | None, dry_run: bool = False, whole: bool = True
) -> Receipt:
    """A kept receipt (a StoredReceipt or the same columns of a row) in the language of this request.

    `in_force`: the version of the agreement now. A receipt stays as it was, and says when there is a later one.
    """
    checked_by = receipt.agreement_version
    is_later = in_force is not None and checked_by is not None and in_force > checked_by
    versions = {"checked_by": checked_by, "in_force": in_force}
    stopped = receipt.replaces and getattr(receipt, "placeless", False)
    language = logging.language.get()
    return Receipt(
        submission_id=receipt.id,
        dry_run=dry_run,
        whole=whole,
        mode=receipt.mode,
        replaces=receipt.replaces,
        agreement_version=checked_by,
        in_force_version=in_force if is_later else None,
        check_again=texts.sentence("receipt.check-again", language, versions) if is_later else None,
        not_replaced=texts.sentence("receipt.not-replaced", language) if stopped else None,
        received_before=_view_before(receipt, texts, dry_run=dry_run),
        content_hash=bytes(receipt.content_sha256).hex(),
        partner_id=receipt.partner_id,
        period=receipt.period,
        received_at=receipt.received_at,
        new=receipt.new,
        changed=receipt.changed,
        unchanged=receipt.unchanged,
        refused=receipt.refused,
        withdrawn=receipt.withdrawn,
        rows=[view_row(row, texts) for row in receipt.rows],
    )


def _view_before(receipt: Any, texts: Texts, *, dry_run: bool) -> ReceivedBefore | None:
    """None for a retry while its values still count: that gets the very same receipt."""
    again: Again | None = getattr(receipt, "again", None)
    if again is None or not (again.how_many or dry_run):
        return None
    facts = {"day": receipt.received_at.astimezone(AMSTERDAM).date(), "others": again.how_many}
    slug = "receipt.received-before-others" if again.how_many else "receipt.received-before"
    return ReceivedBefore(
        at=receipt.received_at,
        other_values=again.how_many,
        values_now=[ValueNow(kpi=one.kpi, area_id=one.area_id, value=one.value) for one in again.others],
        meaning=texts.sentence(slug, logging.language.get(), facts) or slug,
    )


def view_row(row: dict[str, Any], texts: Texts) -> RowReceipt:
    rule = row.get("rule")
    return RowReceipt(
        row=row["row"],
        kpi=row["kpi"],
        area_id=row["area"],
        outcome=RowOutcome(row["outcome"]),
        rule=rule,
        mend=mend_of(rule, row["facts"], texts) if rule else None,
        before=row.get("before"),
        value=row.get("value"),
    )


def view_figures(found: Iterable[Found], hidden: Container[Key]) -> list[KpiFigure]:
    """Figures without what is hidden (`domain/release.py`); with nothing hidden for partner and municipality."""
    return [
        KpiFigure(
            kpi=view_kpi(kpi),
            partner_id=partner.id,
            partner_name=partner.name,
            area_id=value.area_id,
            period=value.period,
            value=_view_value(value.value, key_of(value) in hidden),
            received_at=value.received_at,
        )
        for value, kpi, partner in found
    ]


def _view_value(number: Decimal | None, is_hidden: bool) -> PublicValue:
    if number is None:
        return PublicValue(status="withdrawn")
    return PublicValue(status="too_small") if is_hidden else PublicValue(status="number", number=number)


def view_initiative(figure: tables.InitiativeFigure) -> InitiativeFigure:
    return InitiativeFigure(
        initiative_id=figure.initiative_id,
        title=figure.title,
        area_id=figure.area_id,
        year=figure.year,
        children_reached=figure.children_reached,
        rating=figure.rating,
        learned=figure.learned,
        received_at=figure.received_at,
    )


def view_sums(year: int, found: Sequence[int | None]) -> InitiativeSums:
    told, answered, children, learned, *ratings = found
    return InitiativeSums(
        year=year,
        told=told or 0,
        children_answered=answered or 0,
        children_reached=children,
        ratings=[count or 0 for count in ratings],
        learned_answered=learned or 0,
    )
