-- What the user chose of a job's next re-import: one set per job, replaced as a whole, and gone once a re-import of the job was proven.
CREATE TABLE choice_set (
    job_key       TEXT    NOT NULL PRIMARY KEY,
    job           TEXT    NOT NULL,
    -- Choices are about the lines of this project's budget.
    project       INTEGER NOT NULL,
    unlocks       INTEGER NOT NULL CHECK (unlocks IN (0, 1)),
    creates_codes INTEGER NOT NULL CHECK (creates_codes IN (0, 1)),
    set_by        TEXT    NOT NULL,
    set_at        TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- The choices about lines, with what the two sides said when each was made.
CREATE TABLE line_choice (
    job_key   TEXT    NOT NULL REFERENCES choice_set (job_key) ON DELETE CASCADE,
    position  INTEGER NOT NULL,
    sub_job   TEXT,
    cost_code TEXT    NOT NULL,
    cost_type TEXT    NOT NULL,
    choice    TEXT    NOT NULL CHECK (choice IN ('leave', 'set to zero')),
    currency  TEXT    NOT NULL CHECK (length(currency) = 3),
    estimate  TEXT,
    budget    TEXT,
    made_by   TEXT    NOT NULL,
    made_at   TEXT    NOT NULL,
    PRIMARY KEY (job_key, position)
) STRICT, WITHOUT ROWID;
