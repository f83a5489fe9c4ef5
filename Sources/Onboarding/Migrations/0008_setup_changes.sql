-- What a business says of each change of a setup, and who made it.

ALTER TABLE setup_version ADD COLUMN description TEXT;

ALTER TABLE setup_version ADD COLUMN author TEXT;

CREATE INDEX setup_version_by_setup ON setup_version (setup_id, number);
