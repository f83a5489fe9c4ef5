-- Files beside the pictures that are read: further frames of a selfie, additional documents, a screen recording.
--
-- Neither database can widen a check of a column in place for both, so the table is written anew.

CREATE TABLE evidence_anew (
    id                TEXT PRIMARY KEY,
    identification_id TEXT NOT NULL REFERENCES identification (id),
    verification_id   TEXT NOT NULL REFERENCES verification (id),
    attempt           BIGINT NOT NULL,
    -- 1, 2 … in the order of arrival: pictures of one millisecond have one too.
    sequence          BIGINT NOT NULL CHECK (sequence > 0),
    kind              TEXT NOT NULL CHECK (kind IN ('document', 'selfie', 'additional', 'recording')),
    -- Of a document, or of an additional document.
    document_type     TEXT,
    part              TEXT,
    -- 0 for the picture that is compared; further frames of one selfie are evidence beside it.
    frame             BIGINT NOT NULL CHECK (frame >= 0),
    object_name       TEXT NOT NULL,
    -- The name of a picture's format, or `mp4`.
    image_format      TEXT NOT NULL,
    size_bytes        BIGINT NOT NULL CHECK (size_bytes > 0),
    capture_source    TEXT NOT NULL CHECK (capture_source IN ('camera', 'upload', 'unknown')),
    is_current        BIGINT NOT NULL CHECK (is_current IN (0, 1)),
    -- Sealed: what the engines read of it; null until they have, and for what they do not read.
    reading           BYTEA,
    created_ms        BIGINT NOT NULL
);

INSERT INTO evidence_anew (id, identification_id, verification_id, attempt, sequence, kind, document_type, part, frame,
                           object_name, image_format, size_bytes, capture_source, is_current, reading, created_ms)
SELECT id, identification_id, verification_id, attempt,
       ROW_NUMBER() OVER (PARTITION BY identification_id ORDER BY created_ms, id), kind, document_type, part, 0,
       object_name, image_format, size_bytes, capture_source, is_current, reading, created_ms
  FROM evidence;

DROP TABLE evidence;

ALTER TABLE evidence_anew RENAME TO evidence;

-- One file a place: a second upload of it replaces the first.
CREATE UNIQUE INDEX evidence_current
    ON evidence (identification_id, kind, COALESCE(document_type, ''), COALESCE(part, ''), frame)
 WHERE is_current = 1;

CREATE UNIQUE INDEX evidence_by_identification ON evidence (identification_id, sequence);

CREATE INDEX evidence_by_object ON evidence (object_name);

-- Lists of one status.
CREATE INDEX identification_by_status ON identification (application_id, status, created_ms, id);
