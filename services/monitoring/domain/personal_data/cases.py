"""Words about a case that name one person: a day of birth, an address, a name where it surely is one.

Refused is what is certain. A whole day more than two calendar years before this one is taken for a day of birth, for a
referral is never that old; not when right before it stands what else a day is of (`besluit van`, `sinds`), or right
behind it that something was decided or began. Not found so: `sinds 12-03-2010 op de wereld`. A name is known by what
stands before it (mevr., moeder van, J.); one that stands by itself is not, and neither is a street without its number.
The pages say so to who writes.
"""

import re
from collections.abc import Iterator
from datetime import date

from services.monitoring.domain.personal_data.reading import day_of

YEARS_BACK = 2
_UP = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻŃŅŇŐŘŚŞŠȘŤȚŪŮŰŹŻŽ]"
_LOW = r"[^\W\dA-Z_]"
_NAME = rf"(?!\w+(?:school|stichting|college)\b){_UP}(?:{_LOW}|['’-]{_UP}?){{1,40}}"
_INFIX = r"(?:(?i:van|de|der|den|het|ter|ten|te|in|el|al|bin|ben|von|'t|’t)\s+){0,3}"
_SURE_INFIX = r"(?:(?:van|de|der|den|ter|ten|el|al|bin|von|'t|’t)\s+){1,3}"
"""After A. to F., which also number a list: `A. Look back`."""
_MONTHS = (
    r"jan(?:uar[iy])?", r"feb(?:ruar[iy])?", r"m(?:aa)?rt|mar(?:ch)?", r"apr(?:il)?", r"mei|may", r"jun[ie]?",
    r"jul[iy]?", r"aug(?:ust(?:us)?)?", r"sept?(?:ember)?", r"o[kc]t(?:ober)?", r"nov(?:ember)?", r"dec(?:ember)?",
)  # fmt: skip
_MONTH = "|".join(_MONTHS)
_YEAR = r"(?:19|20)\d\d|'?\d\d"
_WRITTEN_DAYS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![\d/.-])(?P<day>\d\d?)\s?[-./ ]\s?(?P<month>\d\d?)\s?[-./ ]\s?(?P<year>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d/.-])(?P<day>\d\d?)(?P<sign>[-/])(?P<month>\d\d?)(?P=sign)(?P<year>'?\d\d)(?![\d/.-]| jaar| years)",
        r"(?<![\d/.-])(?P<year>(?:19|20)\d\d)[-./](?P<month>\d\d?)[-./](?P<day>\d\d?)(?!\d)",
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>(?:19|20)\d\d)(?!\d)",
        rf"(?<!\d)(?P<day>\d\d?)(?:e|de|ste|st|nd|rd|th)?[\s-]{{0,2}}(?P<name>{_MONTH})\b[\s.,-]{{0,3}}(?P<year>{_YEAR})(?!\d)",
        rf"\b(?P<name>{_MONTH})\.?\s?(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s(?P<year>(?:19|20)\d\d)(?!\d)",
    )
)
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:\w*(?:besluit(?:en)?|wet|verordening|contract|overeenkomst|beschikking|overleg|gesprek|vergadering|verslag"
    r"|rapport|brief)|motie|beleid|versie|sinds|vanaf|ingang|geldt|begon(?:nen)?|gestart|start|aangescherpt|besl(?:oot"
    r"|oten)|decision|act|contract|agreement|letter|meeting|report|since|from|started|began|decided)"
    r"(?:\s+(?:van|op|per|d\.?d\.?|de|het|is|was|nr\.?|of|on|[\w./-]{0,20}\d[\w./-]{0,20}))*[\s.:,(]{0,3}$"
)
_THEN_IT_BEGAN = re.compile(
    r"\s+(?:(?:is|zijn|werd|was|heeft)\s)?(?:besl(?:oot|oten)|begon(?:nen)?|gestart|startte|geldt|gold|trad|in werking"
    r"|in gebruik|decided|began|started|came into force)"
)
_NEAR = 50
"""Signs before a day in which it can say what it is of."""
_AGB = re.compile(r"\bagb(?:[\s-]?codes?)?\s?[:=]?\s?\d{8}(?!\d)")
_BORN = re.compile(
    r"\b(?:geb\b\.?|geboren|geboorte(?:datum|dag|jaar)?|gebdat|verjaardag|jarig|born|birth(?:day|date)?|d\.?o\.?b\b)"
    rf"[^\d\n]{{0,25}}?(?:\d\d?\s?[-./ ]\s?\d\d?\s?[-./ ]\s?\d\d|(?:19|20)\d\d|\d\d?(?:e|ste)?\s?(?:{_MONTH})\b)"
)
_NOT_LETTERS = (
    "EN|OF|IN|IS|DE|AL|ER|OP|TE|WE|ZO|OM|NA|NU|ZE|IK|KM|UU|MG|KG|ML|TO|AT|ON|BY|OR|AS|AN|IF|IT|MA|DI|WO|DO|VR|ZA|ZO"
)
_POSTCODE = re.compile(rf"(?<![\w-])[1-9]\d{{3}}\s?(?!(?:{_NOT_LETTERS}|SA|SD|SS)\b)[A-Z]{{2}}(?![\w-])")
_POSTCODE_NUMBER = re.compile(
    rf"(?<![\w-])[1-9]\d{{3}}\s?(?!(?i:{_NOT_LETTERS}|sa|sd|ss)\b)[A-Za-z]{{2}}\s?,?\s(?:nr\.?\s|huisnummer\s)?\d{{1,3}}(?!\d)"
)
_UNITS = (
    r"\s?(?:%|x\b|e\b|de\b|ste\b|uur|uren|dag|dagen|we(?:ek|ken)|maand|maanden|jaar|jaren|keer|maal|kind|kinderen|gezin"
    r"|gezinnen|jongeren|ouders|gesprek|gesprekken|euro|meter|km\b|klassen|groepen|leerlingen|teams"
    r"|hours?|days?|weeks?|months?|years?|times|of\b|tot\b)"
)
_NUMBER = rf"\s+(?:nr\.?\s?)?(?!(?:19|20)\d\d\b)\d{{1,4}}\s?(?:-?[a-zA-Z]\b)?(?!\d)(?!{_UNITS})"
_STREET = re.compile(
    rf"\b(?:\w[\w'’.-]{{0,40}}?(?:straat|straatweg|laan|plein|gracht|singel|plantsoen|steeg|dreef)"
    rf"|{_UP}[\w'’-]{{0,40}}?(?:kade|weg|dijk|str\.)(?<!\bOnderweg)(?<!\bOmweg)(?<!\bHalverweg)(?<!\bWeg)){_NUMBER}"
)
_TITLED = re.compile(
    rf"\b(?i:mevr(?:ouw)?|mw|mej(?:uffrouw)?|dhr|de\s+heer|meneer|mijnheer|fam(?:ilie)?|mrs|miss|ms)\b\.?\s+{_INFIX}{_NAME}"
)
_KIN = re.compile(
    r"\b(?i:(?:pleeg|stief|groot)?(?:moeder|vader|broer(?:tje)?|zus(?:je)?|zoon(?:tje)?|dochter(?:tje)?)|mama|papa|oma|opa"
    rf"|voogd)\s+(?:van|genaamd|heet)\s+(?:(?i:de\s+)?)(?!\w*se\b){_NAME}\b"
    rf"|\b(?i:(?:step|foster|grand)?(?:mother|father|brother|sister|son|daughter))\s+of\s+{_NAME}\b(?!\s+origin)"
)
_CALLED = re.compile(
    rf"\b(?i:(?:voor|achter|roep)naam|(?:mijn|zijn|haar|hun|my|his|her)\s(?:naam|name)"
    rf"|(?:first|last|sur)\s?name)\s?(?:[:=]|\bis\b)\s*{_NAME}"
    rf"|\b(?i:naam)\s?[:=]\s*(?!(?:Stichting|Vereniging|Team|Project|School)\b){_NAME}"
    rf"|\b(?i:jongen|meisje|kind|jongere|cliënt|client|leerling|zij|hij|boy|girl|child)\s+(?i:heet|genaamd|called|named)\s+{_NAME}"
)
_INITIALS = re.compile(
    rf"(?<![\w.])(?:{_UP}\.\s?){{2,5}}(?<!\bB\.V\.)(?<!\bN\.V\.)(?<!B\.V\. )(?<!N\.V\. )\s?{_INFIX}{_NAME}"
)
_BEFORE_LETTER = (
    "plan|optie|groep|route|stap|deel|type|categorie|variant|klas|klasse|cluster|fase|niveau|scenario|vitamine|hepatitis"
    "|punt|bijlage|artikel|lid|versie|vorm|traject|team|blok|perceel|vraag|keuze|option|group|step|part|class|team|level"
)
_STARTERS = (
    "Het|De|Een|In|Er|Dit|Dat|Die|Deze|Na|Om|Op|We|Wij|Zij|Hij|Ze|Ik|Je|Daarna|Dan|Ook|Nu|Voor|Met|Bij|Als|Toen|Maar|En|Of"
    "|Hun|Haar|Zijn|Geen|Meer|Niet|Te|Van|Aan|Door|Over|Uit|Tot|Zo|Omdat|Daarom|Wel|Hulp|Ouders|Kind|Moeder|Vader|The|This"
    "|That|Wat|Hoe|Wie|Waar|Waarom|Alle|Alles|It|We|They|He|She|An|For|With|After|Then|No|Not|More|Help"
)
_ONE_INITIAL = re.compile(
    rf"(?:^|(?P<before>\w{{1,20}})?[\s,(:;/-]{{1,3}})(?:(?![A-F]){_UP}\.\s?{_INFIX}|[A-F]\.\s?{_SURE_INFIX})(?!(?:{_STARTERS})\b){_NAME}"
)
_NAMES = (_TITLED, _KIN, _CALLED, _INITIALS)


