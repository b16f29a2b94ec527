-- Jobs whose locked budget the user waits for: he is told once when it is found unlocked.
CREATE TABLE awaited_unlock (
    job_key TEXT NOT NULL PRIMARY KEY,
    job     TEXT NOT NULL
) STRICT;
