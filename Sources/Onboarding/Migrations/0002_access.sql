-- Applications, their API clients, and the keys that sign access tokens.

CREATE TABLE application (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    created_ms BIGINT NOT NULL
);

CREATE TABLE client (
    client_id      TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id),
    secret_sha256  BYTEA NOT NULL,
    scopes         TEXT NOT NULL,
    is_suspended   BIGINT NOT NULL CHECK (is_suspended IN (0, 1)),
    created_ms     BIGINT NOT NULL
);

CREATE TABLE signing_key (
    id         TEXT PRIMARY KEY,
    sealed     BYTEA NOT NULL,
    created_ms BIGINT NOT NULL
);
