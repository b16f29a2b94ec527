-- Every mapping that was saved; the newest holds. Nothing is ever changed or removed here.
CREATE TABLE mapping (
    version  INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    saved_at TEXT NOT NULL,
    saved_by TEXT NOT NULL,
    content  TEXT NOT NULL
) STRICT;
