-- Foundations: data keys, audit chain, outbox, jobs. One text for SQLite and PostgreSQL.

CREATE TABLE data_key (
    subject TEXT PRIMARY KEY,
    wrapped BYTEA NOT NULL
);

CREATE TABLE audit_entry (
    sequence      BIGINT PRIMARY KEY,
    at_ms         BIGINT NOT NULL,
    actor         TEXT NOT NULL,
    action        TEXT NOT NULL,
    subject       TEXT NOT NULL,
    detail        TEXT NOT NULL,
    previous_hash BYTEA NOT NULL,
    hash          BYTEA NOT NULL UNIQUE
);

CREATE INDEX audit_entry_by_subject ON audit_entry (subject, sequence);

CREATE TABLE event (
    id               TEXT PRIMARY KEY,
    application_id   TEXT NOT NULL,
    subject          TEXT NOT NULL,
    subject_sequence BIGINT NOT NULL CHECK (subject_sequence > 0),
    type             TEXT NOT NULL,
    created_ms       BIGINT NOT NULL,
    body             BYTEA NOT NULL,
    is_dispatched    BIGINT NOT NULL CHECK (is_dispatched IN (0, 1)),
    UNIQUE (subject, subject_sequence)
);

CREATE INDEX event_undispatched ON event (subject, subject_sequence) WHERE is_dispatched = 0;

CREATE TABLE job (
    id             TEXT PRIMARY KEY,
    kind           TEXT NOT NULL,
    subject        TEXT NOT NULL,
    state          TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'parked')),
    due_ms         BIGINT NOT NULL,
    attempts       BIGINT NOT NULL,
    lease_until_ms BIGINT
);

CREATE UNIQUE INDEX job_waiting_once ON job (kind, subject) WHERE state = 'waiting';

CREATE INDEX job_due ON job (state, due_ms);
