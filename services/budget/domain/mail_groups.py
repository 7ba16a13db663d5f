"""Which mails somebody may do without, by group. All others are decisions, terms, money or codes, and always come."""

GROUPS = {
    "journal": frozenset(
        {"mail.journal-question", "mail.journal-answer", "mail.journal-concern", "mail.journal-settled"}
    ),
    "steps": frozenset({"mail.to-city", "mail.proposal", "mail.objected"}),
    "paid": frozenset({"mail.paid"}),
    "result": frozenset({"mail.result-invited"}),
}


def group_of(slug: str) -> str | None:
    """None for a mail that always comes."""
    return next((group for group, slugs in GROUPS.items() if slug in slugs), None)
