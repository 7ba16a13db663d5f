"""From rows to what monitoring says of the report of a quarter."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from services.monitoring.api.series_views import view_series
from services.monitoring.api.views import view_kpi, view_partner
from services.monitoring.contract.deliveries import AgreedLater
from services.monitoring.contract.dossier import MoneyOfYear, Pillars
from services.monitoring.contract.reports import (
    BreachCount,
    Correction,
    DataQuality,
    LaterDecision,
    MoneyReport,
    QuarterReport,
    QuarterSpent,
    ReferralCounts,
    ReportContent,
    ReportState,
    ReportStep,
)
from services.monitoring.domain.money import spent_until
from services.monitoring.store import report_tables, tables
from services.monitoring.store.referral_tables import BreachStep
from services.monitoring.store.report_queries import Later
from services.monitoring.store.report_tables import Report
from services.monitoring.usecases.reports.make_content import Content


def view_content(agreement: tables.Agreement | None, content: Content, quarter: str) -> ReportContent:
    tally, rows = content.tally, content.rows
    return ReportContent(
        agreement_version=agreement.version if agreement else 0,
        quality=DataQuality(
            due_on=content.due,
            expected=tally.expected,
            delivered=tally.delivered,
            on_time=tally.on_time,
            deliveries=rows.deliveries,
            refused=rows.refused,
            changed=rows.changed,
            withdrawn=rows.withdrawn,
            agreed_later=[AgreedLater(kpi=code, agreed_on=day) for code, day in content.agreed_later.items()],
        ),
        kpis=[view_series(series, asked) for asked, series in content.series],
        referrals=ReferralCounts(
            total=content.referred.total,
            outside=content.referred.outside,
            breaches=[
                BreachCount(rule=rule, state=_state(state), count=n) for rule, state, n in content.referred.cases
            ],
        ),
        money=_money(Pillars.model_validate(agreement.pillars if agreement else {}).money, content, quarter),
    )


def _money(agreed: MoneyOfYear, content: Content, quarter: str) -> MoneyReport:
    found = next((series.found for asked, series in content.series if asked.code == agreed.spent_kpi), None)
    values = found.values.items() if found else ()
    euros = {period: came.cell.value for (code, period, _), came in values if code == agreed.spent_kpi}
    spent = spent_until(quarter, euros)
    known = None if agreed.agreed_cents is None or spent.total is None else agreed.agreed_cents - spent.total
    return MoneyReport(
        agreed_cents=agreed.agreed_cents,
        source=agreed.source,
        spent_kpi=view_kpi(found.kpi) if found else None,
        quarters=[QuarterSpent(quarter=each, cents=cents) for each, cents in spent.quarters.items()] if found else [],
        spent_cents=spent.total if found else None,
        left_cents=known if found else None,
    )


def _state(state: str) -> Literal["open", "permitted", "closed"]:
    return cast(Literal["open", "permitted", "closed"], state)


def view_report(
    partner: tables.Partner,
    report: Report,
    content: ReportContent | Mapping[str, Any],
    steps: Sequence[report_tables.ReportStep],
    later: Later,
) -> QuarterReport:
    """`content` as it is now, or as it was kept."""
    shown = content if isinstance(content, ReportContent) else ReportContent.model_validate(content)
    return QuarterReport(
        partner=view_partner(partner),
        quarter=report.quarter,
        state=cast(ReportState, report.state),
        version=report.version,
        own_words=report.own_words,
        submitted_at=report.submitted_at,
        accepted_at=report.accepted_at,
        content=shown,
        content_sha256=hashlib.sha256(shown.model_dump_json(by_alias=True).encode()).hexdigest(),
        corrections=[_correction(value) for value in later.values],
        later_referrals=later.referrals,
        later_decisions=[_decision(rule, step) for rule, step in later.decisions],
        steps=[ReportStep(step=_step(each.step), at=each.at, remarks=each.remarks) for each in steps],
    )


def _step(step: str) -> Literal["submitted", "returned", "accepted"]:
    return cast(Literal["submitted", "returned", "accepted"], step)


def _decision(rule: str, step: BreachStep) -> LaterDecision:
    return LaterDecision.model_validate({"rule": rule} | step.model_dump())


def _correction(value: tables.ValueVersion) -> Correction:
    return Correction(
        kpi=value.kpi_code,
        area_id=value.area_id,
        period=value.period,
        number=value.value,
        received_at=value.received_at,
    )
