-- Step 1: the tables.  What the columns of the clinical tables mean stands in src/record/pod-record.h.
-- Every table but the audit trail has an integer "id", by which the trail names its rows; the triggers that write the trail
-- are generated from these tables, so that no column can be forgotten.
-- Civil dates are ISO 8601 text of their own precision; an absent number is NULL.

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  uuid TEXT NOT NULL UNIQUE CHECK (length (uuid) = 32),
  number INTEGER NOT NULL UNIQUE,
  key_version INTEGER NOT NULL,
  -- sealed: a nonce, the padded text, a tag
  name BLOB,
  record_number BLOB,
  id_number BLOB,
  phone BLOB,
  birth_date BLOB,
  shift BLOB,
  -- keyed hashes, for finding the same patient again
  record_number_index BLOB,
  id_number_index BLOB
) STRICT;
CREATE UNIQUE INDEX person_record_number ON person (record_number_index) WHERE record_number_index IS NOT NULL;
CREATE UNIQUE INDEX person_id_number ON person (id_number_index) WHERE id_number_index IS NOT NULL;

CREATE TABLE user (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  role TEXT NOT NULL CHECK (role <> ''),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  -- only for a user without a key slot: elsewhere unwrapping the key is the check
  password_hash TEXT
) STRICT;

CREATE TABLE key_slot (
  id INTEGER PRIMARY KEY,
  user INTEGER NOT NULL UNIQUE REFERENCES user (id),
  key_version INTEGER NOT NULL,
  ops INTEGER NOT NULL,
  mem INTEGER NOT NULL,
  salt BLOB NOT NULL CHECK (length (salt) = 16),
  wrapped BLOB
) STRICT;

CREATE TABLE setting (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  value TEXT
) STRICT;

CREATE TABLE series (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  last INTEGER NOT NULL CHECK (last > 0)
) STRICT;

CREATE TABLE pin (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (name <> ''),
  hash TEXT NOT NULL CHECK (length (hash) = 64),
  content BLOB NOT NULL
) STRICT;

CREATE TABLE laboratory_range (
  id INTEGER PRIMARY KEY,
  laboratory TEXT,
  observation TEXT NOT NULL,
  sex TEXT,
  age_from INTEGER NOT NULL,
  age_to INTEGER NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  lower REAL,
  upper REAL,
  unit TEXT
) STRICT;

CREATE TABLE subject (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  person INTEGER REFERENCES person (id),
  usubjid TEXT NOT NULL,
  screening_number TEXT NOT NULL,
  enrolment_number TEXT,
  cohort TEXT,
  sex TEXT
) STRICT;
CREATE UNIQUE INDEX subject_screening ON subject (screening_number);
CREATE UNIQUE INDEX subject_enrolment ON subject (enrolment_number) WHERE enrolment_number IS NOT NULL;
CREATE INDEX subject_person ON subject (person);

CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  planned TEXT,
  date TEXT,
  status TEXT NOT NULL,
  note TEXT
) STRICT;
-- What a finding or an intervention refers to: a visit of the same subject, never of another.
CREATE UNIQUE INDEX visit_subject ON visit (subject, id);

CREATE TABLE finding (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  visit INTEGER,
  observation TEXT NOT NULL,
  moment TEXT,
  comparator TEXT CHECK (comparator IN ('<', '<=', '>', '>=')),
  number REAL,
  unit TEXT,
  code TEXT,
  date TEXT,
  text TEXT,
  unit_text TEXT,
  lower REAL,
  upper REAL,
  laboratory TEXT,
  source TEXT NOT NULL,
  origin TEXT,
  method TEXT,
  FOREIGN KEY (subject, visit) REFERENCES visit (subject, id)
) STRICT;
CREATE INDEX finding_subject ON finding (subject, visit);
-- The same result is not imported twice; one that was voided may come again.
CREATE UNIQUE INDEX finding_origin ON finding (subject, origin) WHERE origin IS NOT NULL AND voided = 0;

CREATE TABLE intervention (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  visit INTEGER,
  treatment TEXT NOT NULL,
  dose REAL,
  unit TEXT,
  route TEXT,
  start TEXT,
  stop TEXT,
  lot TEXT,
  note TEXT,
  FOREIGN KEY (subject, visit) REFERENCES visit (subject, id)
) STRICT;
CREATE INDEX intervention_subject ON intervention (subject, visit);

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  category TEXT NOT NULL,
  code TEXT NOT NULL,
  date TEXT,
  detail TEXT
) STRICT;
CREATE INDEX event_subject ON event (subject);

