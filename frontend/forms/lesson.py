"""What an area learned and what it changes next year, as people type it: two texts and ticks at initiatives."""

from collections.abc import Sequence
from uuid import UUID

from frontend.forms.form import Form
from services.budget.contract.show import AreaLesson, WriteLesson

MOST = 2000
MOST_EXAMPLES = 10


class LessonForm(Form):
    """`werkte`, `anders`, and `goed-<id>` for each initiative that worked well."""

    def has(self, lesson: AreaLesson | None) -> "LessonForm":
        """Filled in with what was written before."""
        self.typed |= {"versie": str(lesson.version if lesson else 0)}
        if lesson:
            self.typed |= {"werkte": lesson.text, "anders": lesson.changes}
            self.typed |= {f"goed-{each.initiative_id}": "ja" for each in lesson.examples}
        return self

    def lesson(self, ideas: Sequence[UUID]) -> WriteLesson | None:
        """What is written, or None with the sentences in `errors`. `ideas`: those that could be ticked."""
        _ = self._
        text, changes = self.optional("werkte", MOST), self.optional("anders", MOST)
        chosen = [idea for idea in ideas if self[f"goed-{idea}"]]
        if len(chosen) > MOST_EXAMPLES:
            self.errors[f"goed-{chosen[0]}"] = _("Kies hoogstens %(most)s ideeën.") % {"most": MOST_EXAMPLES}
        if self.errors:
            return None
        return WriteLesson(version=self.version(), text=text, changes=changes, example_ids=chosen)
