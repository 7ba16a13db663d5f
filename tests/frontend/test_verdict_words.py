"""What can be said of a difference, in sentences: each kind of verdict its own, and none that says better or worse."""

from typing import Any, get_args

import pytest

from frontend.verdict_words import brief_words, reference_name, verdict_words
from services.profiles.contract.comparisons import VerdictKind, VerdictView
from services.profiles.domain.statistics.reasons import Reason

KINDS = [kind for kind in get_args(VerdictKind) if kind != "no_figure"]


def verdict(kind: str, **facts: Any) -> VerdictView:
    found = {"against": "municipality", "reference_of": "municipality", "kind": kind, "compared": 40}
    return VerdictView.model_validate(found | facts)


def test_too_few_says_of_whom_and_about_how_many_more() -> None:
    words = verdict_words(verdict("too_small", more_needed=1250), "Den Haag", "young_people_0_24", "nl")
    assert words == (
        "Te weinig jongeren om iets te zeggen over het verschil met Den Haag: "
        "er zouden er ongeveer 1.250 meer nodig zijn"
    )
    quarter = verdict("too_small", more_needed=1250, more_needed_for="a_quarter")
    of_a_quarter = verdict_words(quarter, "Den Haag", "young_people_0_24", "nl")
    assert of_a_quarter == f"{words} om een verschil van een kwart te zien"
    english = verdict_words(verdict("too_small", more_needed=1250), "The Hague", "households", "en")
    assert english.startswith("Too few households")
    assert "about 1,250 more" in english


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_verdict_has_a_sentence_of_its_own(language: str) -> None:
    sentences = {verdict_words(verdict(kind), "Den Haag", None, language) for kind in KINDS}
    assert len(sentences) == len(KINDS)
    assert all("Den Haag" in sentence for sentence in sentences)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_in_a_table_every_verdict_is_a_few_words_of_its_own(language: str) -> None:
    few = [brief_words(verdict(kind), "Den Haag", "households", language) for kind in KINDS]
    assert len(set(few)) == len(KINDS)
    assert all(len(words) <= 40 and "Den Haag" not in words for words in few)
    more = brief_words(verdict("too_small", more_needed=1250), "Den Haag", "young_people_0_24", "nl")
    assert more == "te weinig jongeren: ongeveer 1.250 meer nodig"


@pytest.mark.parametrize("reason", Reason)
def test_why_there_is_none_is_said_for_every_reason_but_what_is_no_part_of_a_group(reason: Reason) -> None:
    words = verdict_words(verdict("no_figure", reason=reason.value), "Den Haag", None, "nl")
    assert bool(words) is (reason is not Reason.NOT_A_PROPORTION)


def test_the_country_is_written_as_each_language_writes_it_inside_a_sentence() -> None:
    beside = verdict("clearly_higher", against="country", reference_of="country")
    written = [
        verdict_words(beside, reference_name(beside, name, "district", language), None, language)
        for name, language in (("Nederland", "nl"), ("The Netherlands", "en"))
    ]
    assert written == ["Duidelijk hoger dan in Nederland", "Clearly higher than in the Netherlands"]


def test_no_sentence_says_better_or_worse() -> None:
    for kind in KINDS:
        words = verdict_words(verdict(kind), "Den Haag", None, "nl").casefold()
        assert not {"beter", "slechter", "goed", "slecht", "achterstand"} & set(words.split())
