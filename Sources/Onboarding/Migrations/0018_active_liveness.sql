-- Active liveness: what a person was asked to do, and which frame shows what.

CREATE TABLE liveness_challenge (
    id                TEXT PRIMARY KEY,
    identification_id TEXT NOT NULL REFERENCES identification (id),
    verification_id   TEXT NOT NULL REFERENCES verification (id),
    attempt           BIGINT NOT NULL CHECK (attempt > 0),
    -- The motions in the order asked for, with a space between.
    prompts           TEXT NOT NULL,
    status            TEXT NOT NULL CHECK (status IN ('open', 'used', 'replaced')),
    -- Sealed: why the person could not do it, where they said so.
    private           BYTEA,
    created_ms        BIGINT NOT NULL,
    expires_ms        BIGINT NOT NULL
);

-- One is open at a time, and the capture that was handed in last counts.
CREATE UNIQUE INDEX liveness_challenge_open ON liveness_challenge (identification_id) WHERE status = 'open';

CREATE UNIQUE INDEX liveness_challenge_used ON liveness_challenge (identification_id) WHERE status = 'used';

CREATE INDEX liveness_challenge_by_attempt ON liveness_challenge (identification_id, attempt);

CREATE INDEX liveness_challenge_by_verification ON liveness_challenge (verification_id);

-- Of a frame of an active liveness capture: what the person was asked to do, and when it was taken, by the device's own
-- clock since the capture began.
ALTER TABLE evidence ADD COLUMN prompt TEXT;

ALTER TABLE evidence ADD COLUMN captured_offset_ms BIGINT;