CREATE TABLE adverse_event (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  term TEXT,
  verbatim TEXT,
  start TEXT,
  stop TEXT,
  grade INTEGER NOT NULL CHECK (grade BETWEEN 0 AND 5),
  scale TEXT,
  graded_by TEXT,
  seriousness INTEGER NOT NULL CHECK (seriousness >= 0),
  learned TEXT,
  to_product TEXT NOT NULL,
  to_lymphodepletion TEXT NOT NULL,
  outcome TEXT NOT NULL,
  action TEXT
) STRICT;
CREATE INDEX adverse_event_subject ON adverse_event (subject);

-- The trail.  "fields" packs the name, the old and the new value of every column that changed; where a person types the text
-- of a column, and for the reason, it packs a salted commitment, and the texts themselves stand in "texts": a redaction empties "texts" and
-- "salt", and the chain, which covers all the rest, still holds.
CREATE TABLE audit (
  seq INTEGER PRIMARY KEY,
  ts TEXT NOT NULL,
  utc_offset INTEGER NOT NULL,
  user TEXT NOT NULL,
  role TEXT NOT NULL,
  session TEXT NOT NULL,
  action TEXT NOT NULL,
  tbl TEXT,
  row INTEGER,
  fields BLOB NOT NULL,
  texts BLOB,
  salt BLOB,
  prev BLOB NOT NULL CHECK (length (prev) = 32),
  hash BLOB NOT NULL CHECK (length (hash) = 32)
) STRICT;
CREATE INDEX audit_row ON audit (tbl, row);

CREATE TRIGGER audit_insert BEFORE INSERT ON audit
WHEN NEW.seq IS NOT (SELECT ifnull (max (seq), 0) + 1 FROM audit)
BEGIN SELECT RAISE (ABORT, 'the audit trail has no gaps'); END;

CREATE TRIGGER audit_delete BEFORE DELETE ON audit
BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END;

CREATE TRIGGER audit_update BEFORE UPDATE ON audit
WHEN NOT (audit_context ('redact') IS OLD.seq AND NEW.texts IS NULL AND NEW.salt IS NULL
          AND NEW.seq IS OLD.seq AND NEW.ts IS OLD.ts AND NEW.utc_offset IS OLD.utc_offset AND NEW.user IS OLD.user
          AND NEW.role IS OLD.role AND NEW.session IS OLD.session AND NEW.action IS OLD.action AND NEW.tbl IS OLD.tbl
          AND NEW.row IS OLD.row AND NEW.fields IS OLD.fields AND NEW.prev IS OLD.prev
          AND NEW.hash IS OLD.hash)
BEGIN SELECT RAISE (ABORT, 'the audit trail is append-only'); END;

-- The one writer: every trigger and every event of the program comes through here.  The inner SELECT ends in LIMIT so that
-- SQLite cannot fold it into the outer one and work each column out twice.
CREATE VIEW audit_add (action, tbl, row, packet) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER audit_add_insert INSTEAD OF INSERT ON audit_add
BEGIN
  INSERT INTO audit (seq, ts, utc_offset, user, role, session, action, tbl, row, fields, texts, salt, prev, hash)
  SELECT seq, ts, utc_offset, user, role, session, NEW.action, NEW.tbl, NEW.row, fields, texts, salt, prev,
         audit_hash (seq, ts, utc_offset, user, role, session, NEW.action, NEW.tbl, NEW.row, fields, prev)
  FROM (SELECT (SELECT ifnull (max (seq), 0) + 1 FROM audit) AS seq,
               audit_context ('when') AS ts, audit_context ('offset') AS utc_offset, audit_context ('user') AS user,
               audit_context ('role') AS role, audit_context ('session') AS session,
               audit_part (NEW.packet, 0) AS fields, audit_part (NEW.packet, 1) AS texts, audit_part (NEW.packet, 2) AS salt,
               ifnull ((SELECT hash FROM audit ORDER BY seq DESC LIMIT 1), zeroblob (32)) AS prev
        LIMIT 1);
END;
