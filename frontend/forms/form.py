"""What somebody typed: kept in their own words, checked field by field, with sentences that say how to mend it."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID, uuid4

from starlette.datastructures import FormData

from frontend.templating import IDEMPOTENCY_FIELD
from frontend.translations import translations
from services.kit.errors import KeyReused, Refusal
from services.kit.numbers import is_unclear, number_of
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.report_refusals import PersonInWords

MOST_CENTS = 10**13
"""The most the services take for an amount: a hundred billion euro."""


class Form:
    """Base of a form. `typed` holds the words as typed, `errors` a sentence per field ("" for the whole form)."""

    choice_ends: ClassVar[tuple[str, ...]] = ()
    """How the names of fields end in which one chooses: their values are no words."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        self.language = language
        self._ = translations(language).gettext
        self.typed: dict[str, str] = dict(first)
        self.errors: dict[str, str] = {}
        for name, value in (data or {}).items():
            if isinstance(value, str):
                # No keyboard types a NUL character, and no database keeps it.
                self.typed[name] = value.replace("\x00", "").strip()
        # A form that comes back keeps its key: sending it again is still the same request.
        given = self.typed.get(IDEMPOTENCY_FIELD, "")
        self.key = given if _KEY.match(given) else str(uuid4())

    def __getitem__(self, name: str) -> str:
        return self.typed.get(name, "")

    def text(self, name: str, missing: str, most: int, least: int = 1) -> str:
        """The text of a field; `missing` is the sentence when it is empty."""
        value = self.optional(name, most)
        if not value:
            self.errors[name] = missing
        elif len(value) < least:
            self.errors[name] = self._("Dit is wat kort. Schrijf er iets meer over.")
        return value

    def optional(self, name: str, most: int) -> str:
        """The text of a field that may stay empty. Nothing is cut off: what is too long is said."""
        value = self[name].replace("\r\n", "\n")
        if len(value) > most:
            self.errors[name] = self._("Dit is te lang. Gebruik hoogstens %(most)s tekens.") % {"most": most}
        return value

    def cents(self, name: str, missing: str, least: int = 1, most: int = MOST_CENTS) -> int:
        """An amount in euros as people type it (1.434.000 or 800,50), in cents."""
        value = re.sub(r"[\s€  ]", "", self[name])
        if not value:
            self.errors[name] = missing
            return 0
        cents = euros_to_cents(value)
        if cents is None:
            self.errors[name] = self._("Schrijf het bedrag in cijfers. Bijvoorbeeld: 800 of 1.250,50")
            return 0
        if cents < least:
            self.errors[name] = self._("Het bedrag moet meer zijn dan nul.")
        elif cents > most:
            self.errors[name] = self._("Dit bedrag is te hoog.")
        return cents

    def whole(self, name: str, missing: str, least: int = 0, most: int = 1_000_000) -> int:
        value = self[name].replace(" ", "")
        value = value.replace(".", "") if _GROUPED_WHOLE.match(value) else value
        if not value:
            self.errors[name] = missing
            return 0
        if not _WHOLE.match(value) or not least <= int(value) <= most:
            self.errors[name] = self._("Schrijf een heel getal van %(least)s tot en met %(most)s.") % {
                "least": least,
                "most": most,
            }
            return 0
        return int(value)

    def number(self, name: str) -> Decimal | None:
        """A number with or without decimals. None when nothing was typed, and for what is none or could be two."""
        typed = re.sub(r"[\s\u00a0\u202f]", "", self[name])
        number = number_of(typed) if typed else None
        if typed and number is None:
            unclear = is_unclear(typed)
            wrong = self._("Schrijf een getal zonder punt in duizendtallen. Bijvoorbeeld: 1200 of 7,5")
            self.errors[name] = self.in_one_way(typed) if unclear else wrong
        return number

    def in_one_way(self, typed: str) -> str:
        """How to write a number that can be read with and without thousands apart."""
        _ = self._
        whole, *parts = re.split("[.,]", typed)
        if len(parts) > 1:
            return _("In “%(typed)s” staan punten of komma's in duizendtallen. Schrijf ze niet: 1200 of 1200,5.") % {
                "typed": typed
            }
        decimals = parts[0].rstrip("0")
        # Three decimals would again look like thousands, and one 0 more changes no number.
        exact = f"{whole},{decimals}{'0' if len(decimals) == len(parts[0]) else ''}" if decimals else whole
        return _("“%(typed)s” kan %(large)s zijn en ook %(small)s. Schrijf %(large)s of %(small)s.") % {
            "typed": typed,
            "large": whole + parts[0],
            "small": exact,
        }

    def day(self, name: str, missing: str) -> date | None:
        """A day as a browser sends it (2020-12-31), or as people write it (31-12-2020)."""
        for way in _DAY:
            try:
                return datetime.strptime(self[name], way).date()  # noqa: DTZ007 (a day, without a time)
            except ValueError:
                continue
        self.errors[name] = missing
        return None

    def version(self) -> int:
        """The version of the thing that was on the screen; 0, which is never true, when it does not say."""
        return int(self["versie"]) if _WHOLE.match(self["versie"]) else 0

    def uuid(self, name: str, missing: str) -> UUID | None:
        """What was chosen by its id; none, with the sentence at the field, when nothing was."""
        try:
            return UUID(self[name])
        except ValueError:
            self.errors[name] = missing
            return None

    def ticked(self, name: str, missing: str) -> bool:
        if not self[name]:
            self.errors[name] = missing
        return bool(self[name])

    def choice(self, name: str, options: Mapping[str, str] | set[str], missing: str) -> str:
        if self[name] not in options:
            self.errors[name] = missing
        return self[name]

    def take(self, refusal: Refusal, fields: Mapping[str, str] | None = None) -> None:
        """Show a service's refusal where the person is looking: at its field, or above the form.

        `fields`: the field here for each one the service names, and for the slug of a refusal that one field mends.
        """
        if isinstance(refusal, KeyReused):
            # Sent before and then changed, with the back button: from here on it is another message.
            self.key = str(uuid4())
            self.errors[""] = self._(
                "Dit formulier heb je al verstuurd, met iets anders erin. Moet dit er ook bij?"
                " Verstuur het dan nog eens."
            )
            return
        fields = fields or {}
        named = {fields.get(error["field"], ""): error["detail"] for error in refusal.errors}
        at_fields = {name: sentence for name, sentence in named.items() if name}
        self.errors |= at_fields or {fields.get(refusal.slug, ""): in_full(refusal)}

    def lay_beside(self, kept: Mapping[str, str], version: str) -> None:
        """Somebody else kept it meanwhile: each field that differs says what they kept, and nothing typed is lost.

        Rows that this form did not have are taken over. `version` names the field with the version: sent once more,
        the form is about theirs, so that what stands in it then is what both could see.
        """
        mine = {name: text.replace("\r\n", "\n") for name, text in self.typed.items()}
        for name, theirs in kept.items():
            row = _ROW.match(name)
            if row and not any(other.startswith(row[0]) for other in mine):
                self.typed[name] = theirs
            elif name != version and mine.get(name, "") != theirs:
                self.errors[name] = self._they_kept(name, theirs)
        self.typed[version] = kept[version]
        self.errors[""] = self._(
            "Iemand was je voor. Bij elk veld dat anders is, staat wat de ander bewaarde."
            " Bewaar je nu, dan geldt wat in jouw velden staat."
        )

    def _they_kept(self, name: str, theirs: str) -> str:
        if name.endswith(self.choice_ends):
            return self._("Iemand anders koos hier iets anders.")
        if not theirs:
            return self._("Iemand anders liet dit leeg.")
        return self._("Iemand anders bewaarde hier: %(theirs)s") % {"theirs": theirs}


