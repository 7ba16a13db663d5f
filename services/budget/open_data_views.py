"""What we keep of the money, as the files of the open data say it. Names of ours are Dutch, whoever asks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from services.budget.contract.open_data import (
    OpenAwardRow,
    OpenCeilingRow,
    OpenPaymentRow,
    OpenPlanRow,
    OpenSourceRow,
    OpenSplitRow,
    OpenWooRow,
    SplitDocument,
    SplitFigures,
    SplitHead,
    SplitPlan,
    SplitRule,
)
from services.budget.contract.sources import SourceKind, SourceState, SplitSource
from services.budget.contract.splits import LineKind, PlanLine, SplitState, SplitStep
from services.budget.domain.open_award import OpenAward, OpenPayment
from services.budget.domain.threesixty import Funder, identifier_by_name
from services.budget.domain.woo import WooRow
from services.budget.money_views import ROLE_BEHIND, line_name, plan_by_path
from services.budget.store.line_money import LineMoney
from services.budget.store.money_tables import Source, Split, SplitLine
from services.budget.store.open_data_queries import AwardMoney, NewestOfYear, PaidPosting
from services.budget.store.queries import WholeSplit
from services.budget.usecases.office import Office, on_day
from services.kit.clock import AMSTERDAM

LICENCES = {
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
}
RULE_PAGE = "https://github.com/voorveld/voorveld/blob/main/docs/split-mathematics.md"


@dataclass(frozen=True)
class Publisher:
    """The municipality, as the files of the open data name it, and the licence it gives."""

    name: str
    office: Office

    @property
    def head(self) -> dict[str, Any]:
        licence = self.office.settings.open_data_licence
        return {"publisher": self.name, "licence": licence, "licence_url": LICENCES[licence]}

    def above(self, year: int, name: str, as_of: datetime | None) -> dict[str, Any]:
        """What stands above a file; without a `name` above the list of them."""
        page = f"{self.office.settings.public_url}/{year}/open-data"
        address = f"{page}/{name}.json" if name else page
        return {**self.head, "year": year, "as_of": as_of, "address": address}

    def funder(self) -> Funder:
        settings = self.office.settings
        return Funder(settings.municipality, self.name, settings.funder_org_id or identifier_by_name(self.name))


def publisher(municipality: str | None, office: Office) -> Publisher:
    """Before the first split we know only the municipality's code."""
    return Publisher(municipality or office.settings.municipality, office)


def as_of(newest: NewestOfYear) -> datetime | None:
    """The newest of a year's postings, decisions, sources and rounds. A confirmation counts from its first hour."""
    day = newest.confirmed_on
    confirmed = datetime(day.year, day.month, day.day, tzinfo=AMSTERDAM) if day else None
    moments = (newest.posting, newest.step, newest.source, confirmed, newest.published_round, newest.final_round)
    return max((moment for moment in moments if moment), default=None)


def source_row(source: Source) -> OpenSourceRow:
    return OpenSourceRow(
        id=source.id,
        name=source.name,
        kind=SourceKind(source.kind),
        basis=source.basis,
        document=source.document,
        youth_budget_cents=source.youth_budget_cents,
        share=source.share,
        amount_cents=source.amount_cents,
        state=SourceState(source.state),
        confirmed_on=source.confirmed_on,
    )


def plan_rows(split: Split, office: Office) -> Iterator[OpenPlanRow]:
    """Every line of the plan, each before those under it."""
    for path, line in plan_by_path(split.plan).items():
        key = line.allocation
        yield OpenPlanRow(
            path=path,
            parent=path.rpartition("/")[0] or None,
            kind=line.kind,
            name=line_name(line.kind.value, line.name, office, "nl"),
            share=line.share,
            amount_cents=line.amount_cents,
            base_per_area_cents=key.base_per_area_cents if key else None,
            components=key.components if key else [],
            why=line.why,
            steering=line.steering,
        )


def split_row(line: SplitLine, office: Office) -> OpenSplitRow:
    return OpenSplitRow(
        path=line.path,
        parent=line.parent,
        kind=LineKind(line.kind),
        name=line_name(line.kind, line.name, office, "nl"),
        line_id=line.line_id,
        area_id=line.area_id,
        amount_cents=line.amount_cents,
        base_cents=line.base_cents,
        parts_cents=line.parts_cents,
        weights=line.weights,
    )


