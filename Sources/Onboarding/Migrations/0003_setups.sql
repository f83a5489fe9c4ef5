-- Setups of both levels and their immutable versions.

CREATE TABLE setup (
    id                 TEXT PRIMARY KEY,
    application_id     TEXT NOT NULL REFERENCES application (id),
    kind               TEXT NOT NULL CHECK (kind IN ('idv', 'kyc')),
    name               TEXT NOT NULL,
    is_live            BIGINT NOT NULL CHECK (is_live IN (0, 1)),
    is_disabled        BIGINT NOT NULL CHECK (is_disabled IN (0, 1)),
    current_version_id TEXT NOT NULL,
    created_ms         BIGINT NOT NULL,
    modified_ms        BIGINT NOT NULL
);

CREATE INDEX setup_by_name ON setup (application_id, kind, name, id);

CREATE TABLE setup_version (
    id         TEXT PRIMARY KEY,
    setup_id   TEXT NOT NULL REFERENCES setup (id),
    number     BIGINT NOT NULL CHECK (number > 0),
    settings   TEXT NOT NULL,
    created_ms BIGINT NOT NULL,
    UNIQUE (setup_id, number)
);
