"""The end of somebody's role: which one, of those that stand in the list."""

from uuid import UUID

from frontend.forms.form import Form
from services.profiles.contract.models import PersonView


def memberships_of(person: PersonView, within: str | None) -> list[tuple[str, str]]:
    """Id and role of what this person may do within an area or a partner, or (None) everywhere."""
    return [(str(m.id), m.role.value) for m in person.memberships if m.within == within]


class EndRoleForm(Form):
    def membership(self) -> UUID | None:
        """The role that was picked, or None with the sentence in `errors`."""
        try:
            return UUID(self["lid"])
        except ValueError:
            self.errors["lid"] = self._("Kies wie er stopt")
            return None
