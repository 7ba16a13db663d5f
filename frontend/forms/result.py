"""The result of an initiative, told in a few words and a photo."""

from frontend.forms.form import Form
from services.budget.contract.initiatives import ShareResult

FIELDS = {
    "text": "verhaal",
    "childrenReached": "kinderen",
    "learned": "geleerd",
    "photoId": "foto",
    "photoDescription": "foto_beschrijving",
}


class ResultForm(Form):
    def result(self) -> ShareResult | None:
        """The result, or None with the sentences in `errors`. A photo needs words for who cannot see it."""
        _ = self._
        text = self.text("verhaal", _("Vertel kort wat er gebeurde"), most=5000)
        children = self.whole("kinderen", _("Vul in hoeveel kinderen en jongeren meededen"), most=100_000)
        learned, described = self.optional("geleerd", most=2000), self.optional("foto_beschrijving", most=300)
        photo = self["foto_id"] or None
        if photo and not described:
            self.errors["foto_beschrijving"] = _("Schrijf in een paar woorden wat er op de foto staat")
        if self.errors:
            return None
        return ShareResult(
            text=text,
            children_reached=children,
            learned=learned,
            photo_id=photo,
            photo_description=described,
        )
