-- Settings that are no secret. Secrets live in the operating system's keychain and nowhere else.
CREATE TABLE setting (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
