"""From rows to what monitoring says of the report of a quarter."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, cast

from services.monitoring.api.series_views import view_series
from services.monitoring.api.views import view_partner
from services.monitoring.contract.reports import (
    BreachCount,
    Correction,
    DataQuality,
    QuarterReport,
    ReferralCounts,
    ReportContent,
    ReportState,
)
from services.monitoring.store import tables
from services.monitoring.store.report_tables import Report
from services.monitoring.usecases.reports.make_content import Content


def view_content(agreement: tables.Agreement | None, content: Content) -> ReportContent:
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
        ),
        kpis=[view_series(series, asked) for asked, series in content.series],
        referrals=ReferralCounts(
            total=content.referred.total,
            outside=content.referred.outside,
            breaches=[
                BreachCount(rule=rule, state=_state(state), count=n) for rule, state, n in content.referred.cases
            ],
        ),
    )


def _state(state: str) -> Literal["open", "permitted", "closed"]:
    return cast(Literal["open", "permitted", "closed"], state)


def view_report(
    partner: tables.Partner,
    report: Report,
    content: ReportContent | Mapping[str, Any],
    later: Sequence[tables.ValueVersion],
) -> QuarterReport:
    """`content` as it is now, or as it was kept."""
    return QuarterReport(
        partner=view_partner(partner),
        quarter=report.quarter,
        state=cast(ReportState, report.state),
        version=report.version,
        own_words=report.own_words,
        submitted_at=report.submitted_at,
        accepted_at=report.accepted_at,
        content=content if isinstance(content, ReportContent) else ReportContent.model_validate(content),
        corrections=[_correction(value) for value in later],
    )


def _correction(value: tables.ValueVersion) -> Correction:
    return Correction(
        kpi=value.kpi_code,
        area_id=value.area_id,
        period=value.period,
        number=value.value,
        received_at=value.received_at,
    )
