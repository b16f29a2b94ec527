-- Adoptions that were taken back: what stood in the table of adoptions, with who took it back when. Nothing is ever changed or removed here.
CREATE TABLE adoption_taken_back (
    version         INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    job_key         TEXT    NOT NULL,
    job             TEXT    NOT NULL,
    project         INTEGER NOT NULL,
    currency        TEXT    NOT NULL CHECK (length(currency) = 3),
    acumatica_total TEXT    NOT NULL,
    procore_total   TEXT    NOT NULL,
    lines_differing INTEGER NOT NULL,
    adopted_by      TEXT    NOT NULL,
    adopted_at      TEXT    NOT NULL,
    taken_back_by   TEXT    NOT NULL,
    taken_back_at   TEXT    NOT NULL
) STRICT;
