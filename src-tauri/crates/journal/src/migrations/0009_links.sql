-- What the user said of a job's link to a Procore project, every time he did; the newest of a job holds. Nothing is ever changed or
-- removed here.
CREATE TABLE link_decision (
    version  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_key  TEXT    NOT NULL,
    job      TEXT    NOT NULL,
    decision TEXT    NOT NULL CHECK (decision IN ('project', 'no project', 'by evidence')),
    project  INTEGER,
    set_by   TEXT    NOT NULL,
    set_at   TEXT    NOT NULL,
    CHECK ((decision = 'project') = (project IS NOT NULL))
) STRICT;

CREATE INDEX link_decision_by_job ON link_decision (job_key, version);

-- Budgets that were there on both sides and that somebody took over as they are, with the totals he saw.
CREATE TABLE adoption (
    job_key         TEXT    NOT NULL,
    job             TEXT    NOT NULL,
    project         INTEGER NOT NULL,
    currency        TEXT    NOT NULL CHECK (length(currency) = 3),
    acumatica_total TEXT    NOT NULL,
    procore_total   TEXT    NOT NULL,
    lines_differing INTEGER NOT NULL,
    adopted_by      TEXT    NOT NULL,
    adopted_at      TEXT    NOT NULL,
    PRIMARY KEY (job_key, project)
) STRICT, WITHOUT ROWID;
