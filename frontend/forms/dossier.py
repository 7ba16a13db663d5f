"""The draft of a dossier: four pillars, each list as lines of text, so that it works on a phone and without scripts."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

from pydantic import ValidationError

from frontend.forms.kpis import KpisForm, kpi_typed
from services.monitoring.contract.dossier import (
    Activity,
    BoundariesPillar,
    CaseReview,
    DossierContent,
    MoneyOfYear,
    Permission,
    Pillars,
    Provider,
    SaveDraft,
    UncertaintiesPillar,
    Uncertainty,
    ValuesPillar,
)

T = TypeVar("T")
CONTRACTED = {"gemeente": "municipality", "landelijk": "vng"}
LAWS = "Jeugdwet\nSKJ\nMeldcode huiselijk geweld en kindermishandeling\nAVG"
FIRST = {"wetten": LAWS, "wonen": "residence_principle", "licht": "45\n51", "kpi1_hoe_vaak": "quarter"}
"""What a first draft starts with; which categories are light is our proposal, the municipality decides."""


class DossierForm(KpisForm):
    """`aanbieders`: a line is "code; name; gemeente or landelijk". `toestemmingen`: "document; what; until; code"."""

    choice_ends = ("eenheid", "per_gebied", "hoe_vaak", "richting", "wonen")

    def draft(self, rows: range) -> SaveDraft | None:
        """The draft, or None with the sentences in `errors`."""
        _ = self._
        values = self.text("kernwaarden", _("Schrijf wat jullie allebei belangrijk vinden"), most=2000)
        pillars = Pillars(
            values=self._values(),
            boundaries=self._boundaries(),
            uncertainties=self._uncertainties(),
            money=self._money(),
        )
        kpis = self.kpis(rows)
        if self.errors:
            return None
        return SaveDraft(seen_revision=self.version(), core_values=values, pillars=pillars, kpis=kpis)

    def _values(self) -> ValuesPillar:
        day = (
            self.day("onderschreven_op", self._("Schrijf de dag als 31-12-2020")) if self["onderschreven_op"] else None
        )
        return ValuesPillar(
            vision=self.optional("visie", 2000)[:2000],
            mission=self.optional("missie", 2000)[:2000],
            endorsed_by=self.optional("onderschreven_door", 120)[:120],
            endorsed_on=day,
        )

    def _boundaries(self) -> BoundariesPillar:
        _ = self._
        return BoundariesPillar(
            laws=self._lines("wetten", 1, lambda words: words[0], _("Elke regel is hoogstens 300 tekens")),
            activities=self._lines(
                "activiteiten",
                2,
                lambda words: Activity(code=words[0], name=words[1]),
                _("Schrijf per regel: code; naam"),
            ),
            residence="residents_only" if self["wonen"] == "residents_only" else "residence_principle",
            providers=self._lines(
                "aanbieders", 3, _provider, _("Schrijf per regel: AGB-code; naam; gemeente of landelijk")
            ),
            permissions=self._lines(
                "toestemmingen",
                4,
                _permission,
                _("Schrijf per regel: document; wat; tot en met welke dag; AGB-code of activiteit"),
            ),
            light_categories=self._lines(
                "licht",
                1,
                lambda words: _category(words[0]),
                _("Schrijf per regel een productcategorie van 40 tot en met 55"),
            ),
        )

    def _uncertainties(self) -> UncertaintiesPillar:
        _ = self._
        return UncertaintiesPillar(
            watching=self._lines("volgen", 3, _watching, _("Schrijf per regel: wat; signaal; wat we proberen")),
            case_reviews=self._lines(
                "casussen",
                2,
                lambda words: CaseReview(held_on=_day(words[0]), about=words[1]),
                _("Schrijf per regel: dag; waarover het ging"),
            ),
        )

    def _money(self) -> MoneyOfYear:
        return MoneyOfYear(
            agreed_cents=self.cents("subsidie", "", least=0) if self["subsidie"] else None,
            source=self.optional("subsidie_bron", 300)[:300],
            spent_kpi=self.optional("uitgaven_cijfer", 60)[:60],
        )

    def _lines(self, name: str, most: int, read: Callable[[list[str]], T], sentence: str) -> list[T]:
        """`most`: how many parts a line has. What stands after another ; is said, never left out."""
        found: list[T] = []
        for number, line in enumerate(self[name].splitlines(), 1):
            if not line.strip():
                continue
            words = [part.strip() for part in line.split(";")]
            if any(words[most:]):
                self.errors.setdefault(name, self._too_many(number, most, sentence))
                continue
            try:
                found.append(read(words))
            except (ValidationError, ValueError, IndexError, KeyError):
                self.errors[name] = self._("Regel %(number)s klopt niet. %(how)s.") % {
                    "number": number,
                    "how": sentence,
                }
        return found

    def _too_many(self, number: int, most: int, sentence: str) -> str:
        _ = self._
        said = (
            _("Op regel %(number)s staat een ; en daarna nog iets. Zet wat erna komt op een eigen regel.")
            if most == 1
            else _("Op regel %(number)s staan meer dan %(most)s delen. %(how)s. Gebruik de ; alleen tussen die delen.")
        )
        return said % {"number": number, "most": most, "how": sentence}


def _provider(words: list[str]) -> Provider:
    return Provider(agb=words[0], name=words[1], contracted_by=CONTRACTED[words[2].lower()])


def _permission(words: list[str]) -> Permission:
    about = words[3] if len(words) > 3 else ""
    return Permission(
        document=words[0],
        what=words[1],
        until=_day(words[2]),
        agb=about if about.isdigit() else None,
        activity=about if about and not about.isdigit() else None,
    )


def _watching(words: list[str]) -> Uncertainty:
    what, signal, experiment = (*words, "", "")[:3]
    return Uncertainty(what=what, signal=signal, experiment=experiment)


def _category(code: str) -> str:
    if not (code.isdigit() and 40 <= int(code) <= 55):
        raise ValueError(code)
    return code


def _day(text: str) -> date:
    for way in ("%d-%m-%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, way).date()  # noqa: DTZ007 (a day, without a time)
        except ValueError:
            continue
    raise ValueError(text)


def typed_of(content: DossierContent) -> dict[str, str]:
    """A content as the form shows it, to go on with."""
    bounds, values, sure = content.pillars.boundaries, content.pillars.values, content.pillars.uncertainties
    money = content.pillars.money
    words = {contracted: dutch for dutch, contracted in CONTRACTED.items()}
    typed = {
        "kernwaarden": content.core_values,
        "visie": values.vision,
        "missie": values.mission,
        "onderschreven_door": values.endorsed_by,
        "onderschreven_op": _written(values.endorsed_on),
        "wetten": "\n".join(bounds.laws),
        "activiteiten": "\n".join(f"{each.code}; {each.name}" for each in bounds.activities),
        "wonen": bounds.residence,
        "aanbieders": "\n".join(f"{each.agb}; {each.name}; {words[each.contracted_by]}" for each in bounds.providers),
        "toestemmingen": "\n".join(
            "; ".join((each.document, each.what, _written(each.until), each.agb or each.activity or ""))
            for each in bounds.permissions
        ),
        "licht": "\n".join(bounds.light_categories),
        "subsidie": _euros(money.agreed_cents),
        "subsidie_bron": money.source,
        "uitgaven_cijfer": money.spent_kpi,
        "volgen": "\n".join(f"{each.what}; {each.signal}; {each.experiment}" for each in sure.watching),
        "casussen": "\n".join(f"{_written(each.held_on)}; {each.about}" for each in sure.case_reviews),
    }
    for row, kpi in enumerate(content.kpis, 1):
        typed |= {f"kpi{row}_{name}": value for name, value in kpi_typed(kpi).items()}
    return typed


def _euros(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100},{cents % 100:02}".removesuffix(",00")


def _written(day: date | None) -> str:
    return day.strftime("%d-%m-%Y") if day else ""
