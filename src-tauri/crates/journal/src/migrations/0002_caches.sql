-- What was last read, so that the page fills at once at the next start. Losing it costs seconds, nothing else. One JSON text each,
-- amounts in it as strings of digits.
CREATE TABLE job_cache (
    list    TEXT NOT NULL PRIMARY KEY CHECK (list IN ('jobs', 'projects')),
    content TEXT NOT NULL,
    read_at TEXT NOT NULL
) STRICT;

CREATE TABLE estimate_cache (
    job_key TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    read_at TEXT NOT NULL
) STRICT;

CREATE TABLE budget_cache (
    project INTEGER NOT NULL PRIMARY KEY,
    content TEXT    NOT NULL,
    read_at TEXT    NOT NULL
) STRICT;

CREATE TABLE codes_cache (
    project INTEGER NOT NULL PRIMARY KEY,
    content TEXT    NOT NULL
) STRICT;
