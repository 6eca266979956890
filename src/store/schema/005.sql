-- Step 5: what laboratories send lies here first, with its own words, and stays for ever; what it became is in "finding".

-- A file that came in.  What it was called is nowhere: file names hold names of people.  "hash" tells one that comes twice; what it was
-- read under is the laboratory.  "heading" is what its lines are read with, where they are read again (a table's headings, a message's
-- first segment).  Rows of people who are not subjects of this trial are counted ("skipped") and not kept.
CREATE TABLE arrival (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  uuid TEXT NOT NULL UNIQUE CHECK (length (uuid) = 32),
  moment TEXT NOT NULL,
  user TEXT NOT NULL,
  laboratory TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('table', 'hl7', 'fhir')),
  encoding TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length (hash) = 32),
  lines INTEGER NOT NULL CHECK (lines >= 0),
  skipped INTEGER NOT NULL CHECK (skipped >= 0),
  duplicates INTEGER NOT NULL CHECK (duplicates >= 0),
  -- 0 while it is being taken in, and where that was interrupted
  complete INTEGER NOT NULL CHECK (complete IN (0, 1)),
  key_version INTEGER NOT NULL,
  heading BLOB
) STRICT;
CREATE UNIQUE INDEX arrival_hash ON arrival (hash, laboratory) WHERE voided = 0;

-- One result of it.  "printed" and "raw" are sealed, bound to the arrival and the position: somebody's name may stand in them.  The
-- columns of a finding are what it would be, or became; of one that is unmapped or refused only what tells it again.
-- "message": what has the same number stands and falls together.
CREATE TABLE arrival_item (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL CHECK (version > 0),
  voided INTEGER NOT NULL CHECK (voided IN (0, 1)),
  subject INTEGER NOT NULL REFERENCES subject (id),
  arrival INTEGER NOT NULL REFERENCES arrival (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  line INTEGER NOT NULL,
  message INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('clear', 'waiting', 'unmapped', 'refused', 'accepted', 'rejected', 'undone')),
  cause TEXT,
  resolution TEXT CHECK (resolution IN ('accepted', 'corrected', 'kept_both', 'withdrawn', 'rejected', 'undone')),
  finding INTEGER REFERENCES finding (id),
  observation TEXT,
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
  origin TEXT,
  method TEXT,
  status TEXT,
  began TEXT,
  volume REAL,
  completeness TEXT,
  key_version INTEGER NOT NULL,
  printed BLOB NOT NULL,
  raw BLOB NOT NULL,
  UNIQUE (arrival, position)
) STRICT;
CREATE INDEX arrival_item_origin ON arrival_item (subject, origin);
-- What somebody is still to look at, which is little.
CREATE INDEX arrival_item_open ON arrival_item (arrival) WHERE state IN ('clear', 'waiting', 'unmapped');

-- What came in is not edited: only what became of it, once for each item that nobody has settled; a key that is changed seals anew.
CREATE TRIGGER arrival_item_keep BEFORE UPDATE ON arrival_item
WHEN NEW.subject IS NOT OLD.subject OR NEW.arrival IS NOT OLD.arrival OR NEW.position IS NOT OLD.position
  OR NEW.line IS NOT OLD.line OR NEW.message IS NOT OLD.message
  OR NEW.version IS NOT OLD.version + 1 AND (NEW.version IS NOT OLD.version OR NEW.key_version IS OLD.key_version)
BEGIN SELECT RAISE (ABORT, 'what came in is not edited'); END;
