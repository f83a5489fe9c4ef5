-- Keys of the legacy API: each opens one application's identifications and begins them with one setup.

CREATE TABLE legacy_key (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id),
    setup_id       TEXT NOT NULL REFERENCES setup (id),
    secret_sha256  BYTEA NOT NULL,
    created_ms     BIGINT NOT NULL,
    revoked_ms     BIGINT
);

-- A key repeats requests like a client, and is none: what is kept for repeated requests refers to no client any more.
-- Neither database can drop a reference in a way that the other knows, so the table is made anew.
CREATE TABLE repeated_request (
    client_id   TEXT NOT NULL,
    -- HMAC-SHA256 of the key and of the request, under a key of the house: neither can be guessed from here.
    key_hash    BYTEA NOT NULL,
    fingerprint BYTEA NOT NULL,
    status      BIGINT NOT NULL CHECK (status BETWEEN 200 AND 299),
    -- The body of the answer, sealed: it may hold a secret that is shown once.
    answer      BYTEA NOT NULL,
    created_ms  BIGINT NOT NULL,
    PRIMARY KEY (client_id, key_hash)
);

INSERT INTO repeated_request (client_id, key_hash, fingerprint, status, answer, created_ms)
SELECT client_id, key_hash, fingerprint, status, answer, created_ms
  FROM idempotency_record;

DROP TABLE idempotency_record;

ALTER TABLE repeated_request RENAME TO idempotency_record;

CREATE INDEX idempotency_record_by_age ON idempotency_record (created_ms);
