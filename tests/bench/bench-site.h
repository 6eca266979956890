#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/**
 * BenchSite:
 * A trial of its own in a temporary folder, made from the laboratory file of the CDISC pilot: a study that has each test of the file as an
 * observation, a map that reads it, and every patient that it names, registered under invented names.
 * @file: the laboratory file, unpacked
 * @database: the trial's, closed
 * @keys: the file's key of a patient → subject (gint64 *)
 */
typedef struct
{
  char *dir;
  char *file;
  char *map;
  char *database;
  GHashTable *keys;
  PodInstant now;
} BenchSite;

/* NULL, with a word about it, where the file is not at hand. */
BenchSite *bench_site_new (void);
/* Removes the folder. */
void bench_site_free (BenchSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchSite, bench_site_free)

/* A path in the folder; free with g_free(). */
char *bench_site_path (const BenchSite *site, const char *name);
/* A copy of the registered site under @name in the same folder; free the path with g_free(). */
char *bench_site_copy (const BenchSite *site, const char *name);
/* Opens a copy and signs in. */
PodTrial *bench_site_open (const BenchSite *site, const char *path);

G_END_DECLS
