"""The receipt of content that came before: as it was, or for a trial with what the same content would do now."""

from dataclasses import replace
from typing import Any

from sqlalchemy import Row as DatabaseRow

from services.monitoring.domain.outcomes import nothing_of
from services.monitoring.usecases.delivery import Again, StoredReceipt

OTHERS_SHOWN = 1000


def came_before(kept: "DatabaseRow[Any]", again: Again, *, dry_run: bool) -> StoredReceipt:
    """A retry that comes late may not undo a correction, so the same content does nothing; a trial says that too."""
    receipt = StoredReceipt(**kept._mapping, again=again)
    if not dry_run:
        return receipt
    unchanged = receipt.new + receipt.changed + receipt.unchanged
    return replace(receipt, new=0, changed=0, unchanged=unchanged, withdrawn=0, rows=nothing_of(receipt.rows))
