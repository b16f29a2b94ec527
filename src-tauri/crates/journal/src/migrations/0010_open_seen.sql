-- When a budget was last seen open: since when a locked one is, as far as anybody can tell, for Procore does not say it.
ALTER TABLE budget_cache ADD COLUMN open_seen_at TEXT;
