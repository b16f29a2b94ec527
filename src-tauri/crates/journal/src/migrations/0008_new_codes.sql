-- Budget codes that a re-import makes for its lines: whether they were asked for, and the number each was given.
ALTER TABLE reimport ADD COLUMN codes_asked INTEGER NOT NULL DEFAULT 0 CHECK (codes_asked IN (0, 1));

-- The same table with a wbs_code_id that is missing where the re-import makes the code, and the number it then had.
CREATE TABLE reimport_line_new (
    reimport    TEXT    NOT NULL REFERENCES reimport (id),
    position    INTEGER NOT NULL,
    sub_job     TEXT,
    cost_code   TEXT    NOT NULL,
    cost_type   TEXT    NOT NULL,
    description TEXT    NOT NULL,
    change      TEXT    NOT NULL CHECK (change IN ('create', 'revise')),
    line_item   INTEGER,
    wbs_code_id INTEGER,
    made_code_id INTEGER,
    before      TEXT,
    after       TEXT    NOT NULL,
    progress    TEXT    CHECK (progress IN ('sent', 'acknowledged', 'refused')),
    refusal     TEXT,
    PRIMARY KEY (reimport, position),
    CHECK ((change = 'revise') = (line_item IS NOT NULL)),
    CHECK ((change = 'revise') = (before IS NOT NULL)),
    CHECK (change = 'create' OR wbs_code_id IS NOT NULL),
    CHECK (wbs_code_id IS NULL OR made_code_id IS NULL),
    -- Written so that a NULL progress (nothing sent yet) is compared too, instead of making the whole check unknown.
    CHECK ((progress IS 'refused') = (refusal IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO reimport_line_new (reimport, position, sub_job, cost_code, cost_type, description, change, line_item, wbs_code_id, before,
                               after, progress, refusal)
SELECT reimport, position, sub_job, cost_code, cost_type, description, change, line_item, wbs_code_id, before, after, progress, refusal
FROM reimport_line;

DROP TABLE reimport_line;
ALTER TABLE reimport_line_new RENAME TO reimport_line;

CREATE TRIGGER reimport_line_closed BEFORE UPDATE ON reimport_line
WHEN (SELECT state FROM reimport WHERE id = OLD.reimport) <> 'pending'
BEGIN
    SELECT RAISE(ABORT, 'the re-import is closed');
END;
