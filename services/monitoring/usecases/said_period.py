"""A period as people say it, where machines keep reading `2020-Q1`."""

from babel.dates import format_date

from services.kit.texts import Said, Texts
from services.monitoring.domain.periods import read_period


class SaidPeriod(str, Said):
    """A fact of a refusal: `2020-Q1` on the wire, `1e kwartaal 2020` in its sentence."""

    def said(self, texts: Texts, language: str) -> str:
        """`1e kwartaal 2020`, `quarter 1 of 2020`, `maart 2020`."""
        read = read_period(str(self))
        facts = {
            "number": read.number,
            "year": read.year,
            "month": format_date(read.first_day, "MMMM", locale=language),
        }
        return texts.sentence(f"period.{read.kind}", language, facts) or str(self)
