"""A calendar file anybody's calendar takes, and what changed between two versions of a contract."""

from datetime import UTC, datetime

from frontend.calendar_file import calendar_file
from frontend.contract_view import changes
from services.budget.contract.show import ContractVersion, Party, Promise


def test_a_calendar_file_is_escaped_folded_and_in_utc() -> None:
    start = datetime(2021, 1, 15, 14, tzinfo=UTC)
    content = calendar_file("a@b", start, None, "Slot; met, tekens\nen " + "é" * 80, "Stadhuis", "https://x.nl/")
    lines = content.split("\r\n")
    assert "DTSTART:20210115T140000Z" in lines
    assert "DTEND:20210115T160000Z" in lines
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = content.replace("\r\n ", "")
    assert "SUMMARY:Slot\\; met\\, tekens\\nen " + "é" * 80 in unfolded


def test_a_version_shows_what_came_and_what_went() -> None:
    def version(number: int, *texts: str) -> ContractVersion:
        promises = [
            Promise(position=at, party=Party.TEAM, text=text, line_id=None, initiative_id=None)
            for at, text in enumerate(texts, start=1)
        ]
        made = datetime(2020, 1, 1, tzinfo=UTC).date()
        return ContractVersion(number=number, note="", made_on=made, promises=promises, signatures=[], is_signed=False)

    found = changes(version(1, "a", "b"), version(2, "b", "c"))
    assert [(change.text, change.what) for change in found] == [("a", "gone"), ("b", ""), ("c", "new")]
    assert [change.what for change in changes(None, version(1, "a"))] == ["new"]
