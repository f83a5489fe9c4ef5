-- The people who decide for a business, each with a key of their own.

CREATE TABLE operator (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id),
    name           TEXT NOT NULL,
    -- SHA-256 of the key: the key itself is known to the operator alone.
    key_sha256     BYTEA NOT NULL UNIQUE,
    is_suspended   BIGINT NOT NULL CHECK (is_suspended IN (0, 1)),
    created_ms     BIGINT NOT NULL,
    UNIQUE (application_id, name)
);

-- Whether reviewers of the application have to be operators who show their key.
ALTER TABLE application ADD COLUMN requires_operators BIGINT NOT NULL DEFAULT 0 CHECK (requires_operators IN (0, 1));
