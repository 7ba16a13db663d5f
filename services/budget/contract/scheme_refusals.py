"""How budget says no about schemes."""

from services.kit.errors import Conflict, Forbidden, Invalid


class SchemeSetterCannotPublish(Forbidden):
    """Who set a scheme does not publish it."""

    slug = "scheme-setter-cannot-publish"


class NoDraftScheme(Conflict):
    """There is no draft of that year to publish."""

    slug = "no-draft-scheme"


class AboveMost(Invalid):
    """More is asked than one idea can get under the scheme of the year (Awb 4:25)."""

    slug = "above-most"
