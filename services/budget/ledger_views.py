"""What we keep of the ledger, as the contract says it. Nobody's name is in it."""

from collections.abc import Sequence
from datetime import date

from services.budget.contract.ledger import AccountBalance, EntryView, PostingView, TrialBalance
from services.budget.money_views import line_name
from services.budget.store.ledger_queries import AccountSum, WholePosting
from services.budget.usecases.office import Office


def posting_view(whole: WholePosting, office: Office) -> PostingView:
    """A decision in words."""
    posting = whole.posting
    decision = posting.decision or office.say("ledger.no-number")
    return PostingView(
        id=posting.id,
        year=posting.year,
        kind=posting.kind,
        at=posting.at,
        decision=office.say(f"ledger.{posting.kind}", year=posting.year, decision=decision),
        split_id=posting.split_id,
        initiative_id=posting.initiative_id,
        corrects=posting.corrects,
        corrected_by=whole.corrected_by,
        entries=[
            EntryView(
                account=entry.account,
                line_id=entry.line_id,
                source_id=entry.source_id,
                amount_cents=entry.amount_cents,
            )
            for entry in whole.entries
        ],
    )


def trial_balance(year: int, on: date, sums: Sequence[AccountSum], *, is_now: bool, office: Office) -> TrialBalance:
    """`is_now`: no posting is later, so every kept balance must be the sum of its entries."""
    return TrialBalance(
        year=year,
        on=on,
        accounts=[_account(each, office) for each in sums],
        sum_cents=sum(each.cents for each in sums),
        is_kept=not is_now or all(each.kept == each.cents for each in sums if each.line),
    )


def _account(each: AccountSum, office: Office) -> AccountBalance:
    if each.line:
        name = line_name(each.line.kind, each.line.name, office)
    else:
        name = each.source.name if each.source else office.say(f"account.{each.account}")
    return AccountBalance(
        account=each.account,
        name=name,
        line_id=each.line.id if each.line else None,
        source_id=each.source.id if each.source else None,
        area_id=each.line.area_id if each.line else None,
        balance_cents=each.cents,
    )
