"""The typed client of profiles: one method per route."""

from collections.abc import Sequence
from uuid import UUID

from services.profiles.contract.catalogue import AddIndicator, EditIndicator, IndicatorChangeView, IndicatorDetail
from services.profiles.contract.comparisons import Comparison, IndicatorPlaces
from services.profiles.contract.effect_client import EffectClient
from services.profiles.contract.figures_client import FiguresClient
from services.profiles.contract.kept_answers_client import KeptAnswersClient
from services.profiles.contract.models import (
    AddPerson,
    AreaIndicatorValues,
    AreaMapView,
    AreaProfile,
    CircleMember,
    CompareEmail,
    ComparisonMunicipality,
    ContactPersonView,
    EmailComparison,
    ExampleYearView,
    IndicatorView,
    LookUpSession,
    MembershipView,
    MunicipalityView,
    NameContactPerson,
    PersonView,
    RegionProfile,
    Role,
    SessionStarted,
    SessionView,
    StartDevelopmentSession,
)
from services.profiles.contract.own_figures import DeliverOwnFigures, OwnFiguresReport
from services.profiles.contract.places import (
    AreaDivisionView,
    DivisionOutlines,
    MappingsRecorded,
    RecordMappings,
    RegionMappingView,
    SaveAreaDivision,
)
from services.profiles.contract.places_client import PlacesClient
from services.profiles.contract.series import SeriesView
from services.profiles.contract.whereabouts import PlaceList, Whereabouts


