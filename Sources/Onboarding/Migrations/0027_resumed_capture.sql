-- A new tab of the same browser goes on where the last one was left: what was chosen, and what was sent and not used.

-- SHA-256 of the key that a browser keeps for one verification. NULL: of before, or a client that keeps none.
ALTER TABLE capture_session ADD COLUMN device_sha256 BYTEA;

-- That of the session which announced the picture: it is shown again on no other device.
ALTER TABLE picture_draft ADD COLUMN device_sha256 BYTEA;

-- As the client said when it announced the picture; NULL where it said nothing.
ALTER TABLE picture_draft ADD COLUMN capture_source TEXT CHECK (capture_source IN ('camera', 'upload', 'unknown'));

-- When the last piece had come and the picture was decoded.
ALTER TABLE picture_draft ADD COLUMN whole_ms BIGINT;

-- Of a frame of an active liveness capture: what it answers.
ALTER TABLE picture_draft ADD COLUMN challenge_id TEXT;

-- The document that a person chose and has not photographed yet.
CREATE TABLE document_choice (
    identification_id TEXT PRIMARY KEY REFERENCES identification (id),
    verification_id   TEXT NOT NULL REFERENCES verification (id),
    -- A choice ends with its attempt.
    attempt           BIGINT NOT NULL CHECK (attempt > 0),
    document_type     TEXT NOT NULL
);

CREATE INDEX document_choice_by_verification ON document_choice (verification_id);