def in_case(plain: str, today: date) -> Iterator[str]:
    """The kinds that stand in a text as it is shown, with its capitals. `today`: the day it was written."""
    small = plain.lower()
    if any(map(str.isdigit, plain)):
        if _BORN.search(small) or _has_old_day(_AGB.sub(" ", small), today):
            yield "birth-date"
        if _POSTCODE.search(plain) or _POSTCODE_NUMBER.search(plain) or _STREET.search(plain):
            yield "address"
    if any(pattern.search(plain) for pattern in _NAMES) or _has_one_initial(plain):
        yield "name"


def _has_old_day(small: str, today: date) -> bool:
    earliest = date(today.year - YEARS_BACK, 1, 1)
    for pattern in _WRITTEN_DAYS:
        for found in pattern.finditer(small):
            day = _read(found.groupdict(), today)
            if day is not None and day < earliest and not _is_of_something_else(small, found):
                return True
    return False


def _is_of_something_else(small: str, day: re.Match[str]) -> bool:
    """A decision, a law, a contract, a talk, a beginning: what an ordinary day is of."""
    before = small[max(0, day.start() - _NEAR) : day.start()]
    return bool(_OF_SOMETHING_ELSE.search(before) or _THEN_IT_BEGAN.match(small, day.end()))


def _read(parts: dict[str, str], today: date) -> date | None:
    """Two digits are a year of this century when it has come."""
    year = parts["year"].lstrip("'")
    if len(year) == 2:
        year = f"20{year}" if int(year) <= today.year % 100 else f"19{year}"
    month = parts.get("month") or _number_of(parts["name"])
    return day_of(year, month, parts["day"])


def _number_of(month: str) -> str:
    return str(next(number for number, name in enumerate(_MONTHS, 1) if re.fullmatch(name, month)))


def _has_one_initial(plain: str) -> bool:
    """`J. Jansen`; not `plan B. Later`: there a letter ends a sentence."""
    return any(
        not re.fullmatch(_BEFORE_LETTER, (found["before"] or "").lower()) for found in _ONE_INITIAL.finditer(plain)
    )
