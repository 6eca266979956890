#pragma once

#include "pod-problem.h"

G_BEGIN_DECLS

/*
 * Medical knowledge, study definitions and laboratory maps are key files, as desktop entries are:
 *
 *   # a comment
 *   [kind name]            or [kind "a name with spaces"], or [kind]
 *   key=value
 *   key[zh_CN]=the same for a locale
 *
 * A value may go on in the next line where that line starts with white space; the pieces are
 * joined by one space.  A line whose first character but white space is a # is a comment, also
 * between two such pieces; an empty line ends the value.  GKeyFile is not used: it stops at the first fault, knows no line numbers and merges
 * duplicates.  Here every fault is reported, with its place; duplicate groups (same kind and
 * name) and duplicate keys (same key and locale) are faults.  UTF-8 only.
 */

typedef struct
{
  char *key;    /* without locale: "look_back.source" */
  char *locale; /* NULL for the plain value */
  char *value;
  guint line;   /* of the key */
  guint column; /* of the value's first character, from 1, in characters */
  gboolean taken;
  GArray *pieces; /* private: which part of the value stands in which line */
} PodKeyEntry;

typedef struct
{
  const char *file; /* base name; owned by the file */
  char *kind;
  char *name; /* "" where there is none */
  guint line;
  GPtrArray *entries; /* PodKeyEntry */
} PodKeyGroup;

typedef struct _PodKeyFile PodKeyFile;

/* @length is in bytes, -1 up to a NUL; @name is what problems call the file; @problems may be NULL
 * here and below.  Never NULL: a file with faults still gives what could be read. */
PodKeyFile *
pod_key_file_parse (const char *text, gssize length, const char *name, GPtrArray *problems);
/* NULL, with a problem added, where the file cannot be read, is over 4 MiB or is not UTF-8. */
PodKeyFile *pod_key_file_load (const char *path, GPtrArray *problems);
void pod_key_file_free (PodKeyFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodKeyFile, pod_key_file_free)

guint pod_key_file_get_n_groups (const PodKeyFile *file);
PodKeyGroup *pod_key_file_get_group (const PodKeyFile *file, guint index);

/* The entry, marked as taken; NULL where there is none. */
PodKeyEntry *pod_key_group_take (PodKeyGroup *group, const char *key, const char *locale);
/* The same, but its absence is a problem. */
PodKeyEntry *pod_key_group_require (PodKeyGroup *group, const char *key, GPtrArray *problems);
/* Where the byte at @offset of the value stands in the file, also where the value goes over several
 * lines: for a problem inside a rule.  Both count from 1; the column counts characters. */
void pod_key_entry_locate (const PodKeyEntry *entry, gsize offset, guint *line, guint *column);
/* The value of @key without a locale, marked as taken, or NULL. */
const char *pod_key_group_get (PodKeyGroup *group, const char *key);
/* Every entry that nobody took is a problem: "unknown key". */
void pod_key_group_finish (PodKeyGroup *group, GPtrArray *problems);
void pod_key_group_problem (const PodKeyGroup *group,
                            const PodKeyEntry *entry,
                            GPtrArray *problems,
                            const char *format,
                            ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
