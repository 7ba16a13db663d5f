"""A PDF is kept without anything about who made it, and refused when it does more than show pages."""

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from services.budget.contract.guard_refusals import DocumentDoesMore, DocumentLocked, NotADocument
from services.budget.domain.document import checked_document
from tests.support.pdf_files import WHO, a_pdf


def test_who_made_it_is_gone_and_the_page_stays() -> None:
    sent = a_pdf()
    assert PdfReader(io.BytesIO(sent)).metadata["/Author"] == WHO  # type: ignore[index]
    kept = checked_document(sent)
    reader = PdfReader(io.BytesIO(kept.content))
    assert len(reader.pages) == 1
    assert not reader.metadata
    assert "/Metadata" not in reader.root_object
    assert "/Metadata" not in reader.pages[0]
    assert b"Oosterweg" not in kept.content


def test_the_same_file_twice_is_the_same_document() -> None:
    sent = a_pdf()
    assert checked_document(sent).document_id == checked_document(sent).document_id
    assert checked_document(checked_document(sent).content).content


def test_what_is_locked_or_does_more_is_refused_in_words_of_its_own() -> None:
    with pytest.raises(DocumentLocked):
        checked_document(a_pdf(password="geheim"))
    for more in (a_pdf(script="app.alert(1)"), a_pdf(file=b"naam;adres")):
        with pytest.raises(DocumentDoesMore):
            checked_document(more)


def test_what_it_does_is_seen_behind_a_reference_too() -> None:
    """A reader follows `/S 7 0 R` to `/Launch`, so we do."""
    writer = PdfWriter(clone_from=io.BytesIO(a_pdf()))
    behind = writer._add_object(NameObject("/Launch"))
    does = {NameObject("/S"): behind, NameObject("/F"): TextStringObject("cmd.exe")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(does)
    sent = io.BytesIO()
    writer.write(sent)
    with pytest.raises(DocumentDoesMore):
        checked_document(sent.getvalue())


@pytest.mark.parametrize("cut", [5, 40, 200, 400])
def test_a_broken_file_is_refused_and_never_an_error_of_ours(cut: int) -> None:
    sent = a_pdf()
    with pytest.raises(NotADocument):
        checked_document(sent[:cut])
    with pytest.raises(NotADocument):
        checked_document(b"%PDF-1.7 " + sent[cut : cut + 30])
