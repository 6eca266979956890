#pragma once

#include <gio/gio.h>

#include "pod-change.h"
#include "pod-problem.h"
#include "pod-screening.h"

G_BEGIN_DECLS

/**
 * PodExchangeError:
 * @POD_EXCHANGE_ERROR_TOO_LARGE: over the size this program reads (32 MiB)
 * @POD_EXCHANGE_ERROR_ENCODING: neither UTF-8 nor GB18030
 * @POD_EXCHANGE_ERROR_FORMAT: not what it claims to be; the message names line and column
 * @POD_EXCHANGE_ERROR_MAP: the map does not fit the file
 * @POD_EXCHANGE_ERROR_EXISTS: the folder to write into is not empty
 * @POD_EXCHANGE_ERROR_LEAK: an identity was found in what was about to leave; nothing was kept
 * @POD_EXCHANGE_ERROR_CHECK: a package does not verify
 */
typedef enum
{
  POD_EXCHANGE_ERROR_TOO_LARGE,
  POD_EXCHANGE_ERROR_ENCODING,
  POD_EXCHANGE_ERROR_FORMAT,
  POD_EXCHANGE_ERROR_MAP,
  POD_EXCHANGE_ERROR_EXISTS,
  POD_EXCHANGE_ERROR_LEAK,
  POD_EXCHANGE_ERROR_CHECK,
} PodExchangeError;

#define POD_EXCHANGE_ERROR (pod_exchange_error_quark ())
GQuark pod_exchange_error_quark (void);

/* ---- in: laboratory files ---- */

/**
 * PodLabMap: a key file, one for each laboratory
 *
 *   [map changhai] laboratory=Changhai central laboratory  encoding=auto|utf-8|gb18030  delimiter=,|tab|;
 *     subject=<column heading>  subject.kind=screening_number|enrolment_number|record_number
 *     item= result= unit= range= (or lower= upper=) collected= specimen= flag=   column headings; several spellings with |
 *     missing=NA
 *   [item creatinine] names=肌酐|*肌酐|Creatinine|CREA  unit=umol/L
 *     what the laboratory calls an observation of the study; unit= is for where the file gives none
 *   [answers] negative=阴性|阴性(-)|-|未检出  positive=阳性|阳性(+)|+
 */
typedef struct _PodLabMap PodLabMap;

PodLabMap *pod_lab_map_load (const char *path, const PodStudy *study, GPtrArray *problems);
void pod_lab_map_free (PodLabMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabMap, pod_lab_map_free)

typedef enum
{
  POD_SUBJECT_KEY_SCREENING_NUMBER,
  POD_SUBJECT_KEY_ENROLMENT_NUMBER,
  POD_SUBJECT_KEY_RECORD_NUMBER,
} PodSubjectKeyKind;

PodSubjectKeyKind pod_lab_map_get_key_kind (const PodLabMap *map);

/**
 * PodLabItem:
 * @line: of the file, from 1
 * @subject_key: as the file gives it; may be a hospital record number: never logged
 * @item: the laboratory's name for it
 * @finding: ready to be put, except for subject and visit; its strings are owned by the file
 * @reason: (nullable): why it is not usable: unmapped item, no date, no result, unknown unit …
 * @mapped: whether @item is known to the map
 */
typedef struct
{
  guint line;
  const char *subject_key;
  const char *item;
  PodFinding finding;
  const char *reason;
  gboolean mapped;
} PodLabItem;

/* @items: (element-type PodLabItem), in the file's order */
typedef struct
{
  GArray *items;
  GStringChunk *strings;
  const char *encoding;
} PodLabFile;

/* Comparators are kept: "<0.5" stays "<0.5".  The origin of a finding is made of laboratory, item, specimen and time. */
PodLabFile *pod_lab_file_read (GBytes *bytes,
                               const PodLabMap *map,
                               const PodStudy *study,
                               GCancellable *cancellable,
                               GError **error);
void pod_lab_file_free (PodLabFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabFile, pod_lab_file_free)

/* ---- out: the package ---- */

typedef enum
{
  POD_PROFILE_CODED,
  POD_PROFILE_SHIFTED,
  POD_PROFILE_STUDY_DAY,
} PodProfile;

gboolean pod_profile_from_string (const char *text, PodProfile *profile);
const char *pod_profile_to_string (PodProfile profile);

/**
 * PodPackageSubject:
 * @offset: days added to every date of this subject under the shifted profile; not 0
 * @age: completed years at consent, -1 where not known
 */
typedef struct
{
  PodCasebook *casebook;
  int offset;
  int age;
} PodPackageSubject;

/**
 * PodPackage:
 * What is to leave.
 * @subjects: (element-type PodPackageSubject)
 * @identities: (element-type utf8): every identity of the vault, as typed: the leak scan looks for all spellings of each
 * @created: the time written into the package (the trial's clock)
 * @audit_head: of the chain
 * @sequence: counts packages, from 1; @previous: (nullable): hash of the previous manifest
 */
typedef struct
{
  const PodStudy *study;
  const PodSite *site;
  GPtrArray *subjects;
  GPtrArray *identities;
  PodProfile profile;
  PodDate as_of;
  PodInstant created;
  const char *audit_head;
  const char *program_version;
  int sequence;
  const char *previous;
  gboolean ndjson;
  gboolean demo;
} PodPackage;

typedef void (*PodExchangeProgress) (double fraction, gpointer data);

/* Writes DM, IE, AE, LB, EX, SV (empty ones left out), manifest.json, SHA256SUMS and summary.txt into @directory, which must not
 * exist or be empty: made beside, scanned, read back and compared, then renamed.  *manifest_hash gets the hex hash of the manifest. */
gboolean pod_package_write (const PodPackage *package,
                            const char *directory,
                            char **manifest_hash,
                            PodExchangeProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/* The receiver's check, without a database: every file listed and no other, hashes, shapes, counts. @problems: PodProblem.
 * TRUE where there is none. */
gboolean pod_package_check (const char *directory, GPtrArray *problems, GError **error);

/* ---- scanning what leaves ---- */

/* (element-type utf8) descriptions of what was found (kind of identity and file offset, never the identity itself). */
GPtrArray *pod_leak_scan (GBytes *bytes, const GPtrArray *identities);

G_END_DECLS
