"""Object stores and file servers as targets, through fsspec (https://filesystem-spec.readthedocs.io).

Keys and passwords come from where each driver looks for them (the environment, ``~/.aws``, an SSH agent), never from
here.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from onrecord.build.paths import STATE
from onrecord.publish.delivery import options_for
from onrecord.publish.failures import BadTarget, TargetFailure
from onrecord.publish.store import Kind, with_folders

AT_ONCE = 8
"""Requests under way at a time, for drivers that can."""

PATIENCE = 20
"""Seconds that a host may take to answer at first."""

EXTRAS = {"s3": "s3", "s3a": "s3", "sftp": "sftp", "ssh": "sftp"}
"""Protocols whose driver an extra of onrecord installs."""

READ_ONLY = ("http", "https", "data", "git", "github", "zip", "tar")
SSH = ("sftp", "ssh")
INCOMING = f"{STATE}/incoming"
NOT_THERE = (FileNotFoundError, NotADirectoryError)


class FilesystemStore:
    """What stands below ``root`` on a filesystem of fsspec.

    Where a file is not replaced in one step by itself (``moves``), it is sent aside and then renamed.
    """

    def __init__(self, filesystem: Any, root: str, name: str, *, moves: bool = False, at_once: int = 1) -> None:
        self.name = name
        self._fs = filesystem
        self._root = root.rstrip("/")
        self._moves = moves
        self._at_once = at_once
        self._options = options_for(_protocols(filesystem))

    def read(self, path: str) -> bytes | None:
        """See ``Store``."""
        with self._told("read", path):
            try:
                data: bytes = self._fs.cat_file(self._at(path))
            except NOT_THERE:
                return None
            return data

    def standing(self, paths: Collection[str]) -> dict[str, Kind]:
        """See ``Store``."""
        found: dict[str, Kind] = {}
        listed: set[str] = set()
        for path in with_folders(paths):
            above = path.rpartition("/")[0]
            if above not in listed and (not above or found.get(above) == "folder"):
                listed.add(above)
                found |= self._list(above)
        return found

    def write(self, path: str, data: bytes) -> None:
        """See ``Store``."""
        with self._told("write", path):
            self._make_folders([path])
            if self._moves:
                self._fs.pipe_file(self._at(INCOMING), data)
                self._fs.mv(self._at(INCOMING), self._at(path))
            else:
                self._fs.pipe_file(self._at(path), data, **self._options(path))

    def send(self, files: Mapping[str, Path]) -> None:
        """See ``Store``."""
        with self._told("write", next(iter(files))):
            self._make_folders(files)
        numbered = ((path, source, number) for number, (path, source) in enumerate(files.items()))
        self._each(self._send_one, list(numbered))

    def remove(self, paths: Sequence[str]) -> None:
        """See ``Store``."""
        self._each(self._remove_one, [(path,) for path in paths])

    def remove_folders(self, folders: Sequence[str]) -> None:
        """See ``Store``. Object stores have none."""
        if self._moves:
            for folder in folders:
                with self._told("remove", folder):
                    try:
                        if not self._fs.ls(self._at(folder)):
                            self._fs.rm(self._at(folder), recursive=False)  # sshfs leaves rmdir undone
                    except NOT_THERE:
                        continue

    def _send_one(self, path: str, source: Path, number: int) -> None:
        with self._told("write", path):
            if self._moves:
                aside = self._at(f"{INCOMING}-{number}")
                self._fs.put_file(str(source), aside)
                self._fs.mv(aside, self._at(path))
            else:
                self._fs.put_file(str(source), self._at(path), **self._options(path))

    def _remove_one(self, path: str) -> None:
        with self._told("remove", path):
            try:
                if not self._moves or self._fs.info(self._at(path))["type"] == "file":
                    self._fs.rm_file(self._at(path))
            except NOT_THERE:
                return

    def _each(self, work: Callable[..., None], items: Sequence[tuple[Any, ...]]) -> None:
        """Work on every item; the first failure is raised once what was under way has ended."""
        if self._at_once == 1:
            for item in items:
                work(*item)
            return
        with ThreadPoolExecutor(self._at_once) as pool:
            running = [pool.submit(work, *item) for item in items]
            try:
                for done in running:
                    done.result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _list(self, folder: str) -> dict[str, Kind]:
        with self._told("list", folder or "/"):
            try:
                entries = self._fs.ls(self._at(folder) if folder else self._root or "/", detail=True)
            except NOT_THERE:
                return {}
        found: dict[str, Kind] = {}
        for entry in entries:
            name = entry["name"].rstrip("/").rpartition("/")[2]
            kinds: dict[str, Kind] = {"file": "file", "directory": "folder"}
            found[f"{folder}/{name}" if folder else name] = kinds.get(entry["type"], "other")
        return found

    def _make_folders(self, paths: Collection[str]) -> None:
        if self._moves:
            for folder in sorted({STATE, *(path.rpartition("/")[0] for path in paths)}):
                self._fs.makedirs(self._at(folder) if folder else self._root, exist_ok=True)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    @contextmanager
    def _told(self, verb: str, path: str) -> Iterator[None]:
        """Whatever a driver raises, as one sentence: drivers have no failures in common."""
        try:
            yield
        except Exception as error:
            raise TargetFailure(f"cannot {verb} '{path}' at {self.name}: {reason_of(error)}") from error


def open_filesystem(url: str, endpoint: str | None) -> FilesystemStore:
    """The store at an address such as ``s3://bucket/folder`` or ``sftp://host/folder``.

    Raises:
        BadTarget: when nothing can be published to such an address, or its driver is not installed.
        TargetFailure: when it cannot be reached.
    """
    parts = urlsplit(url)
    protocol, name = parts.scheme, f"'{url}'"
    if protocol in READ_ONLY:
        raise BadTarget(f"{name} cannot be written to; name where the files go, such as sftp://host/folder")
    if endpoint and protocol not in ("s3", "s3a"):
        raise BadTarget(f"an endpoint is for s3:// addresses only, and {name} is none")
    fsspec = _driver("fsspec", protocol)
    options: dict[str, Any] = {"skip_instance_cache": True}
    try:
        if protocol in SSH:
            driver = _driver("sshfs", protocol).SSHFileSystem
            # Without these, sshfs would take any host for the right one; so, asyncssh asks ~/.ssh/known_hosts.
            options |= {"host": parts.hostname, "known_hosts": (), "connect_timeout": PATIENCE}
            options |= {"port": parts.port} if parts.port else {}
            options |= {"username": unquote(parts.username)} if parts.username else {}
            filesystem, root = driver(**options), unquote(parts.path)
            return FilesystemStore(filesystem, root, name, moves=True)
        if protocol in ("s3", "s3a"):
            _driver("s3fs", protocol)
            options |= {"endpoint_url": endpoint} if endpoint else {}
            options["config_kwargs"] = {"connect_timeout": PATIENCE, "retries": {"max_attempts": 2}}
        filesystem, root = fsspec.core.url_to_fs(url, use_listings_cache=False, **options)
    except (BadTarget, TargetFailure):
        raise
    except ValueError as error:
        raise BadTarget(f"{name} is not an address that can be published to: {reason_of(error)}") from error
    except ImportError as error:
        raise BadTarget(_missing(protocol, reason_of(error))) from error
    except Exception as error:
        raise TargetFailure(f"{name} cannot be reached: {reason_of(error)}") from error
    store = FilesystemStore(filesystem, root, name, at_once=AT_ONCE if filesystem.async_impl else 1)
    if "s3" in _protocols(filesystem):
        _must_have_bucket(filesystem, root.partition("/")[0], name)
    return store


def reason_of(error: BaseException) -> str:
    """The first line of what a driver says, or what kind of failure it was; and what to do about the common ones."""
    kind = type(error).__name__
    line = next(iter(str(error).strip().splitlines()), "")
    if kind == "NoCredentialsError":
        return "no keys were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE"
    if kind == "HostKeyNotVerifiable":
        return "the host's key is not in ~/.ssh/known_hosts; connect once with ssh, and compare the key"
    if line.startswith("Permission denied for user"):
        return f"{line}: the server took no key of the SSH agent or of ~/.ssh"
    return re.sub(r"^\[Errno -?\d+\] ", "", line) or kind


def _driver(module: str, protocol: str) -> Any:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        extra = EXTRAS.get(protocol, "s3")
        raise BadTarget(
            f"publishing to {protocol}:// needs the extra '{extra}', which is not installed\n"
            f"Install it with: pip install 'onrecord[{extra}]'"
        ) from error


def _missing(protocol: str, reason: str) -> str:
    """That a driver is not installed, and which package holds it, as far as fsspec knows."""
    from fsspec.registry import known_implementations

    package = known_implementations.get(protocol, {}).get("class", "").partition(".")[0]
    if package in ("", "fsspec"):
        return f"publishing to {protocol}:// needs a package that is not installed: {reason}"
    return (
        f"publishing to {protocol}:// needs the package '{package}', which is not installed\n"
        f"Install it with: pip install {package}"
    )


def _protocols(filesystem: Any) -> tuple[str, ...]:
    protocol = filesystem.protocol
    return (protocol,) if isinstance(protocol, str) else tuple(protocol)


def _must_have_bucket(filesystem: Any, bucket: str, name: str) -> None:
    try:
        filesystem.call_s3("head_bucket", Bucket=bucket)
    except FileNotFoundError as error:
        raise TargetFailure(f"there is no bucket '{bucket}' for {name}; make it first") from error
    except Exception as error:
        raise TargetFailure(f"{name} cannot be reached: {reason_of(error)}") from error
