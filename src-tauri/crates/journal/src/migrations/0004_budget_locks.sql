-- A re-import that unlocks its budget, and how far the lock is: whoever opened a budget owes it its lock, across a crash too.
ALTER TABLE reimport ADD COLUMN unlocks INTEGER NOT NULL DEFAULT 0 CHECK (unlocks IN (0, 1));
ALTER TABLE reimport ADD COLUMN lock_progress TEXT CHECK (lock_progress IN ('unlocking', 'unlocked', 'locked'));
