-- Step 6: what keeps an arrival and its items from being edited is stricter than in step 5, where an item's own words could be written
-- anew under its next version, and an arrival had nothing that kept it.

-- For a while step 5 itself made these two: there was a database that has the first.
DROP TRIGGER IF EXISTS arrival_keep;
DROP TRIGGER arrival_item_keep;

-- What came in is not edited: only what became of it, once for each item that nobody has settled; and a key that is changed seals anew,
-- with everything else as it is.  What it would be is read again only while it is not mapped; and what was taken in to its end has been
-- counted.
CREATE TRIGGER arrival_keep BEFORE UPDATE ON arrival
WHEN (NEW.id, NEW.uuid, NEW.moment, NEW.user, NEW.laboratory, NEW.kind, NEW.encoding, NEW.hash)
    IS NOT (OLD.id, OLD.uuid, OLD.moment, OLD.user, OLD.laboratory, OLD.kind, OLD.encoding, OLD.hash)
  OR CASE NEW.version
    WHEN OLD.version + 1 THEN OLD.voided OR (NEW.key_version, NEW.heading) IS NOT (OLD.key_version, OLD.heading)
      OR OLD.complete AND (NEW.lines, NEW.skipped, NEW.duplicates, NEW.complete)
        IS NOT (OLD.lines, OLD.skipped, OLD.duplicates, OLD.complete)
    WHEN OLD.version THEN NEW.key_version IS OLD.key_version
      OR (NEW.voided, NEW.lines, NEW.skipped, NEW.duplicates, NEW.complete)
        IS NOT (OLD.voided, OLD.lines, OLD.skipped, OLD.duplicates, OLD.complete)
    ELSE 1 END
BEGIN SELECT RAISE (ABORT, 'what came in is not edited'); END;

CREATE TRIGGER arrival_item_keep BEFORE UPDATE ON arrival_item
WHEN (NEW.id, NEW.voided, NEW.subject, NEW.arrival, NEW.position, NEW.line, NEW.message)
    IS NOT (OLD.id, OLD.voided, OLD.subject, OLD.arrival, OLD.position, OLD.line, OLD.message)
  OR CASE NEW.version
    WHEN OLD.version + 1 THEN OLD.state IN ('refused', 'rejected', 'undone')
      OR OLD.state = 'accepted' AND NEW.state <> 'undone'
      OR (NEW.key_version, NEW.printed, NEW.raw) IS NOT (OLD.key_version, OLD.printed, OLD.raw)
    WHEN OLD.version THEN NEW.key_version IS OLD.key_version
      OR (NEW.state, NEW.cause, NEW.resolution, NEW.finding) IS NOT (OLD.state, OLD.cause, OLD.resolution, OLD.finding)
    ELSE 1 END
  OR OLD.state <> 'unmapped'
    AND (NEW.observation, NEW.moment, NEW.comparator, NEW.number, NEW.unit, NEW.code, NEW.date, NEW.text, NEW.unit_text, NEW.lower,
         NEW.upper, NEW.laboratory, NEW.origin, NEW.method, NEW.status, NEW.began, NEW.volume, NEW.completeness)
      IS NOT (OLD.observation, OLD.moment, OLD.comparator, OLD.number, OLD.unit, OLD.code, OLD.date, OLD.text, OLD.unit_text, OLD.lower,
              OLD.upper, OLD.laboratory, OLD.origin, OLD.method, OLD.status, OLD.began, OLD.volume, OLD.completeness)
BEGIN SELECT RAISE (ABORT, 'what came in is not edited'); END;
