-- The event log: every event's place in the order of the commits, and what is sent from it once more.

-- The last place that was given out in an application's log. Whoever writes an event changes this row first and holds
-- it to the commit: so places are given in the order of the commits, without a gap, whatever database it is.
CREATE TABLE event_counter (
    application_id TEXT PRIMARY KEY,
    last           BIGINT NOT NULL CHECK (last >= 0)
);

ALTER TABLE event ADD COLUMN log_position BIGINT NOT NULL DEFAULT 0;

-- About the house's own work and not about a person: sealed under a key that outlives every person's.
ALTER TABLE event ADD COLUMN is_operational BIGINT NOT NULL DEFAULT 0 CHECK (is_operational IN (0, 1));

UPDATE event
   SET log_position = numbered.place
  FROM (SELECT id AS event_id,
               ROW_NUMBER() OVER (PARTITION BY application_id ORDER BY created_ms, subject, subject_sequence) AS place
          FROM event) AS numbered
 WHERE event.id = numbered.event_id;

INSERT INTO event_counter (application_id, last)
SELECT application_id, COUNT(id)
  FROM event
 GROUP BY application_id;

CREATE UNIQUE INDEX event_log ON event (application_id, log_position);

CREATE INDEX event_log_of_subject ON event (application_id, subject, log_position);

CREATE INDEX event_log_by_time ON event (application_id, created_ms, log_position);

-- Attempts before the newest resend: the schedule begins anew after them, the numbers of the attempts go on.
ALTER TABLE webhook_delivery ADD COLUMN attempts_before BIGINT NOT NULL DEFAULT 0 CHECK (attempts_before >= 0);

-- The few among the many, in the order in which they are listed.
DROP INDEX webhook_delivery_parked;

CREATE INDEX webhook_delivery_parked ON webhook_delivery (subscription_id, id) WHERE state = 'parked';

CREATE INDEX webhook_delivery_withdrawn ON webhook_delivery (subscription_id, id) WHERE state = 'withdrawn';

-- A part of the log that one receiver is sent once more, in the order of time, a batch at a time.
CREATE TABLE webhook_replay (
    id              TEXT PRIMARY KEY,
    subscription_id TEXT NOT NULL REFERENCES webhook_subscription (id),
    from_ms         BIGINT NOT NULL,
    to_ms           BIGINT NOT NULL,
    -- A JSON array of event types.
    types           TEXT NOT NULL,
    only_failed     BIGINT NOT NULL CHECK (only_failed IN (0, 1)),
    -- How far it has come: the last event that was looked at.
    reached_ms      BIGINT NOT NULL,
    reached_place   BIGINT NOT NULL,
    -- Deliveries that it has made or made again.
    deliveries      BIGINT NOT NULL CHECK (deliveries >= 0),
    created_ms      BIGINT NOT NULL,
    ended_ms        BIGINT
);

-- One at a time to each receiver.
CREATE UNIQUE INDEX webhook_replay_running ON webhook_replay (subscription_id) WHERE ended_ms IS NULL;
