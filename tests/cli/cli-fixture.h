#pragma once

#include "pod-test.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Runs the program that was built (PODOCYTECTL names it) as a shell would.
 */

#define FIXTURE_TODAY "2026-11-20"

/* What came of a run; kept until the running test ends. */
typedef struct
{
  int status;
  const char *out;
  const char *err;
} CliRun;

/* @input: (nullable): standard input.  The arguments end with NULL. */
CliRun cli_run (const char *input, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The same with --db, --user pi and --password-file. */
CliRun cli_run_on (const char *db, const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The same with another folder of data. */
CliRun cli_run_with_data (const char *data, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* Fails unless the program said one line, with @words in it, and ended with 2. */
void cli_check_refused (const CliRun *run, const char *words);

/* A demonstration of nine, made once a program; copied to @dir, so that a test may change it. */
const char *cli_demo (const char *dir);
/* A file with the password. */
const char *cli_password_file (void);
/* Removes what the program left. */
void cli_end (void);

/* One JSON value; the test fails where it is none. */
JsonNode *cli_parse (const char *text);
/* true, false and null of a member: 1, 0, -1. */
int cli_get_truth (JsonObject *object, const char *member);

G_END_DECLS
