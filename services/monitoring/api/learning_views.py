"""From rows to what monitoring says of what was learned."""

from collections.abc import Sequence
from typing import cast

from services.monitoring.api.views import view_partner
from services.monitoring.contract.dossier import Pillars
from services.monitoring.contract.learning import CaseReviewView, LearningView, UncertaintyView, Verdict, VisitView
from services.monitoring.domain.uncertainties import Seen, all_named, closed
from services.monitoring.store import tables
from services.monitoring.store.learning_tables import CaseReview, UncertaintyVisit


def view_learning(
    partner: tables.Partner,
    year: int,
    agreement: tables.Agreement | None,
    reviews: Sequence[CaseReview],
    visits: Sequence[UncertaintyVisit],
) -> LearningView:
    pillars = Pillars.model_validate(agreement.pillars if agreement else {})
    watched = {each.what: each for each in pillars.uncertainties.watching}
    ended = closed(seen(visits))
    return LearningView(
        partner=view_partner(partner),
        year=year,
        reviews=[view_review(review) for review in reviews],
        uncertainties=[
            UncertaintyView(
                what=what,
                signal=watched[what].signal if what in watched else "",
                experiment=watched[what].experiment if what in watched else "",
                in_agreement=what in watched,
                is_closed=what in ended,
                visits=[view_visit(visit) for visit in visits if visit.what == what],
            )
            for what in all_named(list(watched), (visit.what for visit in visits))
        ],
    )


def seen(visits: Sequence[UncertaintyVisit]) -> list[Seen]:
    return [Seen(visit.what, visit.verdict, visit.withdrawn_at is not None) for visit in visits]


def view_review(review: CaseReview) -> CaseReviewView:
    return CaseReviewView(
        id=review.id,
        held_on=review.held_on,
        theme=review.theme,
        learned=review.learned,
        changes=review.changes,
        uncertainties=review.uncertainties,
        added_at=review.added_at,
        withdrawn_at=review.withdrawn_at,
    )


def view_visit(visit: UncertaintyVisit) -> VisitView:
    return VisitView(
        id=visit.id,
        on=visit.on,
        saw=visit.saw,
        verdict=cast(Verdict, visit.verdict),
        case_review_id=visit.case_review_id,
        added_at=visit.added_at,
        withdrawn_at=visit.withdrawn_at,
    )
