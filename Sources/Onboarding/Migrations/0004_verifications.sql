-- Identity verifications: the session that a business creates and a person goes through.

CREATE TABLE verification (
    id                 TEXT PRIMARY KEY,
    application_id     TEXT NOT NULL REFERENCES application (id),
    setup_version_id   TEXT NOT NULL REFERENCES setup_version (id),
    status             TEXT NOT NULL
        CHECK (status IN ('Pending', 'InProgress', 'Completed', 'Expired', 'Aborted', 'Suspended')),
    status_reason      TEXT,
    -- Sealed under the verification's data key: external reference, registration data, device facts.
    private            BYTEA NOT NULL,
    consent_id         TEXT,
    is_consented       BIGINT CHECK (is_consented IN (0, 1)),
    consented_ms       BIGINT,
    kyc_id             TEXT,
    kyc_is_success     BIGINT CHECK (kyc_is_success IN (0, 1)),
    created_ms         BIGINT NOT NULL,
    modified_ms        BIGINT NOT NULL,
    expires_ms         BIGINT NOT NULL
);

CREATE INDEX verification_by_application ON verification (application_id, created_ms, id);

CREATE INDEX verification_open ON verification (expires_ms) WHERE status IN ('Pending', 'InProgress');
