-- A job can be taken off its project without being said not to be in Procore. SQLite changes no condition of a table that is there: the
-- decisions move into a new one, with their numbers.
CREATE TABLE link_decision_anew (
    version  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_key  TEXT    NOT NULL,
    job      TEXT    NOT NULL,
    decision TEXT    NOT NULL CHECK (decision IN ('project', 'no project', 'unlinked', 'by evidence')),
    project  INTEGER,
    set_by   TEXT    NOT NULL,
    set_at   TEXT    NOT NULL,
    CHECK ((decision = 'project') = (project IS NOT NULL))
) STRICT;

INSERT INTO link_decision_anew SELECT version, job_key, job, decision, project, set_by, set_at FROM link_decision;
DROP TABLE link_decision;
ALTER TABLE link_decision_anew RENAME TO link_decision;

CREATE INDEX link_decision_by_job ON link_decision (job_key, version);
