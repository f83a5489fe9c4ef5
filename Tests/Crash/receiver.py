"""A webhook receiver that keeps what it is sent, and outlives every server."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SECRET = "crash-harness-secret-of-36-characters"


class Receiver:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        # Event id → the hashes of the bodies it came with.
        self.bodies: dict[str, set[str]] = {}
        self.deliveries = 0
        self.faults: list[str] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                receiver.take(body, self.headers.get("Ondato-Signature", ""), self.headers.get("webhook-id", ""))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

            # A server that is killed leaves connections half open: that is the test, not a fault.
            def handle(self) -> None:
                try:
                    super().handle()
                except OSError:
                    self.close_connection = True

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}/webhooks"

    def take(self, body: bytes, signature: str, name: str) -> None:
        match = re.fullmatch(r"t=(\d{10}), ?s=([0-9a-f]{64})", signature)
        expected = match and hmac.new(SECRET.encode(), match[1].encode() + b"." + body, hashlib.sha256).hexdigest()
        told = json.loads(body)
        event = told["id"]
        with self.lock:
            # The server's trial of a new receiver is signed like any other, and is no event.
            if told["type"] != "Webhook.Test":
                self.deliveries += 1
                self.bodies.setdefault(event, set()).add(hashlib.sha256(body).hexdigest())
            if expected is None or match[2] != expected:
                self.faults.append(f"event {event} is not rightly signed: {signature!r}")
            if name != event:
                self.faults.append(f"event {event} came under the name {name!r}")
