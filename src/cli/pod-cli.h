#pragma once

#include <stdio.h>

#include "pod-trial-backup.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * What the commands of podocytectl share: options, credentials, one clear line for an error, and JSON.
 */

/* What the shell is told. */
typedef enum
{
  POD_EXIT_YES = 0,
  POD_EXIT_NO = 1,      /* the answer is no, or a check failed */
  POD_EXIT_TROUBLE = 2, /* the command line or an input is wrong, or nothing could be done */
} PodExit;

/**
 * PodCommand:
 * @usage: what follows the program's name, in words of the command line: never translated
 * @summary: a sentence, marked for translation
 * @run: gets the arguments after the program's name, the command's own words first
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  PodExit (*run) (const char *const *arguments);
} PodCommand;

extern const PodCommand pod_cmd_init;
extern const PodCommand pod_cmd_study;
extern const PodCommand pod_cmd_amend;
extern const PodCommand pod_cmd_screen;
extern const PodCommand pod_cmd_import;
extern const PodCommand pod_cmd_export;
extern const PodCommand pod_cmd_check_package;
extern const PodCommand pod_cmd_verify;
extern const PodCommand pod_cmd_backup;
extern const PodCommand pod_cmd_restore;
extern const PodCommand pod_cmd_render;
extern const PodCommand pod_cmd_log;
extern const PodCommand pod_cmd_calc;

/* ---- saying what is wrong ---- */

/* One line on standard error, whatever the message holds.  Returns POD_EXIT_TROUBLE. */
PodExit pod_cli_fail (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* "where: what, and what to do".  @where: (nullable). */
PodExit pod_cli_fail_error (const char *where, const GError *error);
/* The problems of files, a line each, on @stream. */
void pod_cli_print_problems (FILE *stream, const GPtrArray *problems);

/* ---- options ---- */

/* @entries: (nullable). Prints help and ends the program where that was asked for.  FALSE: pod_cli_fail() has spoken.
 * @operands: what is left, free with g_strfreev(); between @least and @most of them. */
gboolean pod_cli_parse (const PodCommand *command,
                        const GOptionEntry *entries,
                        const GOptionEntry *credentials,
                        const char *const *arguments,
                        guint least,
                        guint most,
                        char ***operands);
/* An ISO date of a day. */
gboolean pod_cli_parse_day (const char *option, const char *text, PodDate *date);

/**
 * PodCredentials:
 * What --db, --user and --password-file named.
 */
typedef struct
{
  char *db;
  char *user;
  char *password_file;
  GOptionEntry entries[4];
} PodCredentials;

void pod_credentials_init (PodCredentials *credentials);
void pod_credentials_clear (PodCredentials *credentials);
/* The password of the file; NULL where something is missing or cannot be read, which has been said. */
char *pod_credentials_read_password (const PodCredentials *credentials);
/* The first line of a file, a password or a key; NULL where it cannot be read, which has been said.  Free with pod_cli_wipe(). */
char *pod_cli_read_secret (const char *path);
/* Opened and signed in; NULL where that failed, which has been said.  Free with pod_cli_close(). */
PodTrial *pod_credentials_open (const PodCredentials *credentials);
void pod_cli_close (PodTrial *trial);
void pod_cli_wipe (char *password);

/* ---- JSON ---- */

void pod_cli_json_number (GString *json, const char *name, double number);
void pod_cli_json_truth (GString *json, const char *name, PodTruth truth);
void pod_cli_json_boolean (GString *json, const char *name, gboolean value);
/* null where there is no date. */
void pod_cli_json_date (GString *json, const char *name, PodDate date);
/* A comma unless something has just been opened. */
void pod_cli_json_separate (GString *json);
/* Says why there is no copy, or no database of it; NO where it is because something is not as it was written. */
PodExit pod_cli_fail_copy (const char *path, const GError *error);
/* What a copy holds, or a database that was restored from one. */
void pod_cli_print_copy (const char *path, const PodRestored *copy, gboolean json);
/* To standard output as it is, whatever the locale's character set. */
void pod_cli_print_line (const char *text);

G_END_DECLS
