"""A calendar file (iCalendar, RFC 5545) of one event, to put the conference in one's own calendar."""

from datetime import UTC, datetime, timedelta


def calendar_file(uid: str, starts_at: datetime, ends_at: datetime | None, title: str, place: str, address: str) -> str:
    """Lines end with CRLF and are folded at 75 octets, as the standard asks. Without an end it takes two hours."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Voorveld//NL", "BEGIN:VEVENT"),
        f"UID:{uid}",
        f"DTSTAMP:{_moment(starts_at)}",
        f"DTSTART:{_moment(starts_at)}",
        f"DTEND:{_moment(ends_at or starts_at + timedelta(hours=2))}",
        *(f"SUMMARY:{_text(title)}", f"LOCATION:{_text(place)}", f"URL:{address}"),
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """What would mean something else in the file is marked."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r", "").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line longer than 75 octets; a letter is never cut in two."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > 74:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
