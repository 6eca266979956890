#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * PodLabStatus: what the laboratory says of a result
 * @POD_LAB_STATUS_NONE: nothing, as in most tables
 * @POD_LAB_STATUS_PRELIMINARY: it may still change; or it is pending (HL7 P, R, S, I; FHIR preliminary, registered)
 * @POD_LAB_STATUS_FINAL: HL7 F, U, V; FHIR final
 * @POD_LAB_STATUS_CORRECTED: it replaces an earlier one (HL7 C, A, B; FHIR corrected, amended, appended)
 * @POD_LAB_STATUS_WITHDRAWN: the earlier one was wrong (HL7 W, D)
 * @POD_LAB_STATUS_ENTERED_IN_ERROR: FHIR's word for it
 * @POD_LAB_STATUS_CANCELLED: there never was one (HL7 X, N, O; FHIR cancelled)
 * @POD_LAB_STATUS_UNKNOWN: a word that is none of these
 */
typedef enum
{
  POD_LAB_STATUS_NONE,
  POD_LAB_STATUS_PRELIMINARY,
  POD_LAB_STATUS_FINAL,
  POD_LAB_STATUS_CORRECTED,
  POD_LAB_STATUS_WITHDRAWN,
  POD_LAB_STATUS_ENTERED_IN_ERROR,
  POD_LAB_STATUS_CANCELLED,
  POD_LAB_STATUS_UNKNOWN,
} PodLabStatus;

/* OBX-11; OBR-25, for a result that has none; FHIR's status; a map's own word ("final"). */
PodLabStatus pod_lab_status_from_hl7 (const char *letter);
PodLabStatus pod_lab_status_from_hl7_order (const char *letter);
PodLabStatus pod_lab_status_from_fhir (const char *word);
PodLabStatus pod_lab_status_from_string (const char *word);
const char *pod_lab_status_to_string (PodLabStatus status);
/* NULL, or why a result of that status is not put; translated. */
const char *pod_lab_status_refuse (PodLabStatus status);

G_END_DECLS
