"""The page with the idea form, as everybody gets it and as staff who fill it in for somebody do."""

import asyncio
from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from frontend.addresses import place_href
from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.circle_place import line_choices, lines_of_place, place_of
from frontend.forms.idea import IdeaForm
from frontend.kept_idea import KeptIdea, begun_here
from frontend.templating import render
from frontend.visitor import Visitor, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.models import MunicipalityView, Role
from services.profiles.contract.refusals import UnknownArea


@dataclass(frozen=True)
class Typing:
    """One time the form is shown or sent: by whom, for which place (None is the whole city), with what typed."""

    request: Request
    visit: Visitor
    area_id: str | None
    form: IdeaForm

    @property
    def is_staff(self) -> bool:
        """Who may fill it in for somebody else."""
        worker = Role.CITY_WORKER if self.area_id is None else Role.AREA_WORKER
        return self.visit.has(Role.POLICY_OFFICER) or self.visit.has(worker, within=self.area_id)

    async def page(self, kept: KeptIdea | None = None, status: int = 200, *, taken: bool = False) -> Response:
        """Nothing of it is needed to keep what was typed on the screen: a part that does not answer is left out."""
        request, visit, form = self.request, self.visit, self.form
        municipality, money, terms, scheme = await asyncio.gather(
            settled(visit.municipality()),
            settled(visit.budget.money(visit.year)),
            visit.terms(),
            settled(visit.budget.scheme(visit.year)),
        )
        known_money = None if isinstance(money, Refusal) else money
        lines = lines_of_place(known_money, self.area_id) if known_money else []
        here = place_href(visit.year, self.area_id)
        add_to_frame(request, flash=flash_of(request))
        page = render(
            request,
            "idea.html",
            status=status,
            year=visit.year,
            here=here,
            area_id=self.area_id,
            area_name=self._name(municipality),
            lines=lines,
            pots=line_choices(lines, gettext_of(request), visit.language),
            has_split=bool(known_money and known_money.lines),
            may_type=known_money is None or bool(lines),
            terms=terms,
            rules=None if isinstance(scheme, Refusal) else scheme.rules,
            today=visit.site.clock.today(),
            form=form,
            errors=form.errors,
            kept=kept,
            taken=taken,
            is_staff=self.is_staff,
            link=f"{visit.site.settings.public_url}/idee/verder/{kept.secret}" if kept else "",
            begun=[each for each in begun_here(request) if kept is None][-3:],
        )
        return taking_flash(request, page)

    def _name(self, municipality: MunicipalityView | Refusal) -> str:
        """Of the place; raises UnknownArea."""
        if isinstance(municipality, Refusal):
            return self.area_id or ""
        try:
            return place_of(self.visit.year, municipality, self.area_id, gettext_of(self.request)).name
        except NotFound as unknown:
            raise UnknownArea(area_id=self.area_id) from unknown
