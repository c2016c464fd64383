"""Servers to publish to, on this machine: S3 by moto, SFTP by asyncssh, each in a thread and counting what it gets."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

HOST = "127.0.0.1"


@dataclass
class S3:
    """A server with one bucket; ``puts`` are the keys that were sent, in order, with how many bytes each."""

    endpoint: str
    bucket: str
    puts: list[tuple[str, int]] = field(default_factory=list)
    deletes: list[str] = field(default_factory=list)

    @cached_property
    def client(self) -> Any:
        """A client of boto3, which nothing of onrecord uses."""
        import boto3

        return boto3.client("s3", endpoint_url=self.endpoint)

    def objects(self) -> dict[str, bytes]:
        """Every object of the bucket by key, without what onrecord keeps for itself."""
        found = {}
        for page in self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket):
            for entry in page.get("Contents", []):
                key = entry["Key"]
                if "/.onrecord/" not in f"/{key}":
                    found[key] = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return found

    def forget(self) -> None:
        """Count anew."""
        self.puts.clear()
        self.deletes.clear()


@contextmanager
def s3_server(bucket: str) -> Iterator[S3]:
    """An S3 server with an empty bucket; the keys that it takes have to be in the environment."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        def log(self, *_: Any) -> None:
            """Nothing."""

    application = DomainDispatcherApplication(create_backend_app)
    server = S3("", bucket)

    def counting(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        key = environ["PATH_INFO"].removeprefix(f"/{bucket}").removeprefix("/")
        if key and environ["REQUEST_METHOD"] == "PUT":
            length = environ.get("HTTP_X_AMZ_DECODED_CONTENT_LENGTH") or environ.get("CONTENT_LENGTH") or 0
            server.puts.append((key, int(length)))
        if key and environ["REQUEST_METHOD"] == "DELETE":
            server.deletes.append(key)
        return application(environ, start_response)  # type: ignore[no-any-return]

    listening = make_server(HOST, 0, counting, threaded=True, request_handler=Quiet)
    server.endpoint = f"http://{HOST}:{listening.server_port}"
    thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        server.client.create_bucket(Bucket=bucket)
        yield server
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


@dataclass
class Sftp:
    """A server that shows ``folder`` as its root; ``opened`` are the files that were opened for writing, in order."""

    port: int
    folder: Path
    known_host: str
    opened: list[str] = field(default_factory=list)


@contextmanager
def sftp_server(folder: Path, client_key: Path) -> Iterator[Sftp]:
    """An SFTP server that lets in who holds a new key, which is written to ``client_key``."""
    import asyncssh

    host_key = asyncssh.generate_private_key("ssh-ed25519")
    user_key = asyncssh.generate_private_key("ssh-ed25519")
    user_key.write_private_key(client_key)
    server = Sftp(0, folder, "")

    class Counting(asyncssh.SFTPServer):
        def __init__(self, channel: Any) -> None:
            super().__init__(channel, chroot=str(folder).encode())

        def open(self, path: bytes, pflags: int, attrs: Any) -> Any:
            if pflags & asyncssh.FXF_WRITE:
                server.opened.append(path.decode())
            return super().open(path, pflags, attrs)

    connections: list[Any] = []

    class Remembering(asyncssh.SSHServer):
        def connection_made(self, connection: Any) -> None:
            connections.append(connection)

    loop = asyncio.new_event_loop()

    async def listen() -> Any:
        allowed = asyncssh.import_authorized_keys(user_key.export_public_key().decode())
        return await asyncssh.listen(
            HOST,
            0,
            server_factory=Remembering,
            server_host_keys=[host_key],
            authorized_client_keys=allowed,
            sftp_factory=Counting,
        )

    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(listen(), loop).result(30)
    server.port = listening.get_port()
    server.known_host = f"[{HOST}]:{server.port} {host_key.export_public_key().decode().strip()}\n"

    async def close() -> None:
        listening.close()
        for connection in connections:
            connection.abort()
            await connection.wait_closed()
        await listening.wait_closed()

    try:
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(close(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
