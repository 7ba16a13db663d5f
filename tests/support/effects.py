"""Care cases of the municipality's own, of several years, so that there is a before and an after."""

from collections.abc import Mapping
from decimal import Decimal

from services.profiles.contract.catalogue import AddIndicator
from services.profiles.contract.client import ProfilesClient
from services.profiles.contract.own_figures import DeliverOwnFigures, OwnFigure

CASES = AddIndicator(
    code="jb_jr",
    name_nl="Kinderen met jeugdbescherming of jeugdreclassering",
    name_en="Children with child protection or youth probation",
    definition_nl="Kinderen die in het jaar een maatregel hadden, elk een keer geteld.",
    definition_en="Children who had a measure in the year, each counted once.",
    theme="youth_care",
    unit="people",
    kind="count",
    base="young_people_0_24",
)
RATE = CASES.model_copy(
    update={
        "code": "jb_jr_per_1000",
        "name_nl": "Jeugdbescherming en jeugdreclassering per 1.000",
        "name_en": "Child protection and youth probation per 1,000",
        "unit": "per_1000",
        "kind": "rate",
        "numerator": "jb_jr",
        "denominator": "young_people_0_24",
        "factor": 1000,
        "decimals": 1,
        "minimum_base": 100,
    }
)


async def deliver_cases(officer: ProfilesClient, per_year: Mapping[int, Mapping[str, int | str]]) -> None:
    """Add the figure and its rate, and deliver these cases per district; a word is why there is no number."""
    await officer.add_indicator(CASES, key="jb-jr-cases")
    await officer.add_indicator(RATE, key="jb-jr-rate")
    rows = [
        OwnFigure.model_validate(
            {"region": region, "year": year, "indicator": "jb_jr"}
            | ({"status": cases} if isinstance(cases, str) else {"number": Decimal(cases)})
        )
        for year, of_year in per_year.items()
        for region, cases in of_year.items()
    ]
    delivery = DeliverOwnFigures(
        table="jb-jr", title="Maatregelen JB en JR", licence="CC0 1.0", attribution="Gemeente Groningen", rows=rows
    )
    await officer.deliver_own_figures(delivery, key="jb-jr-delivery")
