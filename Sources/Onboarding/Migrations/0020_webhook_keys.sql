-- The key pairs with which a business's webhooks are signed beside the shared secrets, and receivers that have to
-- answer a test event before they are sent anything else.

CREATE TABLE webhook_key (
    id             TEXT PRIMARY KEY,
    application_id TEXT NOT NULL REFERENCES application (id),
    -- Ed25519, sealed under the master key.
    private_key    BYTEA NOT NULL,
    created_ms     BIGINT NOT NULL,
    -- Null for the current key; a former one signs until then.
    ends_ms        BIGINT
);

CREATE UNIQUE INDEX webhook_key_current ON webhook_key (application_id) WHERE ends_ms IS NULL;

CREATE INDEX webhook_key_application ON webhook_key (application_id);

-- Receivers of the time before were active at once.
ALTER TABLE webhook_subscription ADD COLUMN is_verified BIGINT NOT NULL DEFAULT 1 CHECK (is_verified IN (0, 1));
