"""A webhook receiver in Python: nothing but the standard library. PORT, HMAC_SECRET and SIGNING_SECRET are set."""
import base64, hashlib, hmac, json, os, re, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY = os.environ["HMAC_SECRET"].encode()
STANDARD_KEY = base64.b64decode(os.environ["SIGNING_SECRET"].removeprefix("whsec_"))


def is_ondato(header, body):
    """Ondato-Signature: t=<10 digits>, s=<64 hexadecimal digits>, signed at most 25 hours ago."""
    match = re.fullmatch(r"t=([0-9]{10}),\s*s=([0-9a-fA-F]{64})", header or "")
    if not match or not -25 * 3600 <= int(match[1]) - time.time() <= 5 * 60:
        return False
    expected = hmac.new(KEY, match[1].encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, match[2].lower())


def is_standard(headers, body):
    """Standard Webhooks: one of the signatures in webhook-signature, signed at most five minutes ago."""
    id, t = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not re.fullmatch(r"[0-9]{10}", t) or abs(int(t) - time.time()) > 5 * 60:
        return False
    mac = hmac.new(STANDARD_KEY, f"{id}.{t}.".encode() + body, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(mac)
    given = headers.get("webhook-signature", "").encode().split(b" ")
    return any([hmac.compare_digest(expected, one) for one in given])


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        signed = is_ondato(self.headers["Ondato-Signature"], body) or is_standard(self.headers, body)
        self.send_response(200 if signed else 401)
        self.send_header("Content-Length", "0")
        self.end_headers()
        if signed:
            event = json.loads(body)
            print(event["type"], event["id"], flush=True)


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "9000"))), Receiver).serve_forever()
