-- KYC identifications, their evidence and their decisions.

CREATE TABLE identification (
    id               TEXT PRIMARY KEY,
    verification_id  TEXT NOT NULL UNIQUE REFERENCES verification (id),
    application_id   TEXT NOT NULL REFERENCES application (id),
    setup_version_id TEXT NOT NULL REFERENCES setup_version (id),
    status           TEXT NOT NULL CHECK (status IN ('Awaiting', 'Approved', 'Rejected')),
    status_reason    TEXT,
    -- 1, 2 … : how often the person has handed in. Evidence and decisions belong to one attempt.
    attempt          BIGINT NOT NULL CHECK (attempt > 0),
    is_submitted     BIGINT NOT NULL CHECK (is_submitted IN (0, 1)),
    is_cross_checked BIGINT NOT NULL CHECK (is_cross_checked IN (0, 1)),
    -- Sealed: what was read of the document, the rules, the findings and the trace of the newest decision.
    private          BYTEA,
    created_ms       BIGINT NOT NULL,
    modified_ms      BIGINT NOT NULL,
    completed_ms     BIGINT
);

CREATE INDEX identification_by_application ON identification (application_id, created_ms, id);

CREATE TABLE evidence (
    id                TEXT PRIMARY KEY,
    identification_id TEXT NOT NULL REFERENCES identification (id),
    verification_id   TEXT NOT NULL REFERENCES verification (id),
    attempt           BIGINT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('document', 'selfie')),
    document_type     TEXT,
    part              TEXT,
    object_name       TEXT NOT NULL,
    image_format      TEXT NOT NULL,
    size_bytes        BIGINT NOT NULL CHECK (size_bytes > 0),
    capture_source    TEXT NOT NULL CHECK (capture_source IN ('camera', 'upload', 'unknown')),
    is_current        BIGINT NOT NULL CHECK (is_current IN (0, 1)),
    -- Sealed: what the engines read of it; null until they have.
    reading           BYTEA,
    created_ms        BIGINT NOT NULL
);

-- One picture a place: a second upload of a part replaces the first.
CREATE UNIQUE INDEX evidence_current
    ON evidence (identification_id, kind, part) WHERE is_current = 1;

CREATE INDEX evidence_by_object ON evidence (object_name);

CREATE TABLE decision (
    id                TEXT PRIMARY KEY,
    identification_id TEXT NOT NULL REFERENCES identification (id),
    attempt           BIGINT NOT NULL,
    outcome           TEXT NOT NULL CHECK (outcome IN ('Approved', 'Rejected', 'Review')),
    reason            TEXT,
    -- Who decided: `system`, or the reviewer.
    actor             TEXT NOT NULL,
    -- Sealed: findings, rules and trace, enough to replay the decision; a reviewer's words.
    private           BYTEA NOT NULL,
    decided_ms        BIGINT NOT NULL
);

CREATE INDEX decision_by_identification ON decision (identification_id, decided_ms);
-- What waits for a person's decision.

CREATE TABLE review_task (
    identification_id TEXT PRIMARY KEY REFERENCES identification (id),
    application_id    TEXT NOT NULL REFERENCES application (id),
    opened_ms         BIGINT NOT NULL,
    closed_ms         BIGINT
);

CREATE INDEX review_task_open ON review_task (opened_ms) WHERE closed_ms IS NULL;
