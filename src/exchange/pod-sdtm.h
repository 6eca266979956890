#pragma once

#include "pod-course.h"
#include "pod-dataset.h"
#include "pod-deidentify.h"
#include "pod-package.h"

G_BEGIN_DECLS

/*
 * Inside the room only: casebooks become SDTM datasets.  What is not named in pod-sdtm-shapes.c does not leave (default
 * deny), and a text that somebody typed leaves only where it equals a word of the study or of CDISC's terminology.
 */

typedef enum
{
  POD_SDTM_DM,
  POD_SDTM_SUPPDM,
  POD_SDTM_IE,
  POD_SDTM_AE,
  POD_SDTM_SUPPAE,
  POD_SDTM_LB,
  POD_SDTM_SUPPLB,
  POD_SDTM_PP,
  POD_SDTM_VS,
  POD_SDTM_QS,
  POD_SDTM_EX,
  POD_SDTM_SV,
  POD_SDTM_N_DATASETS,
} PodSdtmKind;

typedef struct
{
  const char *name;
  const char *label;
  const PodColumn *columns;
  guint n_columns;
} PodSdtmShape;

const PodSdtmShape *pod_sdtm_get_shape (PodSdtmKind kind);
/* Whether the column holds what a person typed: all other texts are words of the study, of CDISC, or numbers that were read. */
gboolean pod_sdtm_is_typed (const PodColumn *column);

/* A visit as the datasets number and name it. */
typedef struct
{
  char *number;
  char *name;
} PodSdtmVisit;

/**
 * PodSdtmPerson:
 * One USUBJID with all its attempts.
 * @attempts: (element-type PodPackageSubject), the first attempt first; not owned
 * @latest: the last of them
 * @reference: the true RFSTDTC, from which days are counted; not set before the first treatment
 * @visits: id (gint64 *) → PodSdtmVisit
 */
typedef struct
{
  const char *usubjid;
  GPtrArray *attempts;
  const PodPackageSubject *latest;
  PodShift shift;
  PodDate reference;
  GHashTable *visits;
} PodSdtmPerson;

/* (element-type PodSdtmPerson), in the order of USUBJID. */
GPtrArray *pod_sdtm_list_persons (const PodPackage *package, PodProfile profile);

/**
 * PodSdtm:
 * The tables while they are filled, one for each kind.
 * @sequence: the last --SEQ of each kind for the person in hand
 */
typedef struct
{
  const PodPackage *package;
  const PodStudy *study;
  PodDataset *datasets[POD_SDTM_N_DATASETS];
  int sequence[POD_SDTM_N_DATASETS];
} PodSdtm;

/* A new row of @kind with STUDYID, DOMAIN (or RDOMAIN), USUBJID and --SEQ. */
char **pod_sdtm_add_row (PodSdtm *sdtm, PodSdtmKind kind, const PodSdtmPerson *person);
void
pod_sdtm_set (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, const char *value);
void pod_sdtm_set_int (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, int value);
/* At most 15 significant digits; NAN is missing. */
void
pod_sdtm_set_number (PodSdtm *sdtm, PodSdtmKind kind, char **row, const char *name, double value);
/* The date column and the day column of the same moment; either name may be NULL. */
void pod_sdtm_set_moment (PodSdtm *sdtm,
                          PodSdtmKind kind,
                          char **row,
                          const PodSdtmPerson *person,
                          const char *date_name,
                          const char *day_name,
                          PodMoment moment);
/* @kind: SUPPDM, SUPPAE or SUPPLB; @sequence: of the parent's row, 0 for DM. */
void pod_sdtm_add_qualifier (PodSdtm *sdtm,
                             PodSdtmKind kind,
                             const PodSdtmPerson *person,
                             int sequence,
                             const char *name,
                             const char *label,
                             const char *value);

/* "<0.5", ">=1200"; at most 15 significant digits.  Free with g_free(). */
char *pod_sdtm_format_number (PodComparator comparator, double number);
/* The unit as CDISC writes it: "10^9/L", "mL/min/1.73 m2", "g/day"; "" for one.  Free with g_free(). */
char *pod_sdtm_unit (const PodUnit *unit);

/* Each adds what one person has. */
void pod_sdtm_add_demographics (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_criteria (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_adverse_events (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_findings (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_parameters (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_exposures (PodSdtm *sdtm, const PodSdtmPerson *person);
void pod_sdtm_add_visits (PodSdtm *sdtm, const PodSdtmPerson *person);

/* (element-type PodDataset): those with rows, sorted.  NULL only when cancelled. */
GPtrArray *pod_sdtm_build (const PodPackage *package,
                           PodProfile profile,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
