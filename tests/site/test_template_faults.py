"""What a template asks for and is not there is told in words of the templates, with what there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.site.render import PageRenderer, TemplateFault
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site import sample_views as sample


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        ("{{ view.sumary }}", "the view of a brief page has no field 'sumary'", "did you mean 'summary'?"),
        ("{{ page.pth }}", "the frame of a page has no field 'pth'", "did you mean 'path'?"),
        ("{{ site.titel }}", "the site has no field 'titel'", "did you mean 'title'?"),
        ("{{ veiw.title }}", "there is no 'veiw' here", "did you mean 'view'?"),
        ("{% from 'partials/own.html' import x %}{{ x() }}", "there is no 'page' here", "a macro sees it only as an"),
        ("{{ brief.title }}", "there is no 'brief' here", "templates see page, site and view"),
        ("{{ view.topics[0].xyz }}", "a Link has no field 'xyz'", "its fields are text, path, "),
        (
            "{{ view.summary.xyz }}",
            "a value that is no record has no field 'xyz'",
            "look whether the name before the dot may be empty",
        ),
    ],
)
def test_an_undefined_name_is_told(tmp_path: Path, written: str, message: str, hint: str) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "own.html").write_text("{% macro x() %}{{ page.title }}{% endmacro %}")
    (tmp_path / "pages" / "brief.html").write_text(written)
    renderer = PageRenderer(Theme(tmp_path, default_templates()), sample.SITE, {}, tmp_path)
    with pytest.raises(TemplateFault) as caught:
        renderer.render(sample.full_frame("brief"), sample.FULL["brief"])
    found = caught.value.diagnostic
    place = "partials/own.html" if "own" in written else "pages/brief.html"
    assert (found.message, found.file, found.line) == (message, place, 1)
    assert (found.hint or "").startswith(hint)
    assert "onrecord." not in found.message + (found.hint or "")
