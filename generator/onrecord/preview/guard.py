"""Who may talk to the preview: the person at the browser, and no page of anybody else."""

from __future__ import annotations

import socket
from ipaddress import ip_address
from urllib.parse import urlsplit


class Guard:
    """Decides by the ``Host`` and ``Origin`` that a browser sends; ``host`` is the name that the preview was given.

    A host must be this machine's own name or an address: a stranger's name that was made to lead here (DNS rebinding)
    is neither. An origin must be the very host that is asked.
    """

    def __init__(self, host: str) -> None:
        self._names = {"localhost", host.lower(), socket.gethostname().lower()}

    def knows_host(self, host: str) -> bool:
        """Whether ``host``, with or without a port, may be asked for."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name in self._names or name.endswith(".localhost") or _is_address(name)

    def knows_origin(self, origin: str | None, host: str) -> bool:
        """Whether a page of ``origin`` is one of the preview's own; programs, which send none, are taken in."""
        if origin is None:
            return True
        parts = urlsplit(origin)
        return parts.scheme in ("http", "https") and parts.netloc.lower() == host.lower()


def is_loopback(address: str) -> bool:
    """Whether an address is this machine's own."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
