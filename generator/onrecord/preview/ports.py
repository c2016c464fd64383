"""A port to listen on, and who has it when it is taken."""

from __future__ import annotations

import errno
import http.client
import json
import socket

PATIENCE = 0.5
"""Seconds that whoever holds a port has to say who it is."""

TRIED = 50


class PortTaken(Exception):
    """The port is in use; ``by`` says by whom it may be, ``free`` is the next one that is not, ``None`` without any."""

    def __init__(self, port: int, by: str, free: int | None) -> None:
        super().__init__(f"port {port} is in use by {by}")
        self.port = port
        self.by = by
        self.free = free


class CannotListen(Exception):
    """The host cannot be listened on; the message says why."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens on a port of ``host``; 0 for any port.

    Raises:
        PortTaken: when somebody else does already.
        CannotListen: when this machine has no such host, or the port is not for everybody.
    """
    try:
        return _bound(host, port)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(port, _holder(host, port), _next_free(host, port)) from None
        raise CannotListen(f"cannot listen on {host}, port {port}: {error.strerror or error}") from None


def _bound(host: str, port: int) -> socket.socket:
    family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    listening = socket.create_server(address, family=family)
    listening.setblocking(False)
    return listening


def _next_free(host: str, port: int) -> int | None:
    for candidate in range(port + 1, min(port + 1 + TRIED, 65536)):
        try:
            _bound(host, candidate).close()
        except OSError:
            continue
        return candidate
    return None


def _holder(host: str, port: int) -> str:
    """Who answers at a port, as far as it says so."""
    connection = http.client.HTTPConnection(_reachable(host), port, timeout=PATIENCE)
    try:
        connection.request("GET", "/.onrecord/who")
        answer = connection.getresponse()
        told = answer.read(10_000)
        if answer.getheader("Server") == "onrecord":
            return f"another preview, of {json.loads(told)['site']}"
        program = answer.getheader("Server")
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return "another program"
    finally:
        connection.close()
    return f"another program, which calls itself {program!a}" if program else "another web server"


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(host, host)
