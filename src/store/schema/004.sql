-- Step 4: what is known of a laboratory's result besides its value: whether it was done, how it was collected, and what a physician made
-- of it.  What the columns mean stands in src/record/pod-record.h.

ALTER TABLE finding ADD COLUMN status TEXT CHECK (status IN ('preliminary', 'corrected', 'not_done'));
ALTER TABLE finding ADD COLUMN reason TEXT;
ALTER TABLE finding ADD COLUMN began TEXT;
ALTER TABLE finding ADD COLUMN volume REAL CHECK (volume >= 0);
ALTER TABLE finding ADD COLUMN completeness TEXT CHECK (completeness IN ('complete', 'incomplete'));
ALTER TABLE finding ADD COLUMN significance TEXT CHECK (significance IN ('significant', 'not_significant'));
ALTER TABLE finding ADD COLUMN judged_by TEXT CHECK ((judged_by IS NULL) = (significance IS NULL));
ALTER TABLE finding ADD COLUMN adverse_event INTEGER REFERENCES adverse_event (id);
ALTER TABLE finding ADD COLUMN history INTEGER REFERENCES event (id);
-- From which the limits are, where they did not come with the result.
ALTER TABLE finding ADD COLUMN laboratory_range INTEGER REFERENCES laboratory_range (id);

-- What a result is put down to is of the same subject, never of another: a column that is added cannot have a key of two columns.
CREATE TRIGGER finding_of_subject_new BEFORE INSERT ON finding
WHEN NOT EXISTS (SELECT 1 FROM adverse_event WHERE id = NEW.adverse_event AND subject = NEW.subject) AND NEW.adverse_event IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM event WHERE id = NEW.history AND subject = NEW.subject) AND NEW.history IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a result is put down to something of the same subject'); END;
CREATE TRIGGER finding_of_subject BEFORE UPDATE ON finding
WHEN NOT EXISTS (SELECT 1 FROM adverse_event WHERE id = NEW.adverse_event AND subject = NEW.subject) AND NEW.adverse_event IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM event WHERE id = NEW.history AND subject = NEW.subject) AND NEW.history IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a result is put down to something of the same subject'); END;

-- A signature of a laboratory's report, by the number of its day since 1970-01-01, ends when a result of that day is written: one that
-- names its laboratory, has limits or was judged (pod-coverage.c says the same).
CREATE TRIGGER finding_unsign_report_new AFTER INSERT ON finding
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
  AND coalesce (NEW.laboratory, NEW.lower, NEW.upper, NEW.significance) IS NOT NULL
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0 AND scope = 'report'
    AND record = CAST (strftime ('%s', substr (NEW.moment, 1, 10)) AS INTEGER) / 86400;
END;
CREATE TRIGGER finding_unsign_report AFTER UPDATE ON finding
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0 AND scope = 'report'
    AND (coalesce (OLD.laboratory, OLD.lower, OLD.upper, OLD.significance) IS NOT NULL
         AND record = CAST (strftime ('%s', substr (OLD.moment, 1, 10)) AS INTEGER) / 86400
         OR coalesce (NEW.laboratory, NEW.lower, NEW.upper, NEW.significance) IS NOT NULL
         AND record = CAST (strftime ('%s', substr (NEW.moment, 1, 10)) AS INTEGER) / 86400);
END;
