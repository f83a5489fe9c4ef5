-- What happened on the person's device, in words and numbers that are known beforehand, and how far each person came.

-- How many entries a verification has, and how many were too many.
CREATE TABLE flight_record (
    verification_id TEXT PRIMARY KEY REFERENCES verification (id),
    entries         BIGINT NOT NULL CHECK (entries >= 0),
    dropped         BIGINT NOT NULL CHECK (dropped >= 0)
);

CREATE TABLE flight_entry (
    verification_id TEXT NOT NULL REFERENCES verification (id),
    -- 1, 2 … in the order of arrival.
    sequence        BIGINT NOT NULL CHECK (sequence > 0),
    -- By the device's own clock, since its page began to load.
    since_load_ms   BIGINT NOT NULL CHECK (since_load_ms >= 0),
    event           TEXT NOT NULL,
    screen          TEXT,
    target          TEXT,
    code            TEXT,
    amount          DOUBLE PRECISION,
    -- When it came to the server.
    at_ms           BIGINT NOT NULL,
    PRIMARY KEY (verification_id, sequence)
);

-- The funnel: when a step was reached for the first time. Times and a kind of device stay when the data is erased.
ALTER TABLE verification ADD COLUMN opened_ms BIGINT;

ALTER TABLE verification ADD COLUMN document_captured_ms BIGINT;

ALTER TABLE verification ADD COLUMN face_captured_ms BIGINT;

ALTER TABLE verification ADD COLUMN submitted_ms BIGINT;

-- Null while nothing is known of it.
ALTER TABLE verification ADD COLUMN device_kind TEXT CHECK (device_kind IN ('desktop', 'handheld'));

-- What became of a face authentication; null while it is not decided.
ALTER TABLE verification ADD COLUMN face_is_success BIGINT CHECK (face_is_success IN (0, 1));

-- Of those that are there already: what the other tables still say.
UPDATE verification
   SET opened_ms = COALESCE((SELECT MIN(capture_session.created_ms)
                               FROM capture_session
                              WHERE capture_session.verification_id = verification.id),
                            consented_ms,
                            (SELECT identification.created_ms
                               FROM identification
                              WHERE identification.verification_id = verification.id),
                            (SELECT face_authentication.created_ms
                               FROM face_authentication
                              WHERE face_authentication.verification_id = verification.id)),
       -- The first picture counts: whether a second side was missing is not looked up.
       document_captured_ms = (SELECT MIN(evidence.created_ms)
                                 FROM evidence
                                 JOIN identification ON identification.id = evidence.identification_id
                                WHERE identification.verification_id = verification.id
                                  AND evidence.kind = 'document'),
       face_captured_ms = COALESCE((SELECT MIN(evidence.created_ms)
                                      FROM evidence
                                      JOIN identification ON identification.id = evidence.identification_id
                                     WHERE identification.verification_id = verification.id
                                       AND evidence.kind = 'selfie'),
                                   (SELECT MIN(face_picture.created_ms)
                                      FROM face_picture
                                      JOIN face_authentication
                                        ON face_authentication.id = face_picture.face_authentication_id
                                     WHERE face_authentication.verification_id = verification.id)),
       -- Of a further attempt the first decision is the nearest that is known.
       submitted_ms = COALESCE((SELECT CASE WHEN identification.attempt = 1 THEN identification.completed_ms
                                            ELSE (SELECT MIN(decision.decided_ms)
                                                    FROM decision
                                                   WHERE decision.identification_id = identification.id) END
                                  FROM identification
                                 WHERE identification.verification_id = verification.id),
                               (SELECT CASE WHEN face_authentication.attempt = 1 THEN face_authentication.completed_ms
                                            ELSE (SELECT MIN(face_decision.decided_ms)
                                                    FROM face_decision
                                                   WHERE face_decision.face_authentication_id
                                                         = face_authentication.id) END
                                  FROM face_authentication
                                 WHERE face_authentication.verification_id = verification.id)),
       face_is_success = (SELECT CASE face_authentication.status WHEN 'Success' THEN 1 WHEN 'Failed' THEN 0 END
                            FROM face_authentication
                           WHERE face_authentication.verification_id = verification.id);
