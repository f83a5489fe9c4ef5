"""Tokens for schemathesis: a client's where the document lets a client call, else that of a person's session; a key of
the legacy API for its operations."""

from __future__ import annotations

import os

import schemathesis


@schemathesis.auth(refresh_interval=None)
class Tokens:
    def get(self, case, context):  # noqa: ARG002 - the signature is schemathesis's own
        security = context.operation.definition.raw.get("security", [])
        if any("clientToken" in alternative for alternative in security):
            return os.environ["COUTH_CLIENT_TOKEN"]
        if any("legacyKey" in alternative for alternative in security):
            return os.environ["COUTH_LEGACY_KEY"]
        return os.environ["COUTH_SESSION_TOKEN"] if security else None

    def set(self, case, data, context):  # noqa: ARG002
        if data is not None and case.path != "/connect/token":
            case.headers = case.headers or {}
            if data == os.environ["COUTH_LEGACY_KEY"]:
                case.headers["x-api-key"] = data
            else:
                case.headers["Authorization"] = f"Bearer {data}"
