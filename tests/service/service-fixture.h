#pragma once

#include "pod-store.h"
#include "pod-test.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What the tests of the service share: a site with a small study, whose people and patients are plainly invented, at nine in the
 * morning of 14 March 2026.  The study has no site, no registry and no prefix for screening numbers, which a study need not have.
 * Everything ends with the test.
 */

#define FIXTURE_PI "paul"
#define FIXTURE_PASSWORD "an invented phrase"

/* The time that every trial of the fixture lives in. */
extern PodInstant fixture_now;
void fixture_set_today (const char *date);

/* A folder of data with the small study, which PODOCYTE_DATA_DIR names from now on. */
const char *fixture_data (void);
/* The real ones, of the source tree. */
void fixture_use_real_data (void);

/* A path for a database. */
const char *fixture_path (void);
/* A new trial of @study, signed in as its PI. */
PodTrial *fixture_create (const char *path, const char *study);
/* The small study at a new path. */
PodTrial *fixture_trial (void);
/* The same file, opened once more, signed in as @user. */
PodTrial *fixture_open (const char *path, const char *user);
/* Adds a user of that name and role; the password is the same for all. */
void fixture_add_user (PodTrial *trial, const char *user, PodUserRole role);
/* Signs in as another. */
void fixture_become (PodTrial *trial, const char *user);
/* Closes and drops it. */
void fixture_end (PodTrial *trial);

/* A woman born on 29 February 1980 who consented on 1 March 2026, cohort mn. */
PodRegistration fixture_registration (const char *record_number);
gint64 fixture_register (PodTrial *trial, const char *record_number);

/* Changes that nobody saved yet: a visit of 9 March 2026, and a headache of that day, graded unless @grade is 0. */
PodChange *fixture_make_visit (gint64 subject);
PodChange *fixture_make_headache (gint64 subject, int grade);

/* One result of 10 March 2026; returns its id. */
gint64 fixture_add_result (PodTrial *trial, gint64 subject, const char *observation, double number);
/* One answer of that day. */
void
fixture_add_answer (PodTrial *trial, gint64 subject, const char *observation, const char *code);
/* The casebook as the database has it, and one event of it; both valid until the test ends. */
PodCasebook *fixture_load (PodTrial *trial, gint64 subject);
const PodEvent *fixture_find_event (PodTrial *trial, gint64 subject, const char *code);
/* The only or latest one in the list's casebook, not voided; NULL where there is none. Valid until the test's pool goes. */
const PodFinding *fixture_find (PodTrial *trial, gint64 subject, const char *observation);
guint fixture_count (PodTrial *trial, gint64 subject, const char *observation);
/* Puts the finding again with another number. */
gboolean fixture_correct (PodTrial *trial,
                          const PodFinding *finding,
                          double number,
                          const char *why,
                          GError **error);

/* How many entries of @action the audit trail has; the details of the latest, kept until the test ends. */
guint fixture_count_audit (const char *path, const char *action);
const char *fixture_audit_detail (const char *path, const char *action);
const char *fixture_audit_user (const char *path, const char *action);
const char *fixture_audit_role (const char *path, const char *action);
const char *fixture_audit_head (const char *path);

/* Whether a criterion lets the subject pass, as of today. */
PodTruth fixture_get_passes (PodTrial *trial, gint64 subject, const char *criterion);

/* Runs the main loop until the callback pod_test_take_result_cb() has left something. */
GAsyncResult *fixture_wait (gpointer *where);

G_END_DECLS
