-- How long a setup's data is kept, when a verification ended, and the host names of setups.

-- Of the current version, so that one query finds the setups that have them. NULL: until somebody erases it by hand.
ALTER TABLE setup ADD COLUMN data_kept_days BIGINT CHECK (data_kept_days BETWEEN 1 AND 3650);

ALTER TABLE setup ADD COLUMN domain TEXT;

CREATE INDEX setup_kept ON setup (id) WHERE data_kept_days IS NOT NULL;

CREATE INDEX setup_by_domain ON setup (domain, id) WHERE domain IS NOT NULL;

-- The newest of its end and its last decision; NULL while it is not finished.
ALTER TABLE verification ADD COLUMN ended_ms BIGINT;

-- The identification setup of its step; NULL for those by face alone.
ALTER TABLE verification ADD COLUMN kyc_setup_id TEXT REFERENCES setup (id);

UPDATE verification
   SET ended_ms = modified_ms
 WHERE status IN ('Completed', 'Expired', 'Aborted');

-- Versions are few and verifications many: the long texts are searched once a version.
CREATE TABLE leading_version AS
SELECT setup_version.id AS id, MIN(kyc.id) AS kyc_setup_id
  FROM setup_version
  JOIN setup AS idv ON idv.id = setup_version.setup_id
  JOIN setup AS kyc ON kyc.application_id = idv.application_id
 WHERE idv.kind = 'idv'
   AND kyc.kind = 'kyc'
   AND setup_version.settings LIKE '%"setupId":"' || kyc.id || '"%'
 GROUP BY setup_version.id;

CREATE INDEX leading_version_by_id ON leading_version (id);

UPDATE verification
   SET kyc_setup_id = (SELECT leading_version.kyc_setup_id
                         FROM leading_version
                        WHERE leading_version.id = verification.setup_version_id);

DROP TABLE leading_version;

CREATE INDEX verification_ended_by_setup
    ON verification (setup_id, ended_ms, id) WHERE ended_ms IS NOT NULL AND redacted_ms IS NULL;

CREATE INDEX verification_ended_by_kyc_setup
    ON verification (kyc_setup_id, ended_ms, id) WHERE ended_ms IS NOT NULL AND redacted_ms IS NULL;
