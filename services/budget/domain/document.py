"""Makes a safe PDF of what somebody sent: told by its content, written anew without metadata, refused when it holds
what a reader would run or unpack. Only ever handed out as a file to save, never shown by us."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from services.budget.contract.guard_refusals import DocumentDoesMore, DocumentLocked, DocumentTooLarge, NotADocument

MEGABYTE = 1024 * 1024
MOST_BYTES = 8 * MEGABYTE
MOST_OBJECTS = 200_000
"""More than any document of a few pages has: a file made to keep us busy."""
RUNS = frozenset(("/JavaScript", "/JS", "/EmbeddedFile", "/EmbeddedFiles", "/EF", "/RichMediaContent", "/XFA"))
DOES = frozenset(
    ("/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/FileAttachment", "/RichMedia", "/EmbeddedFile")
)
KINDS = ("/S", "/Subtype", "/Type")
ABOUT = ("/Metadata", "/PieceInfo", "/LastModified", "/AF")
"""What tells of who made it and with what: XMP, private data of programs, days, associated files."""


@dataclass(frozen=True)
class CheckedDocument:
    """A PDF of our own writing. `document_id` is the SHA-256 of its bytes."""

    document_id: str
    content: bytes = field(repr=False)


def checked_document(sent: bytes) -> CheckedDocument:
    """The pages without anything about who made them; takes up to seconds, so not where others wait.

    Raises NotADocument, DocumentTooLarge, DocumentLocked, DocumentDoesMore.
    """
    if len(sent) > MOST_BYTES:
        raise DocumentTooLarge(megabytes=MOST_BYTES // MEGABYTE)
    if not sent.startswith(b"%PDF-"):
        raise NotADocument
    try:
        content = _written_anew(PdfReader(io.BytesIO(sent)))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError) as error:
        # A file can be broken in as many ways as there are bytes; none of them is our mistake.
        raise NotADocument from error
    if len(content) > MOST_BYTES:
        raise DocumentTooLarge(megabytes=MOST_BYTES // MEGABYTE)
    return CheckedDocument(hashlib.sha256(content).hexdigest(), content)


def _written_anew(reader: PdfReader) -> bytes:
    """Only what can be reached from the pages goes along: no older versions, no document information."""
    if reader.is_encrypted:
        raise DocumentLocked
    if not reader.pages:
        raise NotADocument
    for found in _every_dictionary(reader.root_object):
        # By index, not `get`: that gives what stands behind a reference, as a reader would.
        if RUNS & found.keys() or DOES & {str(found[key]) for key in KINDS if key in found}:
            raise DocumentDoesMore
        for name in ABOUT:
            found.pop(name, None)
    writer = PdfWriter()
    writer.clone_reader_document_root(reader)
    writer.metadata = None
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _every_dictionary(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Each once, however they name each other."""
    seen: set[int] = set()
    waiting: list[PdfObject] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if one.idnum in seen:
                continue
            seen.add(one.idnum)
            if len(seen) > MOST_OBJECTS:
                raise NotADocument
            found = one.get_object()
            if found is not None:
                waiting.append(found)
        elif isinstance(one, DictionaryObject):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
