-- Differences between the two books that somebody accepted, each with its amount: Procore minus Acumatica. Nothing is ever changed or
-- removed here; an item that holds no longer has its row in reconciling_item_end. What the line hangs on is a budget code (its parts), an
-- estimate line without one (the estimate's own code and why it has none), or the rounding of a whole job.
CREATE TABLE reconciling_item (
    id            INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_key       TEXT    NOT NULL,
    job           TEXT    NOT NULL,
    kind          TEXT    NOT NULL CHECK (kind IN ('code', 'unmapped', 'rounding')),
    sub_job       TEXT,
    cost_code     TEXT,
    cost_type     TEXT,
    estimate_code TEXT,
    why           TEXT,
    description   TEXT    NOT NULL,
    amount        TEXT    NOT NULL,
    currency      TEXT    NOT NULL CHECK (length(currency) = 3),
    reason        TEXT    NOT NULL CHECK (reason <> ''),
    accepted_by   TEXT    NOT NULL,
    accepted_at   TEXT    NOT NULL,
    CHECK ((kind = 'code') = (cost_code IS NOT NULL)),
    CHECK ((kind = 'code') = (cost_type IS NOT NULL)),
    CHECK (kind = 'code' OR sub_job IS NULL),
    CHECK ((kind = 'unmapped') = (estimate_code IS NOT NULL)),
    CHECK ((kind = 'unmapped') = (why IS NOT NULL))
) STRICT;

CREATE INDEX reconciling_item_by_job ON reconciling_item (job_key);

-- Why an item holds no longer: it was taken back, the same line was accepted anew, or its amount moved.
CREATE TABLE reconciling_item_end (
    item     INTEGER NOT NULL PRIMARY KEY REFERENCES reconciling_item (id),
    ending   TEXT    NOT NULL CHECK (ending IN ('taken back', 'accepted anew', 'lapsed')),
    moved_to TEXT,
    ended_by TEXT    NOT NULL,
    ended_at TEXT    NOT NULL,
    CHECK ((ending = 'lapsed') = (moved_to IS NOT NULL))
) STRICT;

-- The items that held when a re-import began: its receipt names them for ever.
CREATE TABLE reimport_item (
    reimport TEXT    NOT NULL REFERENCES reimport (id),
    item     INTEGER NOT NULL REFERENCES reconciling_item (id),
    PRIMARY KEY (reimport, item)
) STRICT, WITHOUT ROWID;

-- In how many lines the confirmed plan leaves the two books apart that nobody accepted. Missing in records of older versions.
ALTER TABLE reimport ADD COLUMN lines_left_apart INTEGER;

CREATE TRIGGER reconciling_item_kept BEFORE DELETE ON reconciling_item
BEGIN
    SELECT RAISE(ABORT, 'a reconciling item is never deleted');
END;

CREATE TRIGGER reconciling_item_unchanged BEFORE UPDATE ON reconciling_item
BEGIN
    SELECT RAISE(ABORT, 'a reconciling item is never changed');
END;
