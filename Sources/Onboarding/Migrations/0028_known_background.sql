-- What lies around the documents of verifications whose setup has it looked for: one row of each.

CREATE TABLE known_background (
    verification_id TEXT PRIMARY KEY REFERENCES verification (id),
    application_id  TEXT NOT NULL REFERENCES application (id),
    -- Grows with every change, so that who keeps the prints in memory reads what is new and nothing else.
    position        BIGINT NOT NULL UNIQUE,
    -- The prints, sealed under the verification's key; null once the person's data was erased.
    sealed          BYTEA
);

CREATE INDEX known_background_news ON known_background (application_id, position);
