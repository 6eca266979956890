#pragma once

#include <gio/gio.h>

#include "pod-exchange-error.h"
#include "pod-screening.h"
#include "pod-stamp.h"

G_BEGIN_DECLS

/**
 * PodProfile:
 * @POD_PROFILE_CODED: true dates, the ordinary practice of trials
 * @POD_PROFILE_SHIFTED: every date of a subject moved by the subject's own number of days
 * @POD_PROFILE_STUDY_DAY: no dates, only days of the study
 */
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
 * @offset: days added to every date of this subject under the shifted profile; not 0.  Of several attempts of one person the
 *   first one's is used for all, so that the days between them stay true
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
 * @exporter, @exporter_role: (nullable): who made the package, by the name for signing in
 * @sequence: counts packages, from 1; @previous: (nullable): hash of the previous manifest
 * @ndjson: each dataset also as Dataset-NDJSON
 * @demo: invented data, which the package then says of itself
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
  const char *exporter;
  const char *exporter_role;
  const char *program_version;
  int sequence;
  const char *previous;
  gboolean ndjson;
  gboolean demo;
} PodPackage;

typedef void (*PodExchangeProgress) (double fraction, gpointer data);

/**
 * pod_package_write:
 * @manifest_hash: (out) (optional): the hex SHA-256 of manifest.json
 *
 * Writes the datasets (DM, SUPPDM, IE, AE, SUPPAE, LB, SUPPLB, PP, VS, QS, EX, SV; empty ones left out), signatures.csv where something is signed
 * (see pod-signature-list.h), manifest.json, SHA256SUMS and summary.txt into @directory, which must not exist or be empty: made beside, scanned, read back and compared, then renamed.
 * Whatever goes wrong, nothing is left behind.
 *
 * Errors: EXISTS, LEAK (the message says in which file, what kind and where), CHECK (what was made is not what it should be),
 * G_FILE_ERROR, G_IO_ERROR_CANCELLED.
 */
gboolean pod_package_write (const PodPackage *package,
                            const char *directory,
                            char **manifest_hash,
                            PodExchangeProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GError **error);

/**
 * pod_package_check:
 * @problems: PodProblem
 *
 * The receiver's check, without a database: every file listed and no other, hashes, shapes, counts, no date where the
 * profile has none, and that the manifest says from which state of the records (the head of the audit trail), when, by whom and with
 * which program the package was made.  Packages of before the exporter was written down name none.
 *
 * Returns: TRUE where there is no problem.
 *
 * Errors: CHECK where there are problems; G_FILE_ERROR where the folder cannot be read.
 */
gboolean pod_package_check (const char *directory, GPtrArray *problems, GError **error);

G_END_DECLS
