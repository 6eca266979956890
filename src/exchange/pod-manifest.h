#pragma once

#include "pod-package.h"

G_BEGIN_DECLS

/* Inside the room only. */

#define POD_MANIFEST_NAME "manifest.json"
#define POD_SUMS_NAME "SHA256SUMS"
#define POD_SUMMARY_NAME "summary.txt"
#define POD_MANIFEST_FORMAT "podocyte-package"
#define POD_MANIFEST_VERSION 1

/**
 * PodPackageFile:
 * @rows: -1 where it is no dataset
 */
typedef struct
{
  char *name;
  char *sha256;
  gint64 bytes;
  int rows;
} PodPackageFile;

PodPackageFile *pod_package_file_new (const char *name, GBytes *bytes, int rows);
void pod_package_file_free (PodPackageFile *file);

/* (element-type PodPackageFile) */
GString *pod_manifest_to_json (const PodPackage *package, const GPtrArray *files);
/* "hash  name", in the order of names, as sha256sum -c reads it. */
GString *pod_manifest_to_sums (const GPtrArray *files);
/* For a person: what it is, from where, how much, and what it may and may not be taken for. */
GString *pod_manifest_to_summary (const PodPackage *package, const GPtrArray *files);

/**
 * PodManifest:
 * As read.
 * @profile: (nullable) where it names none that is known
 * @created, @audit_head, @program_version: (nullable): where they are missing
 * @has_exporter: it is said who made the package; @exporter: (nullable)
 */
typedef struct
{
  char *study;
  char *profile;
  char *created;
  char *audit_head;
  char *program_version;
  char *exporter;
  gboolean has_exporter;
  GPtrArray *files; /* PodPackageFile */
} PodManifest;

/* Errors: FORMAT. */
PodManifest *pod_manifest_from_json (GBytes *bytes, GError **error);
void pod_manifest_free (PodManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodManifest, pod_manifest_free)

/* A plain name without a folder, that a package may have. */
gboolean pod_package_is_name (const char *name);

G_END_DECLS
