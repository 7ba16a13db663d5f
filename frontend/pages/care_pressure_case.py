"""How to read care pressure, with the case of the source documents worked out: 23.2 against 14.5."""

from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from frontend import formats
from frontend.answers import gettext_of
from frontend.drawing.funnel import FunnelDot, Line, funnel
from frontend.templating import render
from frontend.visitor import VisitorDep

router = APIRouter()
REFERENCE, LARGEST = 14.5, 3000


@dataclass(frozen=True, slots=True)
class Case:
    """A neighbourhood of so many young people, of whom so many with a measure: what could be said of it.

    `interval` in per 1,000. `alone`, `of_many`: about how many more would be needed; 0 when it is clearly higher.
    """

    people: int
    cases: int
    interval: tuple[float, float]
    alone: int
    of_many: int

    @property
    def rate(self) -> float:
        return self.cases / self.people * 1000

    @property
    def css_class(self) -> str:
        return "vv-fn-unsure" if self.of_many else "vv-fn-clear"


# As in docs/statistics.md; tests/frontend/test_care_pressure_case.py calculates each again.
CASES = (
    Case(250, 6, (11.0, 51.4), 440, 1400),
    Case(500, 12, (13.8, 41.5), 190, 1200),
    Case(750, 17, (14.2, 36.0), 160, 1400),
    Case(1000, 23, (15.4, 34.3), 0, 980),
    Case(1500, 35, (16.8, 32.3), 0, 330),
    Case(2000, 46, (17.3, 30.5), 0, 0),
    Case(3000, 70, (18.5, 29.4), 0, 0),
)


@router.get("/uitleg/zorgdruk")
async def without_a_year(visit: VisitorDep) -> Response:
    """Where this page stood before its links kept the year."""
    return RedirectResponse(f"/{visit.year}/uitleg/zorgdruk")


@router.get("/{year:year}/uitleg/zorgdruk")
async def explain(request: Request, visit: VisitorDep) -> Response:
    limits = await visit.profiles.funnel_limits(REFERENCE, LARGEST)
    lines = [
        Line(limit.people, float(limit.low95), float(limit.high95), float(limit.low998), float(limit.high998))
        for limit in limits
    ]
    _ = gettext_of(request)
    write = partial(formats.number, language=visit.language)
    dots = [
        FunnelDot(
            name=_("%(count)s jongeren") % {"count": write(case.people)},
            href=f"#jongeren-{case.people}",
            people=case.people,
            rate=case.rate,
            label=_("%(rate)s per 1.000") % {"rate": formats.number(case.rate, visit.language, 1)},
            css_class=case.css_class,
        )
        for case in CASES
    ]
    title = _("Grafiek: dezelfde 23 per 1.000 bij meer en minder jongeren. Hetzelfde staat in de tabel.")
    plot = funnel(dots, lines, REFERENCE, title, (_("aantal jongeren"), _("per 1.000")), write)
    return render(request, "care_pressure_case.html", year=visit.year, plot=plot, cases=CASES, reference=REFERENCE)
