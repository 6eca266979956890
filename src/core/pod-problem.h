#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodProblem:
 * @file: (nullable): the file it stands in, without its folder
 * @line: from 1, 0 where it is not about a line
 * @column: from 1 in characters, 0 where it is not about a column
 * @group: (nullable): the key-file group, or the record
 * @key: (nullable): the key, or the field of a form
 * @message: what is wrong, and what was expected
 *
 * One thing wrong with an input.  A form or a file has several at once, so this is not
 * a GError.
 */
typedef struct
{
  char *file;
  guint line;
  guint column;
  char *group;
  char *key;
  char *message;
} PodProblem;

void pod_problem_free (PodProblem *problem);
/* "study.ini:12:7 [criterion INC-01] rule: expected …".  Free with g_free(). */
char *pod_problem_to_string (const PodProblem *problem);

/* A list of PodProblem that owns them. */
GPtrArray *pod_problems_new (void);
void pod_problems_add (GPtrArray *problems,
                       const char *file,
                       guint line,
                       guint column,
                       const char *group,
                       const char *key,
                       const char *format,
                       ...) G_GNUC_PRINTF (7, 8);

G_END_DECLS
