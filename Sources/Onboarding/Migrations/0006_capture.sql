-- The person's way through the flow: session tokens and what the client reports.

CREATE TABLE capture_session (
    id              TEXT PRIMARY KEY,
    verification_id TEXT NOT NULL REFERENCES verification (id),
    level           TEXT NOT NULL CHECK (level IN ('restricted', 'full')),
    -- SHA-256 of the token: the token itself is known to the person's device alone.
    token_sha256    BYTEA NOT NULL UNIQUE,
    created_ms      BIGINT NOT NULL,
    expires_ms      BIGINT NOT NULL
);

CREATE INDEX capture_session_by_verification ON capture_session (verification_id, created_ms);

CREATE TABLE activity (
    id              TEXT PRIMARY KEY,
    verification_id TEXT NOT NULL REFERENCES verification (id),
    action          TEXT NOT NULL,
    at_ms           BIGINT NOT NULL
);

CREATE INDEX activity_by_verification ON activity (verification_id, at_ms);
