"""A page taken out of its site leads to what was taken with it, to the site, or nowhere."""

from __future__ import annotations

import pytest

from onrecord.publish.relink import file_of, relinked

PAGE = "briefs/a/index.html"
TAKEN = {PAGE, "claims/a/x y/index.html", "assets/plan.pdf"}
SITE = "https://desk.example/b/"


@pytest.mark.parametrize(
    ("link", "with_site", "alone"),
    [
        ('href="#top"', 'href="#top"', 'href="#top"'),
        ('href="../../claims/a/x%20y/"', 'href="../../claims/a/x%20y/index.html"', None),
        ('href="../../claims/a/x%20y/index.html#how"', 'href="../../claims/a/x%20y/index.html#how"', None),
        ('href="/b/assets/plan.pdf"', 'href="../../assets/plan.pdf"', None),
        ("href=../../actors/ada/index.html", 'href="https://desk.example/b/actors/ada/"', ""),
        ('href="../../"', 'href="https://desk.example/b/"', ""),
        ('href="../../feed.xml"', 'href="https://desk.example/b/feed.xml"', ""),
        ('action="../../search/"', 'action="https://desk.example/b/search/"', ""),
        ("HREF='../c/?a&amp;b#d&quot;'", 'HREF="https://desk.example/b/briefs/c/#d&quot;"', ""),
        ('href="https://other.example/x"', 'href="https://other.example/x"', 'href="https://other.example/x"'),
        ('href="mailto:desk@example.org"', 'href="mailto:desk@example.org"', 'href="mailto:desk@example.org"'),
        ('href="javascript:alert(1)"', 'href="javascript:alert(1)"', 'href="javascript:alert(1)"'),
        ('href="//other.example/"', 'href="//other.example/"', 'href="//other.example/"'),
        ('href="/elsewhere/"', 'href="/elsewhere/"', 'href="/elsewhere/"'),
        ('src="../../theme/x.js"', 'src="../../theme/x.js"', 'src="../../theme/x.js"'),
    ],
)
def test_links_lead_where_they_can(link: str, with_site: str, alone: str | None) -> None:
    html = f'<p class="x">a > b <a id="i" {link} class="c">words</a><!-- <a {link}> -->'
    assert relinked(html, PAGE, TAKEN, SITE, "/b/") == html.replace(f"{link} c", f"{with_site} c")
    expected = with_site if alone is None else alone
    assert relinked(html, PAGE, TAKEN, None, "/b/") == html.replace(f"{link} c", f"{expected} c")


def test_addresses_name_files_of_the_site_or_none() -> None:
    assert file_of("../b/", PAGE, "/b/") == "briefs/b/index.html"
    assert file_of("../../../../etc/passwd", PAGE, "/b/") is None
    assert file_of("http://[", PAGE, "/b/") is None
