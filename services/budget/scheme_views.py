"""What we keep of schemes, as the contract says it."""

from collections.abc import Sequence

from services.budget.contract.schemes import SchemeState, SchemeVersion, SchemeView
from services.budget.money_views import is_staff
from services.budget.store.scheme_tables import SchemeRow
from services.budget.usecases.office import Office
from services.budget.usecases.schemes.scheme_of import defaults, rules_of
from services.kit.caller import Caller

PUBLIC_STATES = (SchemeState.PUBLISHED, SchemeState.REPLACED)


def scheme_view(
    year: int, in_force: SchemeRow | None, versions: Sequence[SchemeRow], caller: Caller, office: Office
) -> SchemeView:
    named = is_staff(caller)
    return SchemeView(
        year=year,
        rules=rules_of(in_force) if in_force else defaults(office),
        of_year=in_force.year if in_force else None,
        number=in_force.number if in_force else None,
        newest_number=versions[0].number if versions else 0,
        versions=[_version(row, named) for row in versions if named or row.state in PUBLIC_STATES],
    )


def _version(row: SchemeRow, named: bool) -> SchemeVersion:
    return SchemeVersion(
        number=row.number,
        state=SchemeState(row.state),
        rules=rules_of(row),
        why=row.why,
        set_by=row.set_by if named else "policy_officer",
        set_at=row.set_at,
        published_by=(row.published_by if named else "approver") if row.published_by else None,
        published_at=row.published_at,
        published_where=row.published_where,
    )
