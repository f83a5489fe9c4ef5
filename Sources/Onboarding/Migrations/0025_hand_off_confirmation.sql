-- A hand-off is confirmed on the first device, by the number that the second one shows, and its link can be sent.

-- The token of the link is made from this and the master key, so that it need not be kept to be sent. NULL: of before.
ALTER TABLE hand_off ADD COLUMN salt BYTEA;
-- Two digits, drawn when the link is taken. NULL on a taken one: of before, when nobody was asked.
ALTER TABLE hand_off ADD COLUMN number BIGINT CHECK (number BETWEEN 10 AND 99);
-- The number among two others, in their order, with commas between.
ALTER TABLE hand_off ADD COLUMN choices TEXT;
ALTER TABLE hand_off ADD COLUMN confirmed_ms BIGINT;
-- A wrong number was chosen, or none: final.
ALTER TABLE hand_off ADD COLUMN refused_ms BIGINT;
-- Messages with the newest link, and with any link of the verification. To whom is not kept.
ALTER TABLE hand_off ADD COLUMN link_messages BIGINT NOT NULL DEFAULT 0 CHECK (link_messages >= 0);
ALTER TABLE hand_off ADD COLUMN messages BIGINT NOT NULL DEFAULT 0 CHECK (messages >= 0);

-- The link that a session was issued for, until it is confirmed: SHA-256 of its token. NULL: a session like any other.
ALTER TABLE capture_session ADD COLUMN hand_off_sha256 BYTEA;
