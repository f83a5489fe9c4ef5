-- Who is told of events, and every delivery with its attempts.

CREATE TABLE webhook_subscription (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id),
    url            TEXT NOT NULL,
    -- A JSON array of event types; empty for all.
    types          TEXT NOT NULL,
    -- Sealed under the master key: HMAC secret, user name and password. Null once the subscription is removed.
    authentication BYTEA,
    is_paused      BIGINT NOT NULL CHECK (is_paused IN (0, 1)),
    -- Successes since the last failure, as far as they matter: what a receiver has shown, it is trusted with.
    success_streak BIGINT NOT NULL CHECK (success_streak >= 0),
    created_ms     BIGINT NOT NULL,
    removed_ms     BIGINT,
    CHECK (removed_ms IS NOT NULL OR authentication IS NOT NULL)
);

CREATE INDEX webhook_subscription_by_application
    ON webhook_subscription (application_id, created_ms, id) WHERE removed_ms IS NULL;

CREATE TABLE webhook_delivery (
    id               TEXT PRIMARY KEY,
    event_id         TEXT NOT NULL REFERENCES event (id),
    subscription_id  TEXT NOT NULL REFERENCES webhook_subscription (id),
    subject          TEXT NOT NULL,
    subject_sequence BIGINT NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'delivered', 'parked', 'withdrawn')),
    -- Attempts that came to an end. One that a stop of the machine cut off does not count.
    attempts         BIGINT NOT NULL CHECK (attempts >= 0),
    due_ms           BIGINT NOT NULL,
    lease_until_ms   BIGINT,
    created_ms       BIGINT NOT NULL,
    UNIQUE (event_id, subscription_id),
    CHECK (state <> 'sending' OR lease_until_ms IS NOT NULL)
);

CREATE INDEX webhook_delivery_by_subscription ON webhook_delivery (subscription_id, id);

-- What is open is little beside what is done: each of its questions has an index that holds nothing else.
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_ms) WHERE state = 'waiting';

CREATE INDEX webhook_delivery_waiting ON webhook_delivery (subscription_id, due_ms, id) WHERE state = 'waiting';

CREATE INDEX webhook_delivery_leased ON webhook_delivery (lease_until_ms) WHERE state = 'sending';

CREATE INDEX webhook_delivery_sending ON webhook_delivery (subscription_id) WHERE state = 'sending';

CREATE INDEX webhook_delivery_parked ON webhook_delivery (subscription_id) WHERE state = 'parked';

-- The line in which the first attempts about one subject stand.
CREATE INDEX webhook_delivery_line
    ON webhook_delivery (subscription_id, subject, subject_sequence)
    WHERE attempts = 0 AND state IN ('waiting', 'sending');

CREATE TABLE webhook_attempt (
    delivery_id TEXT NOT NULL REFERENCES webhook_delivery (id),
    number      BIGINT NOT NULL CHECK (number > 0),
    at_ms       BIGINT NOT NULL,
    duration_ms BIGINT NOT NULL CHECK (duration_ms >= 0),
    -- Null for a success.
    failure     TEXT CHECK (failure IN ('dns', 'blockedAddress', 'connect', 'tls', 'timeout', 'status', 'protocol')),
    -- The HTTP status code, where there was an answer.
    status      BIGINT,
    PRIMARY KEY (delivery_id, number)
);
