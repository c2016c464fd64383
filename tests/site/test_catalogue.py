"""Words of the interface in other languages: chosen, counted, put into templates when these are compiled."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.catalogue_files import catalogue_of
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site.catalogues import POLISH, rendered, theme_with

SAYING = '{% trans count=n, names="<i>" %}{{ names }} said{% pluralize count %}{{ names }} said{% endtrans %}'


@pytest.mark.parametrize(
    ("number", "english", "polish"),
    [
        (0, "0 claims", "0 twierdzeń"),
        (1, "1 claim", "1 twierdzenie"),
        (3, "3 claims", "3 twierdzenia"),
        (5, "5 claims", "5 twierdzeń"),
        (12, "12 claims", "12 twierdzeń"),
        (22, "22 claims", "22 twierdzenia"),
        (1204, "1,204 claims", "1 204 twierdzenia"),
        (12045, "12,045 claims", "12 045 twierdzeń"),
    ],
)
def test_numbers_take_the_form_and_the_writing_of_the_language(number: int, english: str, polish: str) -> None:
    assert ENGLISH.counted(number, "{n} claim", "{n} claims") == english
    assert POLISH.counted(number, "{n} claim", "{n} claims").replace("\xa0", " ") == polish


def test_what_is_not_in_the_catalogue_stays_english() -> None:
    assert POLISH.gettext("Sources") == "Źródła"
    assert POLISH.gettext("Claims") == "Claims"
    assert POLISH.pgettext("stance", "supports") == "popiera"
    assert POLISH.pgettext("relation", "supports") == POLISH.gettext("supports") == "supports"
    assert POLISH.counted(2, "{n} actor", "{n} actors") == "2 actors"


def test_a_catalogue_goes_to_a_worker_as_it_is() -> None:
    assert POLISH.form(2) == 1
    sent = pickle.loads(pickle.dumps(POLISH))
    assert (sent, sent.digest, sent.form(2)) == (POLISH, POLISH.digest, 1)


def test_templates_speak_the_language(tmp_path: Path) -> None:
    saying = "".join("{% set n = NUMBER %}".replace("NUMBER", str(n)) + SAYING + ";" for n in (1, 2, 5))
    about = '{% trans names="A & B", n=3 %}About {{ names }} <b>{{ n }}</b>{% endtrans %}'
    theme = theme_with(tmp_path, f'{{{{ "Sources"|t }}}}|{{{{ "supports"|t("stance") }}}}|{about}|{saying}')

    assert rendered(theme, ENGLISH) == (
        "Sources|supports|About A &amp; B <b>3</b>|&lt;i&gt; said;&lt;i&gt; said;&lt;i&gt; said;"
    )
    assert rendered(theme, POLISH) == (
        "Źródła|popiera|<b>3</b> o A &amp; B|Mówi &lt;i&gt;;Mówią &lt;i&gt;;Mówi wielu: &lt;i&gt;;"
    )
    # Both were compiled from one source by now: neither is taken for the other.
    assert rendered(theme, ENGLISH).startswith("Sources|")


def test_words_without_values_are_part_of_the_compiled_text(tmp_path: Path) -> None:
    from onrecord.site.render import PageRenderer
    from tests.site import sample_views as sample

    theme = theme_with(tmp_path, '<p>{{ "Sources"|t }}</p>{% trans %}Sources{% endtrans %}')
    environment = PageRenderer(theme, sample.SITE, {}, tmp_path, POLISH)._environment
    source = environment.compile((tmp_path / "templates" / "pages" / "briefs.html").read_text(), raw=True)

    assert "'<p>Źródła</p>'" in source
    assert "Sources" not in source
    assert "gettext" not in source


class TestFiles:
    def test_the_closest_language_gives_the_words(self, tmp_path: Path) -> None:
        portuguese = 'msgid "Claims"\nmsgstr "Alegações"\n\nmsgid "Sources"\nmsgstr "Fontes"\n'
        theme = theme_with(tmp_path, "", pt=portuguese, pt_BR='msgid "Claims"\nmsgstr "Afirmações"\n')
        brazil, found = catalogue_of(theme, "pt-BR", tmp_path)
        angola, found_too = catalogue_of(theme, "pt-AO", tmp_path)

        assert found == found_too == []
        assert (brazil.language, brazil.gettext("Claims"), brazil.gettext("Sources")) == (
            "pt-BR",
            "Afirmações",
            "Fontes",
        )
        assert (angola.language, angola.gettext("Claims")) == ("pt-AO", "Alegações")

    def test_a_language_without_words_stays_english_and_is_told_once(self, tmp_path: Path) -> None:
        words, found = catalogue_of(
            theme_with(tmp_path, "", en='msgid "Claims"\nmsgstr "Statements"\n'), "uk", tmp_path
        )

        assert (words.language, words.gettext("Claims")) == ("en", "Statements")
        assert [(it.code, it.severity, it.file) for it in found] == [("no-words", "note", "onrecord.yaml")]

    def test_english_needs_no_file(self) -> None:
        assert catalogue_of(Theme(None, default_templates()), "en-GB", Path())[0] == Catalogue("en-GB")

    def test_forms_of_a_language_that_says_no_rule_are_those_of_the_cldr(self, tmp_path: Path) -> None:
        forms = "\n".join(f'msgstr[{n}] "{{n}} {word}"' for n, word in enumerate(("a", "b", "c")))
        theme = theme_with(tmp_path, "", uk=f'msgid "{{n}} claim"\nmsgid_plural "{{n}} claims"\n{forms}\n')
        words, found = catalogue_of(theme, "uk", tmp_path)

        assert not found
        assert [words.counted(n, "{n} claim", "{n} claims") for n in (1, 2, 5, 21)] == ["1 a", "2 b", "5 c", "21 a"]

    def test_untranslated_and_doubtful_messages_stay_english(self, tmp_path: Path) -> None:
        text = 'msgid "Claims"\nmsgstr ""\n\n#, fuzzy\nmsgid "Sources"\nmsgstr "Rzeki"\n'
        words, found = catalogue_of(theme_with(tmp_path, "", pl=text), "pl", tmp_path)

        assert (words.messages, found) == ({}, [])

    @pytest.mark.parametrize(
        ("text", "message", "line"),
        [
            ('msgid "By {name}"\nmsgstr "Przez"\n', "the translation of 'By {name}' lacks {name}", 1),
            (
                '\nmsgid "By {name}"\nmsgstr "{name} {nmae}"\n',
                "the translation of 'By {name}' has {nmae}, which is not in the English",
                2,
            ),
            ('msgid "<b>By</b>"\nmsgstr "<b>Przez"\n', "the translation of '<b>By</b>' lacks </b>", 1),
            ('msgid "Claims"\nmgstr "x"\n', "this is no PO file: unknown or misformatted keyword", 2),
            ('msgid ""\nmsgstr "Plural-Forms: nplurals=2; plural=n ?;"\n', "unexpected end", None),
            (b'msgid "Claims"\nmsgstr "\xe9"\n', "the file is not UTF-8", None),
        ],
    )
    def test_faults_are_told_with_their_line(
        self, tmp_path: Path, text: str | bytes, message: str, line: int | None
    ) -> None:
        theme = theme_with(tmp_path, "", pl="")
        (tmp_path / "templates" / "words" / "pl.po").write_bytes(text.encode() if isinstance(text, str) else text)
        _, found = catalogue_of(theme, "pl", tmp_path)

        assert len(found) == 1
        assert found[0].message.startswith(message)
        assert (found[0].file, found[0].line) == ("templates/words/pl.po", line)
