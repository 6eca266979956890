-- Step 3: the ledger of readings.

-- A signature of the ledger ends when a reading is settled, and when another version of the study comes into force, which may read
-- otherwise what nobody settled.
CREATE TRIGGER setting_unsign_new AFTER INSERT ON setting WHEN NEW.key LIKE 'reading.%'
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'readings'; END;
CREATE TRIGGER setting_unsign AFTER UPDATE ON setting WHEN NEW.key LIKE 'reading.%' AND OLD.value IS NOT NEW.value
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'readings'; END;
CREATE TRIGGER pin_unsign_new AFTER INSERT ON pin
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'readings'; END;
CREATE TRIGGER pin_unsign AFTER UPDATE ON pin WHEN OLD.hash IS NOT NEW.hash
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'readings'; END;
