"""The result of an initiative, in a form of one's own: one sentence is enough, the questions are voluntary."""

from starlette.datastructures import FormData

from frontend.forms.form import Form
from services.budget.contract.initiatives import PictureIn, ResultView, ShareResult, is_film_url

FIELDS = {
    "text": "verhaal",
    "childrenReached": "kinderen",
    "rating": "cijfer",
    "learned": "geleerd",
    "filmUrl": "film",
    "documentId": "document",
}
MOST_PICTURES = 10
UPLOADS = 3
"""New pictures at once; the next ones with another press."""


class ResultForm(Form):
    """`pictures`: ids of photos that are kept already, in their order, each with `beschrijving-<id>`."""

    def __init__(self, data: FormData | None = None, language: str = "nl", **first: str) -> None:
        super().__init__(data, language, **first)
        given = [str(each) for each in data.getlist("foto_id")] if data else []
        self.pictures = [each for each in dict.fromkeys(given) if each and not self[f"weg-{each}"]]

    def has(self, result: ResultView) -> "ResultForm":
        """Filled in with what was shared before."""
        self.pictures = [picture.photo_id for picture in result.pictures]
        self.typed |= {f"beschrijving-{each.photo_id}": each.description for each in result.pictures}
        answers = {"kinderen": result.children_reached, "cijfer": result.rating}
        self.typed |= {name: "" if answer is None else str(answer) for name, answer in answers.items()}
        self.typed |= {"verhaal": result.text, "geleerd": result.learned, "film": result.film_url}
        self.typed["document_id"] = result.document_id or ""
        return self

    def add_picture(self, photo_id: str, description: str) -> None:
        if photo_id not in self.pictures:
            self.pictures.append(photo_id)
        if description:
            self.typed[f"beschrijving-{photo_id}"] = description

    def result(self) -> ShareResult | None:
        """The result, or None with the sentences in `errors`. A picture needs words for who cannot see it."""
        _ = self._
        text = self.text("verhaal", _("Vertel kort wat er gebeurde. Eén zin is genoeg."), most=5000)
        children, rating = self._number("kinderen", 0, 100_000), self._number("cijfer", 1, 5)
        learned, film = self.optional("geleerd", most=2000), self.optional("film", most=500)
        if film and not is_film_url(film):
            self.errors["film"] = _("Plak het hele adres van de film. Het begint met https://")
        if len(self.pictures) > MOST_PICTURES:
            self.errors["foto1"] = _("Er passen %(most)s foto's bij. Haal er eerst een weg.") % {"most": MOST_PICTURES}
        for each in self.pictures:
            name = f"beschrijving-{each}"
            self.text(name, _("Schrijf in een paar woorden wat er op de foto staat"), most=300)
        if self.errors:
            return None
        return ShareResult(
            text=text,
            children_reached=children,
            rating=rating,
            learned=learned,
            pictures=[PictureIn(photo_id=each, description=self[f"beschrijving-{each}"]) for each in self.pictures],
            film_url=film,
            document_id=self["document_id"] if self["document_id"] and not self["document_weg"] else None,
        )

    def _number(self, name: str, least: int, most: int) -> int | None:
        """None when it was left open, which is something else than 0."""
        return self.whole(name, "", least, most) if self[name] else None
