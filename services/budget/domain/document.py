"""Tells a PDF by its content. It is kept as it is and only ever handed out as a file to save, never shown by us."""

import hashlib
from dataclasses import dataclass, field

from services.budget.contract.guard_refusals import DocumentTooLarge, NotADocument

MEGABYTE = 1024 * 1024
MOST_BYTES = 8 * MEGABYTE
RUNS = (b"/JavaScript", b"/JS", b"/Launch", b"/EmbeddedFile", b"/RichMedia")
"""What a reader might run or unpack, seen where it is not compressed: so it is never opened on our site either."""


@dataclass(frozen=True)
class CheckedDocument:
    """`document_id` is the SHA-256 of its bytes."""

    document_id: str
    content: bytes = field(repr=False)


def checked_document(sent: bytes) -> CheckedDocument:
    """Raises NotADocument, DocumentTooLarge."""
    if len(sent) > MOST_BYTES:
        raise DocumentTooLarge(megabytes=MOST_BYTES // MEGABYTE)
    if not sent.startswith(b"%PDF-") or b"%%EOF" not in sent[-1024:] or any(sign in sent for sign in RUNS):
        raise NotADocument
    return CheckedDocument(hashlib.sha256(sent).hexdigest(), sent)
