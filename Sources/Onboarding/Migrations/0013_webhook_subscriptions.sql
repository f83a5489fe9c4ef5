-- Webhooks: subscriptions that a business keeps itself, and what is known of each receiver's health.

-- What is sent: the resource as its GET answers it, or ids and statuses alone.
ALTER TABLE webhook_subscription ADD COLUMN payload TEXT NOT NULL DEFAULT 'Full' CHECK (payload IN ('Full', 'Thin'));

ALTER TABLE webhook_subscription ADD COLUMN ordering TEXT NOT NULL DEFAULT 'FirstAttempts'
    CHECK (ordering IN ('FirstAttempts', 'Strict'));

ALTER TABLE webhook_subscription ADD COLUMN description TEXT;

ALTER TABLE webhook_subscription ADD COLUMN modified_ms BIGINT;

ALTER TABLE webhook_subscription ADD COLUMN paused_reason TEXT
    CHECK (paused_reason IN ('Requested', 'Gone', 'Failing'));

-- Failures since the last success.
ALTER TABLE webhook_subscription ADD COLUMN failure_streak BIGINT NOT NULL DEFAULT 0 CHECK (failure_streak >= 0);

-- The first of them, or the first of the last 24 hours; and since when the receiver counts as failing.
ALTER TABLE webhook_subscription ADD COLUMN first_failure_ms BIGINT;

ALTER TABLE webhook_subscription ADD COLUMN failing_since_ms BIGINT;

-- Nothing is sent to the receiver before.
ALTER TABLE webhook_subscription ADD COLUMN slow_until_ms BIGINT;

UPDATE webhook_subscription SET paused_reason = 'Requested' WHERE is_paused = 1;

-- The line of a subject: whatever is open stands in it, retries too, as a strict receiver waits for them. It serves
-- first attempts as well.
DROP INDEX webhook_delivery_line;

CREATE INDEX webhook_delivery_open
    ON webhook_delivery (subscription_id, subject, subject_sequence) WHERE state IN ('waiting', 'sending');

-- The attempts once more, with finer classes of failures. Neither database can change a CHECK in place.
CREATE TABLE webhook_attempt_finer (
    delivery_id TEXT NOT NULL REFERENCES webhook_delivery (id),
    number      BIGINT NOT NULL CHECK (number > 0),
    at_ms       BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL CHECK (duration_ms >= 0),
    -- Null for a success.
    failure     TEXT CHECK (failure IN ('dns', 'blockedAddress', 'connect', 'tls', 'tlsUntrusted', 'tlsExpired',
                                        'tlsName', 'timeoutConnect', 'timeout', 'reset', 'protocol', 'status',
                                        'oauth')),
    -- The HTTP status code, where there was an answer.
    status      BIGINT,
    PRIMARY KEY (delivery_id, number)
);

INSERT INTO webhook_attempt_finer (delivery_id, number, at_ms, duration_ms, failure, status)
SELECT delivery_id, number, at_ms, duration_ms, failure, status FROM webhook_attempt;

DROP TABLE webhook_attempt;

ALTER TABLE webhook_attempt_finer RENAME TO webhook_attempt;
