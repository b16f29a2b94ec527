//! What must survive: re-imports, line changes, snapshots, caches and settings that are not secret, in SQLite.
