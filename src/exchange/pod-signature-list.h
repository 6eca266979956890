#pragma once

#include "pod-package.h"

G_BEGIN_DECLS

/* Inside the room only. */

#define POD_SIGNATURES_NAME "signatures.csv"

/**
 * pod_signature_list_to_csv:
 *
 * Who signed what of the subjects in the package (21 CFR 11.50: printed name, date and time, meaning): a line a signature, in the
 * order of subjects and of signing.  Not a dataset, for which SDTM has no domain, and not JSON, which receivers' checks take for
 * one.
 *
 * USUBJID; SCOPE ("adverse_event", "visit", "event", "casebook"); RECORD (AESEQ, VISITNUM or the disposition of it, empty for a
 * casebook and for what is not in the datasets); MEANING, SIGNED_BY (the printed name), ROLE; SIGNED_AT (RFC 3339, UTC), HEAD (of the
 * audit trail, an anchor); STATUS: "current", or "changed" where something that it covers was written since.
 *
 * SIGNED_AT and HEAD are empty unless the profile is coded.  The last signings are mostly of the day on which the package is made,
 * which it says of itself: moved like a subject's dates, they would give away by how much; as days of the study, when it began; and
 * the numbers of the heads would put the subjects' moved dates in one order.
 *
 * Returns: NULL where there is no signature.
 */
GString *pod_signature_list_to_csv (const PodPackage *package);

/* How many there are, and how many of them are current. */
guint pod_signature_list_count (const PodPackage *package, guint *current);

G_END_DECLS
