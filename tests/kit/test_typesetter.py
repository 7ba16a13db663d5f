"""What people type gets on paper, whatever it is: a character no font has is a square, and never stops a letter."""

import io
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from services.kit.typesetter import IN_ITS_PLACE, Typesetter

TEMPLATE = (
    '#set document(title: "A letter")\n#set text(lang: "nl")\n= A letter\n#json(bytes(sys.inputs.letter)).words.at(0)'
)


async def typeset(folder: Path, text: str) -> str:
    (folder / "letter.typ").write_text(TEMPLATE)
    made = await Typesetter(folder).pdf("letter.typ", "letter", {"words": [text]}, date(2020, 1, 1))
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize("odd", ["🎉", "你好", "\ufffe", "\U000f1971", "👩‍👩‍👧"])
async def test_a_character_no_font_has_is_a_square(tmp_path: Path, odd: str) -> None:
    text = await typeset(tmp_path, f"Feest {odd} in de wijk")
    assert [word for word in ("Feest", IN_ITS_PLACE, "in de wijk") if word not in text] == []


async def test_control_characters_are_left_out(tmp_path: Path) -> None:
    assert "Feest in de wijk" in await typeset(tmp_path, "Feest\x07\x9f in\x01 de wijk")


async def test_very_many_odd_characters_stop_nothing(tmp_path: Path) -> None:
    text = await typeset(tmp_path, "Feest " + "".join(map(chr, range(0x4E00, 0x4E00 + 400))))
    assert "Feest" in text


async def test_letters_of_other_languages_stay(tmp_path: Path) -> None:
    assert "Şükrü Ελένη Вера" in await typeset(tmp_path, "Şükrü Ελένη Вера")
