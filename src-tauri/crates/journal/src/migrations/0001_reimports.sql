-- Every amount is TEXT: the decimal's own digits. A REAL would be a binary float.
CREATE TABLE reimport (
    id                TEXT    NOT NULL PRIMARY KEY,
    job               TEXT    NOT NULL,
    -- The job folded to one spelling, for both systems compare identifiers without regard to case.
    job_key           TEXT    NOT NULL,
    job_name          TEXT    NOT NULL,
    project           INTEGER NOT NULL,
    currency          TEXT    NOT NULL CHECK (length(currency) = 3),
    user              TEXT    NOT NULL,
    begun_at          TEXT    NOT NULL,
    acumatica_total   TEXT    NOT NULL,
    procore_total     TEXT    NOT NULL,
    new_procore_total TEXT    NOT NULL,
    state             TEXT    NOT NULL DEFAULT 'pending'
                      CHECK (state IN ('pending', 'posted', 'discrepant', 'interrupted', 'voided')),
    ended_at          TEXT,
    sentence          TEXT,
    total_read_back   TEXT,
    CHECK ((state = 'pending') = (ended_at IS NULL)),
    CHECK ((state = 'posted') = (total_read_back IS NOT NULL)),
    CHECK ((state IN ('discrepant', 'interrupted', 'voided')) = (sentence IS NOT NULL))
) STRICT;

CREATE INDEX reimport_by_job ON reimport (job_key);
CREATE INDEX reimport_pending ON reimport (begun_at) WHERE state = 'pending';

CREATE TABLE reimport_line (
    reimport    TEXT    NOT NULL REFERENCES reimport (id),
    position    INTEGER NOT NULL,
    sub_job     TEXT,
    cost_code   TEXT    NOT NULL,
    cost_type   TEXT    NOT NULL,
    description TEXT    NOT NULL,
    change      TEXT    NOT NULL CHECK (change IN ('create', 'revise')),
    line_item   INTEGER,
    wbs_code_id INTEGER NOT NULL,
    before      TEXT,
    after       TEXT    NOT NULL,
    progress    TEXT    CHECK (progress IN ('sent', 'acknowledged', 'refused')),
    refusal     TEXT,
    PRIMARY KEY (reimport, position),
    CHECK ((change = 'revise') = (line_item IS NOT NULL)),
    CHECK ((change = 'revise') = (before IS NOT NULL)),
    -- Written so that a NULL progress (nothing sent yet) is compared too, instead of making the whole check unknown.
    CHECK ((progress IS 'refused') = (refusal IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE snapshot_line (
    reimport        TEXT    NOT NULL REFERENCES reimport (id),
    position        INTEGER NOT NULL,
    line_item       INTEGER NOT NULL,
    wbs_code_id     INTEGER NOT NULL,
    sub_job         TEXT,
    cost_code       TEXT    NOT NULL,
    cost_type       TEXT    NOT NULL,
    description     TEXT    NOT NULL,
    original_budget TEXT    NOT NULL,
    PRIMARY KEY (reimport, position)
) STRICT, WITHOUT ROWID;

-- A record is closed once, and a closed record is never changed: it is what was done.
CREATE TRIGGER reimport_closed_once BEFORE UPDATE ON reimport WHEN OLD.state <> 'pending'
BEGIN
    SELECT RAISE(ABORT, 'the re-import is closed');
END;

CREATE TRIGGER reimport_line_closed BEFORE UPDATE ON reimport_line
WHEN (SELECT state FROM reimport WHERE id = OLD.reimport) <> 'pending'
BEGIN
    SELECT RAISE(ABORT, 'the re-import is closed');
END;

CREATE TRIGGER reimport_kept BEFORE DELETE ON reimport
BEGIN
    SELECT RAISE(ABORT, 'a re-import is never deleted');
END;
