"""One address asked over the network, politely: what became of it, told apart as far as an answer tells."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import IO, Literal
from urllib.parse import urlsplit

from onrecord import __version__

AGENT = f"onrecord/{__version__} (checks links)"
SECONDS = 15.0
TRIES = 3
LONGEST_WAIT = 30.0
BLOCKING = frozenset({401, 402, 403, 407, 429, 451, 999})
"""Answers of hosts that do not talk to programs, or to this one: a reader may well see the page."""

GONE = frozenset({404, 410})

Fate = Literal["live", "dead", "blocked", "unsure"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of an address: ``live``, ``dead``, ``blocked`` for programs, or ``unsure``; ``reason`` says why."""

    fate: Fate
    reason: str


@dataclass(frozen=True, slots=True)
class Manners:
    """How to ask: seconds between two requests to a host, for an answer, and whether private networks may be asked.

    ``wait`` lets time pass.
    """

    wait: Callable[[float], None]
    pause: float = 1.0
    seconds: float = SECONDS
    private: bool = False
    robots: bool = True


def ask(address: str, manners: Manners) -> Answer:
    """What became of ``address``: HEAD first, GET where that does not settle it, again where it may pass."""
    answer = Answer("unsure", "")
    for attempt in range(TRIES):
        answer, wait = _asked(address, manners)
        if wait is None or attempt == TRIES - 1:
            break
        manners.wait(min(max(wait, manners.pause * 2**attempt), LONGEST_WAIT))
    return answer


def fetched(address: str, manners: Manners, most: int) -> tuple[int, bytes]:
    """The status of an address and the first bytes of what it gives.

    Raises:
        OSError, ValueError, http.client.HTTPException: when there is no answer.
    """
    try:
        with _opened("GET", address, manners) as response:
            return response.status, response.read(most)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, b""


def _asked(address: str, manners: Manners) -> tuple[Answer, float | None]:
    """An answer, and after how many seconds another try may give a better one."""
    found: tuple[Answer, float | None] = Answer("unsure", ""), None
    for method in ("HEAD", "GET"):
        try:
            with _opened(method, address, manners) as response:
                return _of_page(address, response.geturl()), None
        except _Private as refused:
            return Answer("unsure", str(refused)), None
        except urllib.error.HTTPError as error:
            with error:
                found = _of_status(error.code, error.headers)
        except (OSError, ValueError, http.client.HTTPException) as error:
            found = _of_failure(error)
            if found[0].fate == "dead":
                return found
        if method == "HEAD":
            manners.wait(manners.pause)
    return found


def _of_page(asked: str, given: str) -> Answer:
    before, after = urlsplit(asked), urlsplit(given)
    if before.path.strip("/") and not after.path.strip("/") and not after.query:
        return Answer("unsure", "it leads to the home page of its host: what it named may be gone")
    return Answer("live", "")


def _of_status(code: int, headers: Message) -> tuple[Answer, float | None]:
    if code in GONE:
        return Answer("dead", f"the host says that there is no such page ({code})"), None
    if code == 429:
        return Answer("blocked", "the host asks for fewer requests (429)"), _seconds(headers)
    if code in BLOCKING:
        return Answer("blocked", f"the host does not let programs in ({code})"), None
    if code >= 500:
        return Answer("unsure", f"the host has a fault ({code})"), _seconds(headers)
    return Answer("unsure", f"the host answers with {code}"), None


def _seconds(headers: Message) -> float:
    told = str(headers.get("Retry-After", ""))
    return float(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0.0


def _of_failure(error: Exception) -> tuple[Answer, float | None]:
    reason = error.reason if isinstance(error, urllib.error.URLError) else error
    if isinstance(reason, socket.gaierror):
        if reason.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            return Answer("dead", "there is no such host"), None
        return Answer("unsure", "the name of the host cannot be looked up just now"), 0.0
    if isinstance(reason, TimeoutError):
        return Answer("unsure", "the host does not answer in time"), 0.0
    if isinstance(reason, ssl.SSLError):
        return Answer("unsure", "the host's certificate is not valid"), None
    if isinstance(reason, ConnectionError):
        return Answer("unsure", "the host refuses or breaks the connection"), 0.0
    return Answer("unsure", "the host's answer cannot be understood"), None


class _Private(ValueError):
    """An address of a private network, which a stranger's content must not have asked."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, manners: Manners) -> None:
        self._manners = manners

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        _refuse_private(newurl, self._manners)
        following = super().redirect_request(req, fp, code, msg, headers, newurl)
        if following is not None:
            following.method = req.get_method()
        return following


def _opened(method: str, address: str, manners: Manners) -> http.client.HTTPResponse:
    _refuse_private(address, manners)
    request = urllib.request.Request(_ascii(address), method=method, headers={"User-Agent": AGENT, "Accept": "*/*"})
    opener = urllib.request.build_opener(_Redirects(manners))
    response: http.client.HTTPResponse = opener.open(request, timeout=manners.seconds)
    return response


def _ascii(address: str) -> str:
    """An address as it goes over the wire: letters of other scripts percent-encoded, the host in IDNA."""
    from urllib.parse import quote, urlunsplit

    parts = urlsplit(address)
    host = (parts.hostname or "").encode("idna").decode("ascii")
    place = f"[{host}]" if ":" in host else host
    port = f":{parts.port}" if parts.port else ""
    safe = "/%:@!$&'()*+,;=~-._"
    return urlunsplit((parts.scheme, f"{place}{port}", quote(parts.path, safe), quote(parts.query, f"{safe}?/"), ""))


def _refuse_private(address: str, manners: Manners) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"'{address}' is not a web address")
    if manners.private:
        return
    for *_, place in socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM):
        if not ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global:
            raise _Private("it is an address of a private network, which is not asked")
