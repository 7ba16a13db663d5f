"""On an English page what is Dutch says so, because a voice reads it aloud in the language it is told (WCAG 3.1.2)."""

from frontend.templating import environment

CBS = "CBS, Kerncijfers wijken en buurten 2020 (84799NED, first edition)"


def written(language: str, template: str, text: str) -> str:
    return environment(language).from_string(template).render(text=text)


def test_what_people_wrote_is_marked_as_dutch_on_an_english_page_only() -> None:
    assert written("en", "{{ text | dutch }}", "Eén <bal>") == '<span lang="nl">Eén &lt;bal&gt;</span>'
    assert written("nl", "{{ text | dutch }}", "Eén <bal>") == "Eén &lt;bal&gt;"
    assert written("en", "{{ text | dutch }}", "") == ""


def test_it_may_stand_within_a_sentence() -> None:
    sentence = written("en", '{{ _("Bron: %(source)s.", source=text | dutch) }}', "Gescheiden<")
    assert sentence == 'Source: <span lang="nl">Gescheiden&lt;</span>.'


def test_a_picture_is_described_in_dutch() -> None:
    picture = written("en", '{% filter dutch %}<img alt="{{ text }}">{% endfilter %}', 'Een "bal"')
    assert picture == '<span lang="nl"><img alt="Een &#34;bal&#34;"></span>'


def test_a_source_has_a_dutch_name_and_an_english_edition() -> None:
    assert written("en", "{{ text | source }}", CBS) == (
        '<span lang="nl">CBS, Kerncijfers wijken en buurten 2020</span> (84799NED, first edition)'
    )
    assert written("nl", "{{ text | source }}", CBS) == CBS
