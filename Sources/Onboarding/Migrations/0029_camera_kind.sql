-- Whether a camera's name, which the device tells and nobody keeps, is that of a program.

ALTER TABLE evidence
  ADD COLUMN camera_kind TEXT NOT NULL DEFAULT 'unknown' CHECK (camera_kind IN ('virtual', 'other', 'unknown'));

ALTER TABLE face_picture
  ADD COLUMN camera_kind TEXT NOT NULL DEFAULT 'unknown' CHECK (camera_kind IN ('virtual', 'other', 'unknown'));
