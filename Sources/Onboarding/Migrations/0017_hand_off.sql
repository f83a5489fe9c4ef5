-- Going on on another device, and the address that the devices of one person have to share.

CREATE TABLE hand_off (
    -- The newest one counts: a new code makes the one before it worthless.
    verification_id TEXT PRIMARY KEY REFERENCES verification (id),
    -- SHA-256 of the token in the link: the token itself is known to the two devices alone.
    token_sha256    BYTEA NOT NULL UNIQUE,
    -- How many were made for this verification.
    made            BIGINT NOT NULL CHECK (made > 0),
    expires_ms      BIGINT NOT NULL,
    taken_ms        BIGINT
);

CREATE TABLE capture_origin (
    verification_id TEXT PRIMARY KEY REFERENCES verification (id),
    -- HMAC-SHA256 of the address under a key of the verification: it can be compared and not read.
    address_hash    BYTEA NOT NULL
);
