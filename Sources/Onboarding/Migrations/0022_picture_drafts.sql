-- Pictures on their way: sent in pieces, looked at, and evidence only once the person uses them.

CREATE TABLE picture_draft (
    -- The id of the evidence that it becomes.
    id                TEXT PRIMARY KEY,
    identification_id TEXT NOT NULL REFERENCES identification (id),
    verification_id   TEXT NOT NULL REFERENCES verification (id),
    attempt           BIGINT NOT NULL,
    kind              TEXT NOT NULL CHECK (kind IN ('document', 'selfie', 'additional')),
    document_type     TEXT,
    part              TEXT,
    frame             BIGINT NOT NULL CHECK (frame >= 0),
    size_bytes        BIGINT NOT NULL CHECK (size_bytes > 0),
    received_bytes    BIGINT NOT NULL CHECK (received_bytes >= 0),
    -- Both null until the picture is whole and was decoded.
    object_name       TEXT,
    image_format      TEXT,
    -- Sealed: what the engines read of it; null until they were asked.
    reading           BYTEA,
    created_ms        BIGINT NOT NULL
);

-- One draft a place: another try replaces it.
CREATE UNIQUE INDEX picture_draft_place
    ON picture_draft (identification_id, kind, COALESCE(document_type, ''), COALESCE(part, ''), frame);

CREATE INDEX picture_draft_by_age ON picture_draft (created_ms);

CREATE INDEX picture_draft_by_object ON picture_draft (object_name);

CREATE TABLE picture_piece (
    draft_id     TEXT NOT NULL REFERENCES picture_draft (id),
    offset_bytes BIGINT NOT NULL CHECK (offset_bytes >= 0),
    object_name  TEXT NOT NULL,
    PRIMARY KEY (draft_id, offset_bytes)
);

CREATE INDEX picture_piece_by_object ON picture_piece (object_name);