class ProfilesClient(PlacesClient, FiguresClient, EffectClient, KeptAnswersClient):
    service = "profiles"

    async def municipality(self, year: int) -> MunicipalityView:
        """The home municipality and its areas as they are composed in `year`."""
        return await self._ask(MunicipalityView, "GET", "/v1/municipality", query={"year": year})

    async def area_map(self, year: int) -> AreaMapView:
        return await self._ask(AreaMapView, "GET", "/v1/area-map", query={"year": year})

    async def area_profile(self, area_id: str, year: int) -> AreaProfile:
        """Key figures of an area beside municipality and country, from the newest figures up to `year`."""
        return await self._ask(AreaProfile, "GET", f"/v1/areas/{area_id}/profile", query={"year": year})

    async def indicators(
        self, theme: str | None = None, text: str | None = None, year: int | None = None
    ) -> list[IndicatorView]:
        """The catalogue: all of it, of one theme, or with these words in code, name or definition.

        With `year` each says which areas have no number in it. Raises NoFigures when a year was asked without any.
        """
        query = {"theme": theme, "text": text, "year": year}
        return await self._ask(list[IndicatorView], "GET", "/v1/indicators", query=query)

    async def indicator(self, code: str) -> IndicatorDetail:
        """Everything of one indicator, with the columns it was read from. Raises UnknownIndicator."""
        return await self._ask(IndicatorDetail, "GET", f"/v1/indicators/{code}")

    async def add_indicator(self, body: AddIndicator, *, key: str) -> IndicatorDetail:
        """One of the municipality's own. For policy officers. Raises IndicatorExists, IndicatorNotRight."""
        return await self._ask(IndicatorDetail, "POST", "/v1/indicators", body=body, key=key)

    async def edit_indicator(self, code: str, body: EditIndicator) -> IndicatorDetail:
        """For policy officers. Raises UnknownIndicator, StaleVersion, IndicatorNotRight."""
        return await self._ask(IndicatorDetail, "PATCH", f"/v1/indicators/{code}", body=body)

    async def deliver_own_figures(self, body: DeliverOwnFigures, *, key: str) -> OwnFiguresReport:
        """For policy officers. Raises OwnFiguresRefused with a sentence for each row that cannot be right."""
        return await self._ask(OwnFiguresReport, "POST", "/v1/own-figures", body=body, key=key)

    async def indicator_changes(self, code: str) -> list[IndicatorChangeView]:
        """Who changed what, and when; the newest first. For policy officers."""
        return await self._ask(list[IndicatorChangeView], "GET", f"/v1/indicators/{code}/changes")

    async def indicator_values(self, code: str, year: int) -> AreaIndicatorValues:
        """One indicator for all areas. Raises UnknownIndicator, NoFigures."""
        return await self._ask(AreaIndicatorValues, "GET", f"/v1/indicators/{code}/area-values", query={"year": year})

    async def comparison_municipalities(self) -> list[ComparisonMunicipality]:
        return await self._ask(list[ComparisonMunicipality], "GET", "/v1/comparison-municipalities")

    async def region_profile(self, code: str, year: int) -> RegionProfile:
        return await self._ask(RegionProfile, "GET", f"/v1/regions/{code}/profile", query={"year": year})

    async def indicator_places(
        self, code: str, year: int, level: str = "area", municipality: str | None = None
    ) -> IndicatorPlaces:
        """One indicator for every place of a level, with verdicts. Raises UnknownIndicator, UnknownRegion."""
        query = {"year": year, "level": level, "municipality": municipality}
        return await self._ask(IndicatorPlaces, "GET", f"/v1/indicators/{code}/places", query=query)

    async def compare(
        self, places: Sequence[str], year: int, *, theme: str | None = None, indicators: Sequence[str] = ()
    ) -> Comparison:
        """One to four places side by side, with verdicts: every indicator that was asked, page after page.

        Raises UnknownRegion, UnknownArea, UnknownIndicator, TooManyPlaces.
        """
        query = {"place": list(places), "year": year, "theme": theme, "indicator": list(indicators)}
        found = await self._ask(Comparison, "GET", "/v1/comparisons", query=query | {"page": 1})
        figures, page = list(found.figures), found.page
        while page is not None and page.links.next:
            more = await self._ask(Comparison, "GET", "/v1/comparisons", query=query | {"page": page.number + 1})
            figures, page = [*figures, *more.figures], more.page
        return found.model_copy(update={"figures": figures, "page": None})

    async def whereabouts(self, key: str, year: int) -> Whereabouts:
        """What a region or an area lies in, and what lies in it. Raises UnknownRegion, UnknownArea."""
        return await self._ask(Whereabouts, "GET", f"/v1/places/{key}", query={"year": year})

    async def places(self, year: int, text: str | None = None) -> PlaceList:
        """Places to choose from: with these words in their name, or near home. Raises NoFigures."""
        return await self._ask(PlaceList, "GET", "/v1/places", query={"year": year, "text": text})

    async def region_series(
        self,
        code: str,
        indicators: Sequence[str],
        *,
        since: int | None = None,
        until: int | None = None,
        year: int | None = None,
    ) -> SeriesView:
        """Of a region as it is in the newest year, or in `year`. Raises UnknownRegion, UnknownIndicator."""
        return await self._series(f"regions/{code}", indicators, since, until, year)

    async def area_series(
        self,
        area_id: str,
        indicators: Sequence[str],
        *,
        since: int | None = None,
        until: int | None = None,
        year: int | None = None,
    ) -> SeriesView:
        """Of an area as it is composed in the newest year, or in `year`. Raises UnknownArea, UnknownIndicator."""
        return await self._series(f"areas/{area_id}", indicators, since, until, year)

    async def _series(
        self, place: str, indicators: Sequence[str], since: int | None, until: int | None, year: int | None
    ) -> SeriesView:
        query = {"indicator": list(indicators), "from": since, "until": until, "year": year}
        return await self._ask(SeriesView, "GET", f"/v1/{place}/series", query=query)

    async def area_division(self, year: int) -> AreaDivisionView:
        """The areas of a year, and the regions they can be made of. Raises NoFigures."""
        return await self._ask(AreaDivisionView, "GET", f"/v1/area-divisions/{year}")

    async def save_area_division(self, year: int, body: SaveAreaDivision) -> AreaDivisionView:
        """For policy officers. Raises StaleVersion with `current`, DivisionNotRight, UnknownArea, YearIsOver."""
        return await self._ask(AreaDivisionView, "PUT", f"/v1/area-divisions/{year}", body=body)

    async def division_outlines(self, year: int) -> DivisionOutlines:
        """The borders of the regions that areas can be made of."""
        return await self._ask(DivisionOutlines, "GET", f"/v1/area-divisions/{year}/outlines")

    async def region_mappings(self, region: str | None = None) -> list[RegionMappingView]:
        """What was recorded of regions that changed. For policy officers."""
        return await self._ask(list[RegionMappingView], "GET", "/v1/region-mappings", query={"region": region})

    async def record_region_mappings(self, body: RecordMappings, *, key: str) -> MappingsRecorded:
        """For policy officers. Raises MappingsNotRight; then nothing was recorded."""
        return await self._ask(MappingsRecorded, "POST", "/v1/region-mappings", body=body, key=key)

    async def persons(self, area_id: str | None = None, role: Role | None = None) -> list[PersonView]:
        """Persons with a current membership. For policy officers."""
        query = {"areaId": area_id, "role": role}
        return await self._ask(list[PersonView], "GET", "/v1/persons", query=query)

    async def circle_members(self, area_id: str | None) -> list[CircleMember]:
        """Who decides in an area, or for the whole municipality: as what, and from and until when; nobody's name."""
        return await self._ask(list[CircleMember], "GET", "/v1/circle-members", query={"areaId": area_id})

    async def add_person(self, body: AddPerson, *, key: str) -> PersonView:
        return await self._ask(PersonView, "POST", "/v1/persons", body=body, key=key)

    async def end_membership(self, membership_id: UUID) -> MembershipView:
        """It opens nothing from this moment on; today is its last day. Raises UnknownMembership, LastOfItsRole."""
        return await self._ask(MembershipView, "POST", f"/v1/memberships/{membership_id}/ending")

    async def name_contact_person(self, area_id: str, body: NameContactPerson) -> ContactPersonView:
        return await self._ask(ContactPersonView, "PUT", f"/v1/areas/{area_id}/contact-person", body=body)

    async def start_development_session(self, body: StartDevelopmentSession) -> SessionStarted:
        """Raises DevelopmentOnly in production, NoPartnerMember, UnknownPerson. For the frontend."""
        return await self._ask(SessionStarted, "POST", "/v1/development-sessions", body=body)

    async def look_up_session(self, body: LookUpSession) -> SessionView:
        """Raises SessionEnded. For the frontend."""
        return await self._ask(SessionView, "POST", "/v1/session-lookups", body=body)

    async def end_session(self, body: LookUpSession) -> None:
        await self._ask(type(None), "POST", "/v1/session-endings", body=body)

    async def compare_email(self, body: CompareEmail) -> EmailComparison:
        """For budget: has this decider a stake in this idea?"""
        return await self._ask(EmailComparison, "POST", "/v1/email-comparisons", body=body)

    async def mark_example_year(self) -> ExampleYearView:
        """From now on every page says "voorbeeld". Development only, for the frontend."""
        return await self._ask(ExampleYearView, "PUT", "/v1/example-year")

    async def person(self, person_id: UUID) -> PersonView:
        return await self._ask(PersonView, "GET", f"/v1/persons/{person_id}")
