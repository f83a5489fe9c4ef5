-- Verifications: what they are listed by, and that their personal data was redacted.

ALTER TABLE verification ADD COLUMN setup_id TEXT REFERENCES setup (id);

ALTER TABLE verification ADD COLUMN is_live BIGINT NOT NULL DEFAULT 1 CHECK (is_live IN (0, 1));

-- HMAC-SHA256 of the external reference under a key of the application: it can be looked up and not read.
ALTER TABLE verification ADD COLUMN reference_hash BYTEA;

ALTER TABLE verification ADD COLUMN redacted_ms BIGINT;

UPDATE verification
   SET setup_id = (SELECT setup_version.setup_id
                     FROM setup_version
                    WHERE setup_version.id = verification.setup_version_id);

UPDATE verification
   SET is_live = (SELECT setup.is_live FROM setup WHERE setup.id = verification.setup_id);

CREATE INDEX verification_by_modified ON verification (application_id, modified_ms, id);

CREATE INDEX verification_by_reference
    ON verification (application_id, reference_hash, created_ms, id) WHERE reference_hash IS NOT NULL;

CREATE INDEX verification_sandbox ON verification (created_ms) WHERE is_live = 0 AND redacted_ms IS NULL;
