"""A referral in words, and what differs between two of its versions."""

from collections.abc import Mapping
from dataclasses import dataclass

from frontend import formats
from frontend.referral_words import Words, end_words, product_words, referrer_words
from services.monitoring.contract.referral_corrections import CorrectionIn
from services.monitoring.contract.referrals import ReferralView


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that was said otherwise."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to tell a referral: the language, and names of areas and activities."""

    _: Words
    language: str
    areas: Mapping[str, str]
    activities: Mapping[str, str]

    def facts(self, referral: ReferralView) -> dict[str, str]:
        """Each thing that is sent, by its name."""
        _, unknown = self._, self._("niet bekend")
        cents = referral.budget_cents
        return {
            _("Dag"): formats.date(referral.referred_on, self.language) if referral.referred_on else unknown,
            _("Aanbieder (AGB-code)"): referral.provider_agb,
            _("Activiteit"): self.activities.get(referral.activity, referral.activity),
            _("Hulp"): product_words(_).get(referral.product_category, referral.product_category),
            _("Verwijzer"): referrer_words(_).get(referral.referrer, referral.referrer),
            _("Woont in de gemeente"): _("ja") if referral.lives_here else _("nee"),
            _("Verantwoordelijke gemeente"): referral.responsible_municipality,
            _("Gebied"): self.areas.get(referral.area_id or "", referral.area_id or unknown),
            _("Begrote kosten"): unknown if cents is None else formats.euro(cents, self.language),
            _("Reden"): referral.reason,
            _("Einde"): self._end(referral),
        }

    def _end(self, referral: ReferralView) -> str:
        if referral.end_reason is None:
            return self._("niet gestopt")
        words = end_words(self._).get(referral.end_reason, referral.end_reason)
        return f"{formats.date(referral.ended_on, self.language)}, {words}" if referral.ended_on else words

    def differences(self, before: ReferralView, after: ReferralView) -> list[Difference]:
        """In the order in which they are sent; empty when nothing differs."""
        was, becomes = self.facts(before), self.facts(after)
        return [Difference(name, was[name], becomes[name]) for name in was if was[name] != becomes[name]]


def as_corrected(referral: ReferralView, typed: CorrectionIn) -> ReferralView:
    """As it would stand after the correction, for the eye only: monitoring decides what becomes of it."""
    facts = typed.model_dump(exclude={"version", "why", "reference", "budget_euros"})
    cents = None if typed.budget_euros is None else typed.budget_euros * 100
    return referral.model_copy(update=facts | {"budget_cents": cents, "provider_name": None})
