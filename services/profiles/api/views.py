"""From areas and persons to what the contract says of them."""

from typing import Any

from services.kit.logging import language
from services.profiles.contract.models import (
    AreaMapView,
    AreaShapeView,
    AreaView,
    ContactPersonView,
    MembershipView,
    MunicipalityView,
    PersonView,
    RegionRef,
    Role,
)
from services.profiles.domain.division import AreaComposition
from services.profiles.store.areas import Home
from services.profiles.store.people import Member
from services.profiles.store.person_tables import ContactPerson, Membership
from services.profiles.usecases.read_layout import Layout


def municipality_view(home: Home, layout: Layout) -> MunicipalityView:
    installation = home.installation
    in_english = language.get() == "en"
    return MunicipalityView(
        code=installation.municipality,
        name=home.name,
        year=home.asked,
        figures_year=home.figures_year,
        areas=[area_view(area, layout.division.year) for area in layout.division.areas],
        uncovered=[RegionRef(code=code, name=name) for code, name in layout.uncovered],
        grouping_note=installation.grouping_note_en if in_english else installation.grouping_note_nl,
        is_example=installation.is_example,
    )


def area_view(area: AreaComposition, composed_in: int) -> AreaView:
    regions = [RegionRef(code=region.code, name=region.name) for region in area.regions]
    return AreaView(id=area.id, name=area.name, composed_in=composed_in, regions=regions)


def area_map_view(layout: Layout) -> AreaMapView:
    """All polygons of an area's regions together, and each source once."""
    polygons: dict[str, list[Any]] = {}
    for area_id, geometry, _ in layout.borders:
        is_one = geometry["type"] == "Polygon"
        polygons.setdefault(area_id, []).extend([geometry["coordinates"]] if is_one else geometry["coordinates"])
    shapes = [AreaShapeView(area_id=area_id, polygons=rings) for area_id, rings in sorted(polygons.items())]
    return AreaMapView(shapes=shapes, source="; ".join(sorted({source for _, _, source in layout.borders})))


def contact_person_view(row: ContactPerson) -> ContactPersonView:
    return ContactPersonView(name=row.name, reachable=row.reachable)


def person_view(member: Member) -> PersonView:
    person = member.person
    return PersonView(
        id=person.id,
        display_name=person.display_name,
        email=person.email,
        language="en" if person.language == "en" else "nl",
        memberships=[membership_view(row) for row in member.memberships],
    )


def membership_view(row: Membership) -> MembershipView:
    return MembershipView(
        id=row.id,
        role=Role(row.role),
        within=row.within,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
    )
