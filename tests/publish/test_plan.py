"""What is sent and in which order: only what changed, what pages need before them, removals last."""

from __future__ import annotations

from pathlib import Path

from onrecord.publish.plan import plan_of
from onrecord.publish.published import UNKNOWN, Published
from tests.publish.releases import NEW, OLD, release


def published(folder: Path, files: dict[str, bytes]) -> Published:
    return Published(files=dict(release(folder, files).files))


def test_a_first_run_sends_everything_the_entrance_and_the_sitemap_last(tmp_path: Path) -> None:
    plan = plan_of(release(tmp_path, OLD), Published())
    assert plan.stages == (
        ("assets/plan.svg", "theme/style.0123456789.css"),
        ("actors/ada/index.html", "briefs/a/index.html", "briefs/b/index.html"),
        ("index.html",),
        ("sitemap.xml",),
    )
    assert (plan.gone, plan.unchanged) == ([], 0)
    assert plan.bytes_sent == sum(map(len, OLD.values()))


def test_a_later_run_sends_what_changed_new_pages_before_those_that_lead_to_them(tmp_path: Path) -> None:
    before = published(tmp_path / "old", dict(OLD))
    plan = plan_of(release(tmp_path / "new", NEW), before)
    assert plan.stages == (
        ("assets/map.png", "theme/style.abcdef0123.css"),
        ("actors/bob/index.html", "briefs/z/index.html"),
        ("actors/ada/index.html", "briefs/a/index.html"),
        ("index.html",),
        ("sitemap.xml",),
    )
    assert plan.removed == ("briefs/b/index.html", "theme/style.0123456789.css")
    assert plan.unchanged == 1


def test_the_same_site_needs_nothing(tmp_path: Path) -> None:
    assert plan_of(release(tmp_path, OLD), published(tmp_path, dict(OLD))).is_empty


def test_all_can_be_sent_again(tmp_path: Path) -> None:
    plan = plan_of(release(tmp_path, OLD), published(tmp_path, dict(OLD)), resend=True)
    assert sorted(plan.sent) == sorted(OLD)


def test_what_an_interrupted_run_was_to_do_is_done_again(tmp_path: Path) -> None:
    before = published(tmp_path, dict(OLD))
    before.pending = {"briefs/a/index.html": before.files["briefs/a/index.html"], "gone.html": UNKNOWN, "new": "12"}
    plan = plan_of(release(tmp_path, OLD), before)
    assert plan.sent == ["briefs/a/index.html"]
    assert plan.removed == ("gone.html", "new")


def test_what_stands_where_a_folder_or_a_file_has_to_be_goes_first(tmp_path: Path) -> None:
    before = published(tmp_path / "old", {"a": b"file", "b/c/index.html": b"x", "b/d": b"y", "e": b"e"})
    before.folders = {"b", "b/c"}
    plan = plan_of(release(tmp_path / "new", {"a/index.html": b"x", "b": b"file"}), before)
    assert plan.in_the_way == ("a", "b/c/index.html", "b/d")
    assert plan.removed == ("e",)
    assert plan.folders == ("b/c", "b")


def test_a_feed_comes_before_the_page_that_offers_it_and_after_the_pages_that_it_tells_of(tmp_path: Path) -> None:
    before = published(tmp_path / "old", {"index.html": b"x", "feed.xml": b"old"})
    new = {"index.html": b"x", "feed.xml": b"new", "actors/bob/feed.xml": b"bob", "actors/bob/index.html": b"bob"}
    plan = plan_of(release(tmp_path / "new", new), before)
    assert plan.sent == ["actors/bob/feed.xml", "actors/bob/index.html", "feed.xml"]