def split_document(whole: WholeSplit, above: Mapping[str, Any], office: Office) -> SplitDocument:
    """A split with all it was made of. Who decided is told by role, whoever asks: a file goes on alone."""
    split = whole.split
    return SplitDocument(
        **above,
        rule=SplitRule(nl=office.say("split.rule", "nl"), en=office.say("split.rule", "en"), url=RULE_PAGE),
        split=SplitHead(
            id=split.id,
            name=split.name,
            state=SplitState(split.state),
            version=split.version,
            total_cents=split.total_cents,
            replaces=split.replaces,
            published_on=split.published_on,
            url=f"{office.settings.public_url}/verdelingen/{split.id}",
        ),
        sources=[SplitSource.model_validate(source) for source in split.plan["sources"]],
        plan=SplitPlan(lines=[PlanLine.model_validate(line) for line in split.plan["lines"]]),
        figures=SplitFigures.model_validate(split.figures),
        lines=[split_row(line, office) for line in whole.lines],
        record=[
            SplitStep(
                state=SplitState(step.state),
                by=ROLE_BEHIND[SplitState(step.state)],
                at=step.at,
                version=step.version,
                note=step.note,
            )
            for step in whole.steps
        ],
    )


def ceiling_rows(split: Split, lines: Sequence[LineMoney], office: Office) -> Iterator[OpenCeilingRow]:
    """An area's line is substantiated by the line whose key divided it."""
    planned = plan_by_path(split.plan)
    for each in lines:
        line, awarded = each.line, each.awarded + each.paid
        plan = planned.get(line.key) or planned.get(line.key.rpartition("/")[0])
        yield OpenCeilingRow(
            line_id=line.id,
            path=line.key,
            kind=LineKind(line.kind),
            area_id=line.area_id,
            name=line_name(line.kind, each.planned.name if each.planned else line.name, office, "nl"),
            ceiling_cents=each.ceiling,
            awarded_cents=awarded,
            paid_cents=each.paid,
            left_cents=each.free,
            carried_cents=each.carried,
            why=plan.why if plan else "",
            steering=plan.steering if plan else "",
            kept_apart_cents=each.kept_apart,
            free_cents=each.can_get,
        )


def open_award(money: AwardMoney, payments: Sequence[PaidPosting], office: Office) -> OpenAward:
    """Of the idea only the title: its page is ours to correct, a file that somebody took is not.

    Every applicant is a natural person here: we keep no organisation that applied.
    """
    idea, line = money.initiative, money.line
    url = f"{office.settings.public_url}/ideeen/{idea.id}"
    name = line_name(line.kind, line.name, office, "nl")
    return OpenAward(
        initiative_id=str(idea.id),
        year=idea.year,
        line_key=line.key,
        title=idea.title,
        what=office.say("open-data.what", "nl", line=name, url=url),
        amount_cents=money.award.amount_cents,
        awarded_on=money.award.awarded_on,
        area_id=line.area_id,
        area_name=name if line.area_id else "",
        payments=tuple(OpenPayment(str(p.posting.id), on_day(p.posting.at), p.cents) for p in payments),
        url=url,
    )


def award_row(money: AwardMoney, award: OpenAward) -> OpenAwardRow:
    return OpenAwardRow(
        id=money.initiative.id,
        title=award.title,
        path=award.line_key,
        area_id=award.area_id,
        area_name=award.area_name,
        awarded_on=award.awarded_on,
        awarded_cents=award.amount_cents,
        paid_cents=money.paid,
        open_cents=money.open,
        freed_cents=award.amount_cents - money.open - money.paid,
        recipient="organisation" if award.organisation else "person",
        organisation=award.organisation.name if award.organisation else "",
        url=award.url,
    )


def payment_row(paid: PaidPosting) -> OpenPaymentRow:
    posting = paid.posting
    assert posting.initiative_id, "what was paid was awarded to an initiative"
    return OpenPaymentRow.model_validate(
        {
            "id": posting.id,
            "award_id": posting.initiative_id,
            "on": on_day(posting.at),
            "kind": posting.kind,
            "amount_cents": paid.cents,
            "document": posting.decision,
            "corrects": posting.corrects,
        }
    )


def woo_row(row: WooRow) -> OpenWooRow:
    return OpenWooRow(
        basis=row.basis,
        recipient=row.recipient,
        activities=row.activities,
        awarded_cents=row.awarded_cents,
        paid_cents=row.paid_cents,
        awarded_on=row.awarded_on,
        id=UUID(row.initiative_id),
    )