def in_full(refusal: Refusal) -> str:
    """What points at a person is refused with its kinds: no field is named, for a name of one may be the very thing."""
    sentence = refusal.sentence or str(refusal)
    about_persons = isinstance(refusal, PersonalDataFound | PersonInWords)
    kinds = [error["detail"] for error in refusal.errors] if about_persons else []
    return " ".join(dict.fromkeys([sentence, *kinds]))


_DAY = ("%Y-%m-%d", "%d-%m-%Y")
_KEY = re.compile(r"^[0-9a-f-]{36}$")
_ROW = re.compile(r"^(?:kpi\d+_|[a-z]-[0-9a-f-]{36}-)")
_WHOLE = re.compile(r"^[0-9]{1,9}$")
_GROUPED_WHOLE = re.compile(r"^\d{1,3}(\.\d{3})+$")
_GROUPED = re.compile(r"^\d{1,3}(\.\d{3})+(,\d{1,2})?$")
_PLAIN = re.compile(r"^\d{1,12}([.,]\d{1,2})?$")


def euros_to_cents(value: str) -> int | None:
    """Cents of an amount in Dutch or plain notation: `1.434.000`, `800,50`, `800.5`; None when it is no amount."""
    if value.endswith(",-"):
        value = value[:-2]
    if _GROUPED.match(value):
        value = value.replace(".", "")
    elif not _PLAIN.match(value):
        return None
    euros, _, cents = value.replace(",", ".").partition(".")
    return int(euros) * 100 + int(cents.ljust(2, "0") or 0)
