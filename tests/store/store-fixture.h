#pragma once

#include <sqlite3.h>

#include "pod-connection-private.h"
#include "pod-statement.h"
#include "pod-test.h"
#include "pod-vault-private.h"

G_BEGIN_DECLS

/*
 * What the tests of the store share: a site whose every table holds something plainly invented, and a second way into its file,
 * by SQLite alone, as another program has it.
 */

/* Argon2id at its least, and a path for a database of this test. */
const char *fixture_path (void);

PodConnection *fixture_create (const char *path);
PodConnection *fixture_open (const char *path);
/* Begins a stamped job that writes; @why may be NULL. */
void fixture_begin (PodConnection *connection, const char *why);
void fixture_read (PodConnection *connection);
void fixture_commit (PodConnection *connection);

/* A subject with a visit and a finding; returns the subject's id. The ids of the steps go to @ids (nullable). */
gint64 fixture_add_subject (PodConnection *connection, const char *number, GArray *ids);
/* Every table twice at least, something corrected and something voided. */
void fixture_fill (PodConnection *connection);
/* A closed database with all that; the path. */
const char *fixture_site (void);

/* ---- as another program ---- */

sqlite3 *raw_open (const char *path);
void raw_exec (sqlite3 *db, const char *sql);
/* The first column of the first row; kept until the test ends. NULL for NULL and for no row. */
const char *raw_text (sqlite3 *db, const char *sql);
/* (element-type utf8): the first column. */
GPtrArray *raw_list (sqlite3 *db, const char *sql);
/* Runs @sql with every trigger dropped, and puts them back as they were: what a careful forger would do. */
void raw_forge (const char *path, const char *sql);

/* ---- verifying ---- */

PodVerification *fixture_verify (const char *path, const char *anchor);
/* Whether a fault names it; NULL for any. */
gboolean has_fault (const PodVerification *verification,
                    const char *what,
                    const char *table,
                    const char *row,
                    const char *field);
/* The faults as a text, for a message. */
const char *describe_faults (const PodVerification *verification);

G_END_DECLS
