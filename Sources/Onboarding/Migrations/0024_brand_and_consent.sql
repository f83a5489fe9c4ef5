-- Logos of setup versions, and which words a person agreed to.

CREATE TABLE setup_logo (
    setup_id   TEXT NOT NULL REFERENCES setup (id),
    -- By what versions name it: one that stays the same over many versions stands here once.
    sha256     TEXT NOT NULL,
    media_type TEXT NOT NULL CHECK (media_type IN ('image/png', 'image/jpeg', 'image/webp')),
    bytes      BYTEA NOT NULL,
    created_ms BIGINT NOT NULL,
    PRIMARY KEY (setup_id, sha256)
);

-- Both or neither. The setup version is that of the row: it never changes.
ALTER TABLE verification ADD COLUMN consent_language TEXT;

ALTER TABLE verification ADD COLUMN consent_text_sha256 TEXT;
