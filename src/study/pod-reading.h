#pragma once

#include "pod-observation.h"

G_BEGIN_DECLS

/**
 * PodReading: [reading inc08_scope] criteria=INC-08 question= choices=all, relapsed_refractory choice.all= in_force=all
 *
 * @observation: what rules see: a choice named "reading.inc08_scope", whose answer is the reading in force, never a finding;
 *   first member, as the symbol is an observation's
 * @id: "inc08_scope"
 * @criteria: (array zero-terminated=1): ids of the criteria whose wording leaves it open
 * @question: what the registry's wording leaves open
 * @in_force: one of the choices, interned: how it is read until somebody settles it
 * @asked: a criterion or a condition of a check asks for it; else how it is read is built into the rules
 * @source: whose reading that is ("site")
 *
 * An ambiguity of the protocol, which the principal investigator settles.  A rule asks for it as for any choice:
 * "reading.inc08_scope = all implies egfr >= 45 mL/min/{1.73_m2}".
 */
typedef struct
{
  PodObservation observation;
  const char *id;
  const char *const *criteria;
  PodWords question;
  const char *in_force;
  gboolean asked;
  const char *source;
} PodReading;

/* What the symbols of readings begin with. */
#define POD_READING_PREFIX "reading."

/* One of the reading's choices, interned; NULL where it has none such. */
const char *pod_reading_find_choice (const PodReading *reading, const char *code);

G_END_DECLS
