"""The same site goes to a folder, an S3 server, an SFTP server and a host of rsync: only what changed, nothing of
others touched.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.publish.failures import BadTarget, ForeignTarget, TargetFailure
from onrecord.publish.filesystem import FilesystemStore, open_filesystem
from onrecord.publish.folder import FolderStore
from onrecord.publish.plan import Plan
from onrecord.publish.published import PENDING, PUBLISHED
from onrecord.publish.rsync import RsyncStore
from onrecord.publish.sending import ToStore
from onrecord.publish.store import Store
from tests.build.trees import folders, tree, write
from tests.publish.releases import NEW, OLD, THEIRS, Files, ignore, release
from tests.publish.servers import S3, Sftp


@dataclass
class Place:
    """A target: how it is opened, what is there, and how others put files there."""

    open: Callable[[], Store]
    held: Callable[[], dict[str, bytes]]
    put: Callable[[Files], None]
    has_folders: bool = True

    def publish(self, folder: Path, files: Files, *, replace: bool = False) -> Plan:
        return ToStore(self.open(), replace).publish(release(folder, files), ignore)


def _in_folder(folder: Path, opened: Callable[[], Store]) -> Place:
    return Place(opened, lambda: tree(folder), lambda files: write(folder, files))


@pytest.fixture(params=["folder", "s3", "sftp", "rsync"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "folder":
        return _in_folder(tmp_path / "www", lambda: FolderStore(tmp_path / "www"))
    if request.param == "sftp":
        sftp: Sftp = request.getfixturevalue("sftp")
        address = f"sftp://desk@127.0.0.1:{sftp.port}/srv/www"
        return _in_folder(sftp.folder / "srv/www", lambda: open_filesystem(address, None))
    if request.param == "rsync":
        host = request.getfixturevalue("remote_rsync")
        return _in_folder(tmp_path / "www", lambda: RsyncStore(f"{host}:{tmp_path}/www"))
    s3: S3 = request.getfixturevalue("s3")
    client = s3.client

    def put(files: Files) -> None:
        for path, data in files.items():
            client.put_object(Bucket=s3.bucket, Key=f"briefings/{path}", Body=data)

    store = open_filesystem(f"s3://{s3.bucket}/briefings", None)
    return Place(
        lambda: store,
        lambda: {key.removeprefix("briefings/"): data for key, data in s3.objects().items()},
        put,
        has_folders=False,
    )


def test_a_site_is_published_and_then_what_changed(place: Place, tmp_path: Path) -> None:
    first = place.publish(tmp_path / "old", OLD)
    assert (len(first.sent), first.gone) == (len(OLD), [])
    assert place.held() == OLD

    assert place.publish(tmp_path / "old", OLD).is_empty

    place.put(THEIRS)
    second = place.publish(tmp_path / "new", NEW)
    assert len(second.sent) == 8
    assert second.gone == ["briefs/b/index.html", "theme/style.0123456789.css"]
    assert place.held() == {**NEW, **THEIRS}
    assert place.open().read(PENDING) is None
    assert place.open().read(PUBLISHED) is not None


def test_a_dry_run_changes_nothing(place: Place, tmp_path: Path) -> None:
    place.publish(tmp_path / "old", OLD)
    plan = ToStore(place.open()).plan(release(tmp_path / "new", NEW))
    assert len(plan.sent) == 8
    assert place.held() == OLD


def test_files_of_others_are_refused_before_anything_is_sent(place: Place, tmp_path: Path) -> None:
    theirs = {"index.html": b"by hand", "briefs/z/index.html": b"theirs", "CNAME": b"desk"}
    place.put(theirs)
    with pytest.raises(ForeignTarget, match=r"already holds what onrecord did not publish: 'briefs/z/index.html', 'i"):
        place.publish(tmp_path / "new", NEW)
    assert place.held() == theirs

    place.publish(tmp_path / "new", NEW, replace=True)
    assert place.held() == {**NEW, "CNAME": b"desk"}


def test_names_of_all_kinds_arrive(place: Place, tmp_path: Path) -> None:
    odd = {f"актор/{name}/index.html": b"x" for name in ("a b", "100%", "q?x", "ü+ö", "a#b", "[1]", "it's")}
    place.publish(tmp_path / "odd", odd)
    assert place.held() == odd
    assert place.publish(tmp_path / "odd", odd).is_empty
    place.publish(tmp_path / "old", OLD)
    assert place.held() == OLD


def test_a_file_becomes_a_folder_and_back(place: Place, tmp_path: Path) -> None:
    one, other = {"a": b"file", "b/c/d.html": b"x"}, {"a/index.html": b"x", "b": b"file"}
    place.publish(tmp_path / "one", one)
    place.publish(tmp_path / "other", other)
    assert place.held() == other
    place.publish(tmp_path / "one", one)
    assert place.held() == one


def test_a_manifest_that_nobody_can_read_is_not_guessed_at(place: Place, tmp_path: Path) -> None:
    place.publish(tmp_path / "old", OLD)
    place.open().write(PUBLISHED, b'{"format": 1, "files": {"../../etc/passwd": ""}, "folders": []}')
    with pytest.raises(TargetFailure, match=r"'\.onrecord/published\.json' of .* is not readable"):
        place.publish(tmp_path / "new", NEW)
    assert place.held() == OLD


class TestAFolder:
    def test_loses_the_folders_that_became_empty_and_keeps_those_of_others(self, tmp_path: Path) -> None:
        (tmp_path / "www/actors").mkdir(parents=True)
        place = _in_folder(tmp_path / "www", lambda: FolderStore(tmp_path / "www"))
        place.publish(tmp_path / "old", OLD)
        place.publish(tmp_path / "one", {"index.html": b"x"})
        assert folders(tmp_path / "www") == {"actors"}

    @pytest.mark.parametrize("link", ["briefs", "index.html"])
    def test_never_leads_elsewhere(self, tmp_path: Path, link: str) -> None:
        write(tmp_path / "outside", {"index.html": b"precious", "a/index.html": b"precious"})
        (tmp_path / "www").mkdir()
        (tmp_path / "www" / link).symlink_to(tmp_path / "outside" / ("index.html" if link == "index.html" else ""))
        with pytest.raises(ForeignTarget, match=r"Move it out of the way"):
            ToStore(FolderStore(tmp_path / "www"), replace=True).publish(release(tmp_path / "old", OLD), ignore)
        assert tree(tmp_path / "outside") == {"index.html": b"precious", "a/index.html": b"precious"}

    def test_whose_own_folder_became_a_link_is_not_followed(self, tmp_path: Path) -> None:
        place = _in_folder(tmp_path / "www", lambda: FolderStore(tmp_path / "www"))
        place.publish(tmp_path / "old", OLD)
        (tmp_path / "www/briefs").rename(tmp_path / "outside")
        (tmp_path / "www/briefs").symlink_to(tmp_path / "outside")
        with pytest.raises(TargetFailure, match="briefs' is no longer a folder; move it out of the way"):
            place.publish(tmp_path / "changed", {**OLD, "briefs/a/index.html": b"changed"})
        with pytest.raises(ForeignTarget, match="'briefs'"):
            place.publish(tmp_path / "new", NEW)
        place.publish(tmp_path / "one", {"index.html": b"x"})
        assert tree(tmp_path / "outside") == {f"{name}/index.html": OLD[f"briefs/{name}/index.html"] for name in "ab"}

    def test_has_to_be_one_or_to_be_made_in_one(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x")
        with pytest.raises(TargetFailure, match="is not a folder"):
            FolderStore(tmp_path / "file")
        with pytest.raises(TargetFailure, match=r"there is no folder '.*/srv' to make"):
            FolderStore(tmp_path / "srv/www")


class TestS3:
    def test_gets_how_to_serve_each_file(self, s3: S3, tmp_path: Path) -> None:
        ToStore(open_filesystem("s3://desk", None)).publish(release(tmp_path, OLD), ignore)
        served = {}
        for key in ("index.html", "theme/style.0123456789.css", "assets/plan.svg", "sitemap.xml"):
            head = s3.client.head_object(Bucket="desk", Key=key)
            served[key] = head["ContentType"], head["CacheControl"]
        assert served == {
            "index.html": ("text/html; charset=utf-8", "no-cache"),
            "theme/style.0123456789.css": ("text/css; charset=utf-8", "public, max-age=31536000, immutable"),
            "assets/plan.svg": ("image/svg+xml", "no-cache"),
            "sitemap.xml": ("application/xml", "no-cache"),
        }

    def test_gets_nothing_that_did_not_change(self, s3: S3, tmp_path: Path) -> None:
        target = ToStore(open_filesystem("s3://desk", None))
        target.publish(release(tmp_path / "old", OLD), ignore)
        s3.forget()
        target.publish(release(tmp_path / "old", OLD), ignore)
        assert (s3.puts, s3.deletes) == ([], [])
        changed = {**OLD, "briefs/a/index.html": OLD["briefs/a/index.html"] + b"<p>more"}
        target.publish(release(tmp_path / "changed", changed), ignore)
        assert [key for key, _ in s3.puts] == [PENDING, "briefs/a/index.html", PUBLISHED]
        assert dict(s3.puts)["briefs/a/index.html"] == len(changed["briefs/a/index.html"])
        assert s3.deletes == [PENDING]

    def test_gets_pages_after_what_they_need_and_loses_what_went_last(self, s3: S3, tmp_path: Path) -> None:
        target = ToStore(open_filesystem("s3://desk", None))
        target.publish(release(tmp_path / "old", OLD), ignore)
        s3.forget()
        target.publish(release(tmp_path / "new", NEW), ignore)
        keys = [key for key, _ in s3.puts]
        assert set(keys[1:3]) == {"assets/map.png", "theme/style.abcdef0123.css"}
        assert set(keys[3:5]) == {"actors/bob/index.html", "briefs/z/index.html"}
        assert keys[7:] == ["index.html", "sitemap.xml", PUBLISHED]
        assert set(s3.deletes[:2]) == {"briefs/b/index.html", "theme/style.0123456789.css"}

    def test_that_is_not_there_is_told(self, s3: S3, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(TargetFailure, match="there is no bucket 'nowhere' for 's3://nowhere/x'; make it first"):
            open_filesystem("s3://nowhere/x", None)
        with pytest.raises(TargetFailure, match="cannot be reached: Could not connect to the endpoint"):
            open_filesystem("s3://desk/x", "http://127.0.0.1:1")
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("HOME", "/nonexistent")
        with pytest.raises(TargetFailure, match="no keys were found; set AWS_ACCESS_KEY_ID"):
            open_filesystem("s3://desk/x", None)


@pytest.mark.parametrize(
    ("protocol", "told"),
    [
        ("gs", {"content_type": "text/html; charset=utf-8", "fixed_key_metadata": {"cache_control": "no-cache"}}),
        ("az", {"content_settings": {"content_type": "text/html; charset=utf-8", "cache_control": "no-cache"}}),
        ("memory", {}),
    ],
)
def test_every_store_is_told_in_its_own_words_how_to_serve_a_file(protocol: str, told: dict[str, Any]) -> None:
    given: dict[str, Any] = {}

    class Driver:
        def __init__(self) -> None:
            self.protocol = ("first", protocol)

        def pipe_file(self, path: str, data: bytes, **options: Any) -> None:
            given.update(options)

    FilesystemStore(Driver(), "desk", "a store").write("index.html", b"x")
    assert given == told


class TestSftp:
    def test_of_a_host_that_nobody_knows_is_refused(self, sftp: Sftp, home: Path) -> None:
        (home / ".ssh/known_hosts").unlink()
        with pytest.raises(TargetFailure, match=r"the host's key is not in ~/\.ssh/known_hosts"):
            open_filesystem(f"sftp://desk@127.0.0.1:{sftp.port}/www", None)

    def test_without_the_right_key_is_refused(self, sftp: Sftp, home: Path) -> None:
        (home / ".ssh/id_ed25519").unlink()
        with pytest.raises(TargetFailure, match="the server took no key of the SSH agent"):
            open_filesystem(f"sftp://desk@127.0.0.1:{sftp.port}/www", None)

    def test_of_a_host_that_does_not_answer_is_told(self, home: Path) -> None:
        with pytest.raises(TargetFailure, match=r"'sftp://127\.0\.0\.1:1/www' cannot be reached: "):
            open_filesystem("sftp://127.0.0.1:1/www", None)

    def test_writes_only_aside_so_that_nobody_reads_half_a_page(self, sftp: Sftp, tmp_path: Path) -> None:
        address = f"sftp://desk@127.0.0.1:{sftp.port}/www"
        ToStore(open_filesystem(address, None)).publish(release(tmp_path / "old", OLD), ignore)
        assert len(sftp.opened) == len(OLD) + 2
        assert all(path.startswith("/www/.onrecord/incoming") for path in sftp.opened)
        assert not list((sftp.folder / "www/.onrecord").glob("incoming*"))


def test_a_host_of_rsync_that_does_not_answer_is_told(tmp_path: Path) -> None:
    with pytest.raises(TargetFailure, match=r"'rsync://127\.0\.0\.1:1/www' cannot be reached: .*failed to connect"):
        ToStore(RsyncStore("rsync://127.0.0.1:1/www")).publish(release(tmp_path / "old", OLD), ignore)


class TestAddresses:
    @pytest.mark.parametrize(
        ("address", "told"),
        [
            ("https://example.org/", "cannot be written to"),
            ("nosuch://x/y", "is not an address that can be published to"),
        ],
    )
    def test_that_are_no_targets_are_told(self, address: str, told: str) -> None:
        with pytest.raises(BadTarget, match=told):
            open_filesystem(address, None)

    @pytest.mark.parametrize(
        ("address", "package"),
        [("gs://b/x", "gcsfs"), ("az://b/x", "adlfs"), ("webdav://b/x", "webdav4"), ("oci://b/x", "ocifs")],
    )
    def test_of_a_driver_that_is_missing_name_its_package(
        self, address: str, package: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, package, None)
        with pytest.raises(
            BadTarget, match=f"needs the package '{package}', .*\nInstall it with: pip install {package}"
        ):
            open_filesystem(address, None)

    def test_of_a_driver_that_fsspec_has_without_what_it_needs_say_what(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "pyarrow", None)
        with pytest.raises(BadTarget, match=r"publishing to hdfs:// needs a package that is not installed: .*pyarrow"):
            open_filesystem("hdfs://b/x", None)

    def test_of_a_driver_that_is_missing_name_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        for module, address, extra in (("s3fs", "s3://b", "s3"), ("sshfs", "sftp://h/x", "sftp")):
            monkeypatch.setitem(sys.modules, module, None)
            with pytest.raises(BadTarget, match=rf"Install it with: pip install 'onrecord\[{extra}\]'"):
                open_filesystem(address, None)
