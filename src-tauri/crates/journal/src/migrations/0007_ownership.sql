-- Who owns a job's original budget, every time somebody set it; the newest of a job holds. Nothing is ever changed or removed here.
CREATE TABLE ownership (
    version   INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_key   TEXT    NOT NULL,
    job       TEXT    NOT NULL,
    ownership TEXT    NOT NULL CHECK (ownership IN ('acumatica', 'acumatica until first change', 'procore')),
    set_by    TEXT    NOT NULL,
    set_at    TEXT    NOT NULL
) STRICT;

CREATE INDEX ownership_by_job ON ownership (job_key, version);
