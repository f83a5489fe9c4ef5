#!/usr/bin/env python3
"""Clients with manners of their own, over real connections: what libraries and hand-written clients send that no test
over the router sees. Each line says what is sent and what must come. The executable and the models' folder come from
COUTH_EXECUTABLE and COUTH_RUNTIME.
"""

from __future__ import annotations

import base64
import json
import os
import pathlib
import socket
import sys
import tempfile
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Crash"))

from server import Server  # noqa: E402 - it lies beside the harness that it was written for

IDV = "/v1/identity-verifications"
FORM = "Content-Type: application/x-www-form-urlencoded"


class Talk:
    """One connection, written by hand."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 20)
        self.file = self.socket.makefile("rb")

    def __enter__(self) -> Talk:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.socket.close()

    def say(self, line: str, *fields: str, body: bytes = b"", length: bool = True) -> None:
        head = [line, "Host: localhost", *fields]
        if body and length:
            head.append(f"Content-Length: {len(body)}")
        self.socket.sendall("\r\n".join([*head, "", ""]).encode() + body)

    def hear(self, has_body: bool = True) -> tuple[int, bytes]:
        status = int(self.file.readline().split(b" ")[1])
        length = 0
        while (line := self.file.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        return status, self.file.read(length) if has_body else b""

    def is_closed(self) -> bool:
        self.socket.settimeout(5)
        try:
            return self.file.read(1) == b""
        except TimeoutError:
            return False


class Clients:
    def __init__(self, server: Server) -> None:
        self.port = server.port
        self.id, self.secret, self.setup = server.credentials()
        self.bearer = f"Authorization: Bearer {server.token(self.id, self.secret)}"
        self.new = json.dumps({"setupId": self.setup}).encode()
        self.wrong: list[str] = []
        self.count = 0

    def expect(self, title: str, status: object, found: object) -> None:
        self.count += 1
        if found != status:
            self.wrong.append(f"{title}: {found} instead of {status}")

    def once(self, title: str, status: int, line: str, *fields: str, body: bytes = b"") -> bytes:
        with Talk(self.port) as talk:
            talk.say(line, *fields, body=body)
            found, content = talk.hear()
        self.expect(title, status, found)
        return content

    def tokens(self) -> None:
        form = {"grant_type": "client_credentials", "client_id": self.id, "client_secret": self.secret}
        body = urllib.parse.urlencode(form).encode()
        basic = "Authorization: Basic " + base64.b64encode(f"{self.id}:{self.secret}".encode()).decode()
        post = "POST /connect/token HTTP/1.1"
        self.once("a form", 200, post, FORM, body=body)
        self.once("a form with its charset", 200, post, f"{FORM}; charset=utf-8", body=body)
        self.once("a misspelt Content_Type", 200, post, "Content_Type: application/x-www-form-urlencoded", body=body)
        self.once("an empty scope", 200, post, FORM, body=body + b"&scope=")
        self.once("a stray member", 200, post, FORM, body=body + b"&search_params=%5Bobject%20Object%5D")
        self.once("a slash behind", 200, "POST /connect/token/ HTTP/1.1", FORM, body=body)
        self.once("form and Basic at once", 200, post, FORM, basic, body=body)
        self.once("Accept of a browser", 200, post, FORM, "Accept: text/html,*/*;q=0.8", body=body)
        self.once("a secret in the address", 400, f"POST /connect/token?{body.decode()} HTTP/1.1", FORM)

    def schemes(self) -> None:
        token = self.bearer.rpartition(" ")[2]
        for scheme in ("Bearer", "bearer", "BEARER"):
            self.once(scheme, 200, f"POST {IDV}/filter HTTP/1.1", f"Authorization: {scheme} {token}")
        self.once("no scheme", 401, f"POST {IDV}/filter HTTP/1.1", f"Authorization: {token}")

    def addresses(self) -> None:
        made = self.once("a creation", 201, f"POST {IDV} HTTP/1.1", self.bearer, body=self.new)
        verification = json.loads(made)["id"]
        path = f"{IDV}/{verification}"
        for title, target in [("an id in capitals", f"{IDV}/{verification.upper()}"), ("a slash behind", f"{path}/"),
                              ("two slashes", f"/{path}"), ("a query", f"{path}?expand=all"),
                              ("a whole address", f"http://localhost:{self.port}{path}")]:
            self.once(title, 200, f"GET {target} HTTP/1.1", self.bearer, "Accept: */*")
        self.once("Accept of XML", 200, f"GET {path} HTTP/1.1", self.bearer, "Accept: application/xml")
        self.once("gzip offered", 200, f"GET {path} HTTP/1.1", self.bearer, "Accept-Encoding: gzip, deflate, br")
        self.once("a body where none is read", 200, f"GET {path} HTTP/1.1", self.bearer, body=b"{}")

    def bodies(self) -> None:
        post = f"POST {IDV} HTTP/1.1"
        for kind in ("application/json", "application/json;charset=UTF-8", "application/vnd.bank+json"):
            self.once(kind, 201, post, self.bearer, f"Content-Type: {kind}", body=self.new)
        self.once("no media type", 201, post, self.bearer, body=self.new)
        self.once("a byte order mark", 201, post, self.bearer, body=b"\xef\xbb\xbf" + self.new)
        chunks = f"{len(self.new):x}\r\n".encode() + self.new + b"\r\n0\r\n\r\n"
        with Talk(self.port) as talk:
            talk.say(post, self.bearer, "Transfer-Encoding: chunked", body=chunks, length=False)
            self.expect("chunks", 201, talk.hear()[0])

    def connections(self) -> None:
        get = f"GET {IDV}/00000000-0000-7000-8000-000000000000 HTTP/1.1"
        with Talk(self.port) as talk:
            for _ in range(3):
                talk.say(get, self.bearer)
                self.expect("one connection for all", 404, talk.hear()[0])
        with Talk(self.port) as talk:
            talk.say(get.replace("1.1", "1.0"), self.bearer)
            self.expect("HTTP/1.0", 404, talk.hear()[0])
            self.expect("the end of HTTP/1.0", True, talk.is_closed())
        with Talk(self.port) as talk:
            for _ in range(2):
                talk.say(get.replace("1.1", "1.0"), self.bearer, "Connection: Keep-Alive")
                self.expect("HTTP/1.0 that goes on", 404, talk.hear()[0])
        with Talk(self.port) as talk:
            talk.say(get, self.bearer, "Connection: close")
            self.expect("a last request", 404, talk.hear()[0])
            self.expect("the end after it", True, talk.is_closed())
        with Talk(self.port) as talk:
            talk.say(f"POST {IDV} HTTP/1.1", self.bearer, "Expect: 100-continue", f"Content-Length: {len(self.new)}")
            talk.socket.settimeout(5)
            self.expect("a client that waits to go on", 100, talk.hear(has_body=False)[0])
            talk.socket.sendall(self.new)
            self.expect("what it then sends", 201, talk.hear()[0])


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="couth-clients-") as folder:
        server = Server(os.environ["COUTH_EXECUTABLE"], os.environ["COUTH_RUNTIME"], pathlib.Path(folder) / "data")
        server.start(quiet=False)
        try:
            clients = Clients(server)
            for part in (clients.tokens, clients.schemes, clients.addresses, clients.bodies, clients.connections):
                part()
        finally:
            server.stop()
    for line in clients.wrong:
        print(line)
    print(f"{clients.count - len(clients.wrong)} of {clients.count} manners are answered rightly")
    return 0 if not clients.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
