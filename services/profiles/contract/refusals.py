"""How profiles says no."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated


class UnknownArea(NotFound):
    slug = "unknown-area"


class UnknownIndicator(NotFound):
    slug = "unknown-indicator"


class UnknownRegion(NotFound):
    slug = "unknown-region"


class NoFigures(NotFound):
    """There are no figures for that year or an earlier one."""

    slug = "no-figures"


class TooManyPlaces(Invalid):
    """So many can be compared at once and no more, and at least one must be named."""

    slug = "too-many-places"


class UnknownPerson(NotFound):
    slug = "unknown-person"


class UnknownMembership(NotFound):
    slug = "unknown-membership"


class SessionEnded(Unauthenticated):
    slug = "session-ended"


class AreaNeeded(Invalid):
    """This role holds within an area; say which."""

    slug = "area-needed"


class MembershipExists(Conflict):
    slug = "membership-exists"


class LastOfItsRole(Conflict):
    """A municipality without policy officer or approver could let nobody in any more."""

    slug = "last-of-its-role"


class NotOfThisTeam(Invalid):
    """The contact person must be a worker of that area."""

    slug = "not-of-this-team"


class DevelopmentOnly(Forbidden):
    slug = "development-only"


class NoPartnerMember(Conflict):
    """Nobody can sign in as a member of a partner before somebody was added to one."""

    slug = "no-partner-member"


class PartnerNeeded(Invalid):
    """This role holds within a partner; say which."""

    slug = "partner-needed"


class RoleIsCityWide(Invalid):
    """This role holds in the whole municipality, so not within an area or a partner."""

    slug = "role-is-city-wide"


class RoleOrPersonNeeded(Invalid):
    """A development session is for a role or for a person: one of the two."""

    slug = "role-or-person-needed"


class OtherMunicipality(Conflict):
    """This database belongs to another municipality."""

    slug = "other-municipality"


class IndicatorExists(Conflict):
    """The code of a new indicator is taken."""

    slug = "indicator-exists"


class IndicatorNotRight(Invalid):
    """With this definition no figure could be made; `errors` says at which fields."""

    slug = "indicator-not-right"


class AssumptionsNotRight(Invalid):
    """At least is more than at most."""

    slug = "assumptions-not-right"


class NoFigureToCompareBy(Invalid):
    """Neither care nor a count makes places alike."""

    slug = "no-figure-to-compare-by"


class PeriodReversed(Invalid):
    """The last year that is asked lies before the first."""

    slug = "period-reversed"


class TooManyIndicators(Invalid):
    """One call answers for a limited number of indicators, and for one at least."""

    slug = "too-many-indicators"


class DivisionNotRight(Invalid):
    """The areas overlap, or cannot be told apart; `errors` says at which area."""

    slug = "division-not-right"


class YearIsOver(Conflict):
    """The areas of a year that is over stay as they were."""

    slug = "year-is-over"


class MappingsNotRight(Invalid):
    """What is said of regions cannot be true; `errors` says of which mapping. Nothing was recorded."""

    slug = "mappings-not-right"


class OwnFiguresRefused(Invalid):
    """Rows of the municipality's own figures that cannot be right; nothing was taken. `errors` names each of them."""

    slug = "own-figures-refused"


class PlacesNeeded(Invalid):
    """Figures are of places: name regions or areas, or a level."""

    slug = "places-needed"


class WithinNeeded(Invalid):
    """There are thousands of districts and neighbourhoods: say in which municipality or district."""

    slug = "within-needed"


class UnknownPostcode(NotFound):
    """No area of this municipality, as far as we know."""

    slug = "unknown-postcode"


class UnknownTheme(NotFound):
    slug = "unknown-theme"


class TermIsOver(Invalid):
    """The last day of a role lies before today."""

    slug = "term-is-over"


class AnswerNotKept(NotFound):
    """It was kept a quarter of an hour at most."""

    slug = "answer-not-kept"


class TooManyKeptAnswers(TooMany):
    """So many forms were refused lately that no more answers are kept."""

    slug = "too-many-kept-answers"
