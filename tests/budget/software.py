"""Keys of the municipality's own software: builders, and which routes are for software and which for people."""

from datetime import date
from typing import Any

from services.budget.contract.software import MakeSoftwareKey, SoftwareKeyMade
from services.kit.caller import Caller
from tests.budget.world import OFFICER, World, a_key

UNTIL = date(2020, 6, 30)

PREPARES = {
    "POST /v1/sources",
    "POST /v1/divided-plans",
    "POST /v1/splits",
    "POST /v1/splits/{split_id}/proposal",
    "POST /v1/splits/{split_id}/discarding",
}
"""What software may prepare."""
CARRIES = {"POST /v1/payment-batches/{batch_id}/handing-over", "POST /v1/payment-statuses"}
"""What it may carry between us and the bank. A route that is in neither must refuse it: a new one is decided on."""
DECIDES = {
    "POST /v1/circle-mail",
    "POST /v1/circle-mail/confirmation",
    "POST /v1/circle-mail/ending",
    "POST /v1/circle-mail/ending-by-link",
    "POST /v1/circle-mail/link-checks",
    "POST /v1/sample-checks/{year}",
    "PUT /v1/sample-checks/{year}/{initiative_id}/outcome",
    "PUT /v1/conferences/{year}",
    "POST /v1/conferences/{year}/moves",
    "PUT /v1/conferences/{year}/lessons/{area_id}",
    "POST /v1/contracts/{year}/{area_id}/versions",
    "POST /v1/contracts/{year}/{area_id}/versions/{number}/signatures",
    "PUT /v1/contracts/{year}/{area_id}/versions/{number}/promises/{position}/outcome",
    "POST /v1/initiatives/{initiative_id}/completion-requests",
    "POST /v1/initiatives/{initiative_id}/completions",
    "POST /v1/initiatives/{initiative_id}/documents",
    "PUT /v1/initiatives/{initiative_id}/mail-preferences",
    "PUT /v1/initiatives/{initiative_id}/least",
    "POST /v1/initiatives/{initiative_id}/entered-objections",
    "POST /v1/initiatives/{initiative_id}/objections",
    "POST /v1/objections/{objection_id}/decision",
    "POST /v1/objections/{objection_id}/extension",
    "POST /v1/objections/{objection_id}/withdrawal",
    "POST /v1/initiatives/{initiative_id}/refusal-agreements",
    "POST /v1/initiatives/{initiative_id}/refusal-answers",
    "POST /v1/initiatives/{initiative_id}/refusal-proposals",
    "POST /v1/initiatives/{initiative_id}/refusal-withdrawals",
    "PUT /v1/initiatives/{initiative_id}/result",
    "POST /v1/initiatives/{initiative_id}/withdrawals",
    "POST /v1/award-changes/{change_id}/decision",
    "POST /v1/initiatives/{initiative_id}/award-changes",
    "POST /v1/applicant-sessions",
    "POST /v1/applicant-tokens",
    "POST /v1/bank-accounts/{account_id}/check",
    "POST /v1/carry-overs",
    "POST /v1/corrections",
    "POST /v1/events",
    "POST /v1/idea-drafts",
    "POST /v1/idea-drafts/openings",
    "POST /v1/idea-drafts/{draft_id}/discarding",
    "POST /v1/idea-drafts/{draft_id}/link-mails",
    "POST /v1/idea-drafts/{draft_id}/savings",
    "POST /v1/idea-drafts/{draft_id}/submission",
    "POST /v1/initiatives",
    "POST /v1/initiatives/{initiative_id}/account/confirmation",
    "POST /v1/initiatives/{initiative_id}/city-wide",
    "POST /v1/initiatives/{initiative_id}/proposals",
    "POST /v1/initiatives/{initiative_id}/questions",
    "POST /v1/initiatives/{initiative_id}/answers",
    "POST /v1/initiatives/{initiative_id}/waiting",
    "POST /v1/proposals/{proposal_id}/yeses",
    "POST /v1/proposals/{proposal_id}/objections",
    "POST /v1/initiatives/{initiative_id}/codes",
    "POST /v1/initiatives/{initiative_id}/confirmation",
    "POST /v1/desk-ideas",
    "POST /v1/initiatives/{initiative_id}/attachments",
    "POST /v1/initiatives/{initiative_id}/attachment-removals",
    "POST /v1/initiatives/{initiative_id}/detailed-confirmation",
    "POST /v1/initiatives/{initiative_id}/signature",
    "POST /v1/initiatives/{initiative_id}/signature-on-paper",
    "POST /v1/initiatives/{initiative_id}/signer-codes",
    "POST /v1/initiatives/{initiative_id}/journal-entries",
    "POST /v1/initiatives/{initiative_id}/journal-messages",
    "POST /v1/initiatives/{initiative_id}/photos",
    "POST /v1/initiatives/{initiative_id}/result",
    "POST /v1/initiatives/{initiative_id}/stakes",
    "POST /v1/initiatives/{initiative_id}/yeses",
    "POST /v1/journal-entries/{entry_id}/correction",
    "POST /v1/journal-messages/{message_id}/removal",
    "POST /v1/payment-batches",
    "POST /v1/payment-batches/{batch_id}/payments/{position}/outcome",
    "POST /v1/payment-batches/{batch_id}/release",
    "POST /v1/payment-batches/{batch_id}/withdrawal",
    "POST /v1/payments",
    "POST /v1/releases",
    "POST /v1/repayments",
    "POST /v1/rounds",
    "POST /v1/rounds/{round_id}/ballots",
    "POST /v1/rounds/{round_id}/calling-off",
    "POST /v1/rounds/{round_id}/code-requests",
    "POST /v1/rounds/{round_id}/code-sheets",
    "POST /v1/rounds/{round_id}/code-strips",
    "POST /v1/rounds/{round_id}/confirmation",
    "POST /v1/rounds/{round_id}/paper-ballots",
    "POST /v1/rounds/{round_id}/project-removals",
    "POST /v1/rounds/{round_id}/project-terms",
    "POST /v1/rounds/{round_id}/projects",
    "POST /v1/rounds/{round_id}/publication",
    "POST /v1/savings-cases",
    "POST /v1/savings-cases/{case_id}/approval",
    "POST /v1/savings-cases/{case_id}/proposal",
    "POST /v1/savings-cases/{case_id}/return",
    "POST /v1/savings-cases/{case_id}/seen",
    "POST /v1/savings-cases/{case_id}/seen-approval",
    "POST /v1/savings-cases/{case_id}/seen-return",
    "POST /v1/savings-cases/{case_id}/withdrawal",
    "POST /v1/schemes/{year}/publication",
    "POST /v1/schemes/{year}/versions",
    "POST /v1/software-keys",
    "POST /v1/software-keys/{key_id}/ending",
    "POST /v1/sources/{source_id}/confirmation",
    "POST /v1/sources/{source_id}/withdrawal",
    "POST /v1/splits/{split_id}/approval",
    "POST /v1/splits/{split_id}/publication",
    "POST /v1/splits/{split_id}/return",
    "PUT /v1/initiatives/{initiative_id}/account",
    "PUT /v1/initiatives/{initiative_id}/desk-account",
}
"""What people do: software gets a 403 that says so."""


async def a_software_key(world: World, by: Caller = OFFICER, **changed: Any) -> SoftwareKeyMade:
    typed = {"name": "Planpakket", "purpose": "De verdeling voorbereiden", "ends_on": UNTIL}
    return await world.as_(by).make_software_key(MakeSoftwareKey.model_validate(typed | changed), key=a_key())


def with_key(made: SoftwareKeyMade) -> Caller:
    """The software itself, as a client sends it: its key in the place of a token."""
    return Caller("software", made.id, token=made.key)


async def software(world: World, by: Caller = OFFICER) -> Caller:
    return with_key(await a_software_key(world, by))
