-- Verifications that are suspended when their attempts are used up, and those by face alone.

-- Attempts that the business gave beyond those of the setup.
ALTER TABLE verification ADD COLUMN granted_attempts BIGINT NOT NULL DEFAULT 0 CHECK (granted_attempts >= 0);

-- A suspended verification has a lifetime, too.
DROP INDEX verification_open;

CREATE INDEX verification_unfinished
    ON verification (expires_ms) WHERE status IN ('Pending', 'InProgress', 'Suspended');

-- The earlier verification whose face the person is compared with.
ALTER TABLE verification ADD COLUMN face_reference_id TEXT REFERENCES verification (id);

ALTER TABLE verification ADD COLUMN face_authentication_id TEXT;

CREATE TABLE face_authentication (
    id              TEXT PRIMARY KEY,
    verification_id TEXT NOT NULL UNIQUE REFERENCES verification (id),
    application_id  TEXT NOT NULL REFERENCES application (id),
    reference_id    TEXT NOT NULL REFERENCES verification (id),
    status          TEXT NOT NULL CHECK (status IN ('Pending', 'Failed', 'Success')),
    -- Why the newest attempt did not succeed.
    status_reason   TEXT,
    -- 1, 2 … : how often the person shows their face.
    attempt         BIGINT NOT NULL CHECK (attempt > 0),
    is_submitted    BIGINT NOT NULL CHECK (is_submitted IN (0, 1)),
    created_ms      BIGINT NOT NULL,
    modified_ms     BIGINT NOT NULL,
    -- When the newest attempt was handed in.
    completed_ms    BIGINT
);

CREATE TABLE face_picture (
    id                     TEXT PRIMARY KEY,
    face_authentication_id TEXT NOT NULL REFERENCES face_authentication (id),
    verification_id        TEXT NOT NULL REFERENCES verification (id),
    attempt                BIGINT NOT NULL CHECK (attempt > 0),
    -- 0 for the picture that is compared; further frames are kept beside it.
    frame                  BIGINT NOT NULL CHECK (frame >= 0),
    object_name            TEXT NOT NULL,
    image_format           TEXT NOT NULL,
    size_bytes             BIGINT NOT NULL CHECK (size_bytes > 0),
    capture_source         TEXT NOT NULL CHECK (capture_source IN ('camera', 'upload', 'unknown')),
    is_current             BIGINT NOT NULL CHECK (is_current IN (0, 1)),
    -- Sealed: what the engines read of it; null until they have, and for further frames.
    reading                BYTEA,
    created_ms             BIGINT NOT NULL
);

CREATE UNIQUE INDEX face_picture_current ON face_picture (face_authentication_id, frame) WHERE is_current = 1;

CREATE INDEX face_picture_by_authentication ON face_picture (face_authentication_id);

CREATE INDEX face_picture_by_object ON face_picture (object_name);

-- One decision an attempt.
CREATE TABLE face_decision (
    face_authentication_id TEXT NOT NULL REFERENCES face_authentication (id),
    attempt                BIGINT NOT NULL CHECK (attempt > 0),
    outcome                TEXT NOT NULL CHECK (outcome IN ('Failed', 'Success')),
    reason                 TEXT,
    -- Sealed: findings, rules and trace, enough to replay the decision.
    private                BYTEA NOT NULL,
    decided_ms             BIGINT NOT NULL,
    PRIMARY KEY (face_authentication_id, attempt)
);
