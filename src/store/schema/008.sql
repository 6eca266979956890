-- Step 8: what was refused because of what somebody had said that it is, or was put aside as known by then, is nothing again once that is taken
-- back.  Then, and in no other way, it is unmapped again: nobody had decided it.
DROP TRIGGER arrival_item_keep;
CREATE TRIGGER arrival_item_keep BEFORE UPDATE ON arrival_item
WHEN (NEW.id, NEW.voided, NEW.subject, NEW.arrival, NEW.position, NEW.line, NEW.message)
    IS NOT (OLD.id, OLD.voided, OLD.subject, OLD.arrival, OLD.position, OLD.line, OLD.message)
  OR CASE NEW.version
    WHEN OLD.version + 1 THEN OLD.state = 'undone'
      OR OLD.state = 'rejected' AND OLD.cause IS NOT 'duplicate'
      OR OLD.state IN ('refused', 'rejected') AND (NEW.state, NEW.resolution, NEW.finding) IS NOT ('unmapped', NULL, NULL)
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
