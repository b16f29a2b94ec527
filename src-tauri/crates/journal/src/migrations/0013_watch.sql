-- What each job came to when it was last looked at, so that a difference is told once: a job ties out, or is out of balance by an amount
-- that may be nothing where lines cancel out. Of the project it was linked to then: another project's budget is another story.
CREATE TABLE seen_balance (
    job_key  TEXT NOT NULL PRIMARY KEY,
    job      TEXT NOT NULL,
    project  INTEGER NOT NULL,
    ties_out INTEGER NOT NULL,
    amount   TEXT NOT NULL,
    currency TEXT NOT NULL,
    seen_at  TEXT NOT NULL
) STRICT;

-- By how much all synced jobs together were out of balance, per day and currency, as the last complete look of that day found it. A day on which
-- everything tied out has a row too, of nothing: a day without a row is one on which nobody looked.
CREATE TABLE out_of_balance_day (
    day      TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount   TEXT NOT NULL,
    jobs     INTEGER NOT NULL,
    PRIMARY KEY (day, currency)
) STRICT;
