-- The faces among which a setup may have a new one looked for: one of each verification whose setup says so.

CREATE TABLE face_gallery (
    verification_id TEXT PRIMARY KEY REFERENCES verification (id),
    application_id  TEXT NOT NULL REFERENCES application (id),
    -- Grows with every change, so that who keeps the templates in memory reads what is new and nothing else.
    position        BIGINT NOT NULL UNIQUE,
    -- The template, sealed under the verification's key; null once the person's data was erased.
    sealed          BYTEA
);

CREATE INDEX face_gallery_news ON face_gallery (application_id, position);
