-- What makes the API safe to repeat, and clients that prove themselves by a key.

CREATE TABLE idempotency_record (
    client_id   TEXT NOT NULL REFERENCES client (client_id),
    -- HMAC-SHA256 of the key and of the request, under a key of the house: neither can be guessed from here.
    key_hash    BYTEA NOT NULL,
    fingerprint BYTEA NOT NULL,
    status      BIGINT NOT NULL CHECK (status BETWEEN 200 AND 299),
    -- The body of the answer, sealed: it may hold a secret that is shown once.
    answer      BYTEA NOT NULL,
    created_ms  BIGINT NOT NULL,
    PRIMARY KEY (client_id, key_hash)
);

CREATE INDEX idempotency_record_by_age ON idempotency_record (created_ms);

-- Public keys as a JSON Web Key Set; a client that has them proves itself by them and by nothing else.
ALTER TABLE client ADD COLUMN key_set TEXT;

-- Assertions that were used (RFC 7523 section 3, `jti`), until they would have ended anyway.
CREATE TABLE client_assertion (
    client_id  TEXT NOT NULL REFERENCES client (client_id),
    jti_sha256 BYTEA NOT NULL,
    expires_ms BIGINT NOT NULL,
    PRIMARY KEY (client_id, jti_sha256)
);

CREATE INDEX client_assertion_by_end ON client_assertion (expires_ms);
