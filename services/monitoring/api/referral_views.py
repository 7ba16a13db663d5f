"""From rows to what monitoring says of referrals, cases, samples and scaling."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from services.kit import logging
from services.kit.texts import Texts
from services.monitoring.api.mending import mend_of
from services.monitoring.contract.dossier import Pillars
from services.monitoring.contract.referrals import (
    AreaCount,
    BreachCase,
    CrossedBoundary,
    ReferralReceipt,
    ReferralRow,
    ReferralView,
    ReviewView,
    SampleView,
    ScalingQuarter,
    ShownCount,
    StepView,
)
from services.monitoring.domain.scaling import Line, Shown
from services.monitoring.store import referral_tables as tables
from services.monitoring.store.tables import Agreement
from services.monitoring.usecases.referrals.message import outcome_counts

Agreements = Mapping[UUID, Agreement]


def view_referral_receipt(receipt: tables.ReferralSubmission, texts: Texts) -> ReferralReceipt:
    return ReferralReceipt(
        submission_id=receipt.id,
        content_hash=bytes(receipt.content_sha256).hex(),
        partner_id=receipt.partner_id,
        received_at=receipt.received_at,
        **outcome_counts(receipt.rows),
        rows=[_view_row(row, texts) for row in receipt.rows],
    )


def _view_row(row: dict[str, object], texts: Texts) -> ReferralRow:
    rule, facts, breaches = row.get("rule"), row.get("facts"), row.get("breaches")
    return ReferralRow.model_validate(
        {
            **row,
            "agreement_version": row.get("version"),
            "mend": mend_of(str(rule), facts if isinstance(facts, dict) else {}, texts) if rule else None,
            "breaches": [
                CrossedBoundary(case_id=each["case"], rule=each["rule"], meaning=meaning(each["rule"], texts))
                for each in (breaches if isinstance(breaches, list) else [])
            ],
        }
    )


def meaning(rule: str, texts: Texts) -> str:
    """What crossing a boundary means, in the language of this request."""
    return texts.sentence(f"breach.{rule}", logging.language.get()) or rule


def view_referral(row: tables.Referral, agreements: Agreements) -> ReferralView:
    agreement = agreements[row.agreement_id]
    providers = Pillars.model_validate(agreement.pillars).boundaries.providers
    facts = row.model_dump()
    return ReferralView(
        **{name: facts[name] for name in ReferralView.model_fields if name in facts},
        provider_name=next((each.name for each in providers if each.agb == row.provider_agb), None),
        agreement_version=agreement.version,
    )


def as_reported(view: ReferralView, before: datetime | None) -> ReferralView:
    """As it stood just before a moment: it counted, and an end that was told later was not known."""
    if before is None:
        return view
    stood: dict[str, object] = {"standing": "current", "changed_at": None, "changed_because": ""}
    if view.end_told_at is not None and view.end_told_at >= before:
        stood |= {"ended_on": None, "end_reason": None, "end_told_at": None}
    return view.model_copy(update=stood)


def view_case(
    case: tables.BreachCase,
    referral: ReferralView,
    steps: Sequence[tables.BreachStep],
    agreements: Agreements,
    texts: Texts,
) -> BreachCase:
    return BreachCase.model_validate(
        case.model_dump()
        | {
            "referral": referral,
            "meaning": meaning(case.rule, texts),
            "partner_says": None if referral.standing == "current" else referral.standing,
            "agreement_version": agreements[case.agreement_id].version,
            "steps": [StepView.model_validate(step.model_dump()) for step in steps if step.case_id == case.id],
        }
    )


def view_sample(
    sample: tables.ReferralSample,
    reviews: Sequence[tables.ReferralReview],
    referrals: Mapping[UUID, ReferralView],
) -> SampleView:
    own = [review for review in reviews if review.sample_id == sample.id]
    return SampleView.model_validate(
        sample.model_dump() | {"reviews": [view_review(review, referrals[review.referral_id]) for review in own]}
    )


def view_review(review: tables.ReferralReview, referral: ReferralView) -> ReviewView:
    return ReviewView.model_validate(review.model_dump() | {"referral": referral})


def view_line(line: Line) -> ScalingQuarter:
    return ScalingQuarter(
        quarter=line.quarter,
        heavy=_shown(line.of["heavy"]),
        light=_shown(line.of["light"]),
        areas_heavy=_areas(line.areas["heavy"]),
        areas_light=_areas(line.areas["light"]),
    )


def _shown(shown: Shown) -> ShownCount:
    return ShownCount(count=shown.number, cents=shown.cents, priced=shown.priced)


def _areas(areas: Mapping[str | None, Shown]) -> list[AreaCount]:
    return [AreaCount(area_id=area, count=shown.number) for area, shown in areas.items()]
