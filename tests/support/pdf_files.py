"""Makes small PDFs as people send them: with who made them in it, and with what a reader would run when asked for."""

import io

from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

WHO = "Sanne de Wit, Oosterweg 12"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{WHO}</x:xmpmeta>".encode()


def a_pdf(*, script: str = "", file: bytes = b"", password: str = "") -> bytes:
    """One empty page; its document information and its XMP name who made it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": WHO, "/Title": "Poster"})
    about = DecodedStreamObject()
    about.set_data(XMP)
    about[NameObject("/Type")] = NameObject("/Metadata")
    for place in (writer.root_object, page):
        place[NameObject("/Metadata")] = writer._add_object(about)
    if script:
        does = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject(script)}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(does)
    if file:
        writer.add_attachment("lijst.csv", file)
    if password:
        writer.encrypt(password)
    sent = io.BytesIO()
    writer.write(sent)
    return sent.getvalue()
