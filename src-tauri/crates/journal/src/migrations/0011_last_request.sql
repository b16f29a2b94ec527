-- When the last request of a re-import left. A record is closed as "did not arrive" only so long after it. Missing in records of older
-- versions, whose beginning stands for it.
ALTER TABLE reimport ADD COLUMN last_request_at TEXT;
