-- Step 2: people and their keys, signatures, queries, drafts.

-- The name that is printed beside a signature, and the keys that the password opens: their public halves.
ALTER TABLE user ADD COLUMN full_name TEXT;
ALTER TABLE user ADD COLUMN organisation TEXT;
-- A password that somebody else chose: the first thing to do is to choose another.
ALTER TABLE user ADD COLUMN must_change INTEGER NOT NULL DEFAULT 0 CHECK (must_change IN (0, 1));
ALTER TABLE user ADD COLUMN signing_key BLOB CHECK (signing_key IS NULL OR length (signing_key) = 32);
ALTER TABLE user ADD COLUMN box_key BLOB CHECK (box_key IS NULL OR length (box_key) = 32);

-- The data key of the vault, sealed to one holder's public key, which takes no password of theirs.  Without a user: the recovery key.
-- "endorsement": the granter's signature over who the holder is: name, role and keys; a row that somebody altered is not believed.
CREATE TABLE key_grant (
  id INTEGER PRIMARY KEY,
  user INTEGER UNIQUE REFERENCES user (id),
  box_key BLOB NOT NULL CHECK (length (box_key) = 32),
  key_version INTEGER NOT NULL CHECK (key_version > 0),
  -- NULL once it was withdrawn
  sealed BLOB,
  granted_by INTEGER REFERENCES user (id),
  endorsement BLOB CHECK (endorsement IS NULL OR length (endorsement) = 64)
) STRICT;

-- What a role does not give by itself, for so long: the delegation log.
CREATE TABLE delegation (
  id INTEGER PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES user (id),
  task TEXT NOT NULL CHECK (task <> ''),
  start TEXT NOT NULL,
  -- inclusive; NULL while it is open
  stop TEXT,
  voided INTEGER NOT NULL CHECK (voided IN (0, 1))
) STRICT;
CREATE INDEX delegation_user ON delegation (user);

CREATE TABLE query (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  scope TEXT NOT NULL,
  record INTEGER,
  field TEXT,
  text TEXT NOT NULL,
  answer TEXT,
  status TEXT NOT NULL CHECK (status IN ('open', 'answered', 'closed')),
  raised TEXT,
  answered TEXT
) STRICT;
CREATE INDEX query_subject ON query (subject);

-- What is signed is not copied: "hash" covers it as it was, and the audit trail since "head" says what became of it.
CREATE TABLE signature (
  id INTEGER PRIMARY KEY,
  subject INTEGER REFERENCES subject (id),
  scope TEXT NOT NULL,
  record INTEGER NOT NULL,
  meaning TEXT NOT NULL CHECK (meaning <> ''),
  user INTEGER NOT NULL REFERENCES user (id),
  user_name TEXT NOT NULL,
  printed_name TEXT NOT NULL CHECK (printed_name <> ''),
  role TEXT NOT NULL,
  moment TEXT NOT NULL,
  utc_offset INTEGER NOT NULL,
  head TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  signing_key BLOB NOT NULL CHECK (length (signing_key) = 32),
  seal BLOB NOT NULL CHECK (length (seal) = 64),
  changed INTEGER NOT NULL DEFAULT 0 CHECK (changed IN (0, 1))
) STRICT;
CREATE INDEX signature_subject ON signature (subject, scope, record);
-- Small, and asked at every writing of a record.
CREATE INDEX signature_current ON signature (subject) WHERE changed = 0;

-- A signature is never edited; it only ceases to be current, and that once.
CREATE TRIGGER signature_keep BEFORE UPDATE ON signature
WHEN NOT (OLD.changed = 0 AND NEW.changed = 1 AND NEW.subject IS OLD.subject AND NEW.scope IS OLD.scope
          AND NEW.record IS OLD.record AND NEW.meaning IS OLD.meaning AND NEW.user IS OLD.user
          AND NEW.user_name IS OLD.user_name AND NEW.printed_name IS OLD.printed_name AND NEW.role IS OLD.role
          AND NEW.moment IS OLD.moment AND NEW.utc_offset IS OLD.utc_offset AND NEW.head IS OLD.head
          AND NEW.hash IS OLD.hash AND NEW.signing_key IS OLD.signing_key AND NEW.seal IS OLD.seal)
BEGIN SELECT RAISE (ABORT, 'a signature is not edited'); END;

CREATE TRIGGER signature_unsign AFTER UPDATE ON signature WHEN OLD.changed = 0 AND NEW.changed = 1
BEGIN INSERT INTO audit_add (action, tbl, row, packet) VALUES ('UNSIGN', 'signature', NEW.id, audit_pack ()); END;

-- Whoever writes what is signed ends the signature, in the same transaction.
CREATE TRIGGER subject_unsign AFTER UPDATE ON subject
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.id AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.id AND changed = 0 AND scope = 'casebook';
END;
CREATE TRIGGER visit_unsign_new AFTER INSERT ON visit
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0 AND scope = 'casebook';
END;
CREATE TRIGGER visit_unsign AFTER UPDATE ON visit
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'visit' AND record = NEW.id));
END;
CREATE TRIGGER finding_unsign_new AFTER INSERT ON finding
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'visit' AND record = NEW.visit));
END;
CREATE TRIGGER finding_unsign AFTER UPDATE ON finding
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'visit' AND record IN (OLD.visit, NEW.visit)));
END;
CREATE TRIGGER intervention_unsign_new AFTER INSERT ON intervention
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'visit' AND record = NEW.visit));
END;
CREATE TRIGGER intervention_unsign AFTER UPDATE ON intervention
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'visit' AND record IN (OLD.visit, NEW.visit)));
END;
CREATE TRIGGER event_unsign_new AFTER INSERT ON event
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0 AND scope = 'casebook';
END;
CREATE TRIGGER event_unsign AFTER UPDATE ON event
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'event' AND record = NEW.id));
END;
CREATE TRIGGER adverse_event_unsign_new AFTER INSERT ON adverse_event
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0 AND scope = 'casebook';
END;
CREATE TRIGGER adverse_event_unsign AFTER UPDATE ON adverse_event
WHEN EXISTS (SELECT 1 FROM signature WHERE subject = NEW.subject AND changed = 0)
BEGIN
  UPDATE signature SET changed = 1 WHERE subject = NEW.subject AND changed = 0
    AND (scope = 'casebook' OR (scope = 'adverse_event' AND record = NEW.id));
END;

-- A review of the accounts covers who may do what, and ends when that changes; not when somebody chooses another password, nor when
-- the key to the names is changed and its holders are given the new one.
CREATE TRIGGER user_unsign_new AFTER INSERT ON user
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;
CREATE TRIGGER user_unsign AFTER UPDATE ON user
WHEN OLD.name IS NOT NEW.name OR OLD.role IS NOT NEW.role OR OLD.active IS NOT NEW.active OR OLD.full_name IS NOT NEW.full_name
  OR OLD.organisation IS NOT NEW.organisation
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;
CREATE TRIGGER key_grant_unsign_new AFTER INSERT ON key_grant
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;
CREATE TRIGGER key_grant_unsign AFTER UPDATE ON key_grant
WHEN OLD.user IS NOT NEW.user OR OLD.granted_by IS NOT NEW.granted_by OR (OLD.sealed IS NULL) <> (NEW.sealed IS NULL)
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;
CREATE TRIGGER delegation_unsign_new AFTER INSERT ON delegation
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;
CREATE TRIGGER delegation_unsign AFTER UPDATE ON delegation
BEGIN UPDATE signature SET changed = 1 WHERE subject IS NULL AND changed = 0 AND scope = 'access_review'; END;

-- What somebody is typing: sealed, since a name may be in it; theirs alone; no record, so not in the trail, and gone once it is saved.
-- Like every write it takes a stamp, which audit_context () asks for.
CREATE TABLE draft (
  id INTEGER PRIMARY KEY,
  user INTEGER NOT NULL REFERENCES user (id),
  form TEXT NOT NULL CHECK (form <> ''),
  subject INTEGER NOT NULL DEFAULT 0,
  record INTEGER NOT NULL DEFAULT 0,
  uuid TEXT NOT NULL CHECK (length (uuid) = 32),
  key_version INTEGER NOT NULL,
  moment TEXT NOT NULL,
  content BLOB NOT NULL,
  UNIQUE (user, form, subject, record)
) STRICT;
CREATE TRIGGER draft_insert BEFORE INSERT ON draft BEGIN SELECT audit_context ('user'); END;
CREATE TRIGGER draft_update BEFORE UPDATE ON draft BEGIN SELECT audit_context ('user'); END;
CREATE TRIGGER draft_delete BEFORE DELETE ON draft BEGIN SELECT audit_context ('user'); END;

-- The writer of the trail, as in step 1, but without the temporary table that SQLite makes for an INSERT from a SELECT: that took a third
-- of the time of an import.  The guard stands behind the insertion: before it, SQLite would work each value out twice.
DROP TRIGGER audit_insert;
CREATE TRIGGER audit_insert AFTER INSERT ON audit
WHEN NEW.seq IS NOT (SELECT max (seq) FROM audit)
  OR NEW.seq IS NOT 1 + ifnull ((SELECT seq FROM audit WHERE seq < NEW.seq ORDER BY seq DESC LIMIT 1), 0)
BEGIN SELECT RAISE (ABORT, 'the audit trail has no gaps'); END;

-- audit_link ('next') reads the end of the chain, in a step of its own, since SQLite does not say in which order it works values out;
-- 'seq' and 'prev' tell what it read.
DROP TRIGGER audit_add_insert;
CREATE TRIGGER audit_add_insert INSTEAD OF INSERT ON audit_add
BEGIN
  SELECT audit_link ('next');
  INSERT INTO audit (seq, ts, utc_offset, user, role, session, action, tbl, row, fields, texts, salt, prev, hash)
  VALUES (audit_link ('seq'), audit_context ('when'), audit_context ('offset'), audit_context ('user'), audit_context ('role'),
          audit_context ('session'), NEW.action, NEW.tbl, NEW.row,
          audit_part (NEW.packet, 0), audit_part (NEW.packet, 1), audit_part (NEW.packet, 2), audit_link ('prev'),
          audit_hash (audit_link ('seq'), audit_context ('when'), audit_context ('offset'), audit_context ('user'),
                      audit_context ('role'), audit_context ('session'), NEW.action, NEW.tbl, NEW.row,
                      audit_part (NEW.packet, 0), audit_link ('prev')));
END;
