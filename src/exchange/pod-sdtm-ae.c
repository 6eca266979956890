#include "pod-sdtm.h"

#include <string.h>

/* What the investigator typed does not leave: a name is soon in it. */
#define NOT_CODED "ADVERSE EVENT, NOT CODED"

static const char *
get_causality (PodCausality causality)
{
  static const char *const words[] = { NULL,
                                       "NOT RELATED",
                                       "UNLIKELY RELATED",
                                       "POSSIBLY RELATED",
                                       "PROBABLY RELATED",
                                       "DEFINITELY RELATED" };

  return (guint) causality < G_N_ELEMENTS (words) ? words[causality] : NULL;
}

static const char *
get_outcome (PodOutcome outcome)
{
  static const char *const words[] = { "UNKNOWN",
                                       "NOT RECOVERED/NOT RESOLVED",
                                       "RECOVERING/RESOLVING",
                                       "RECOVERED/RESOLVED",
                                       "RECOVERED/RESOLVED WITH SEQUELAE",
                                       "FATAL" };

  return words[(guint) outcome < G_N_ELEMENTS (words) ? outcome : 0];
}

/* CDISC's terms for the action taken, or nothing. */
static const char *
get_action (const char *action)
{
  static const char *const words[] = { "DOSE INCREASED", "DOSE NOT CHANGED", "DOSE RATE REDUCED",
                                       "DOSE REDUCED",   "DRUG INTERRUPTED", "DRUG WITHDRAWN",
                                       "NOT APPLICABLE", "UNKNOWN" };

  for (guint i = 0; action && i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strcasecmp (action, words[i]) == 0)
      return words[i];
  return NULL;
}

static const char *
flag (gboolean yes)
{
  return yes ? "Y" : "N";
}

static void
set_seriousness (PodSdtm *sdtm, char **row, guint seriousness)
{
  static const struct
  {
    const char *name;
    PodSeriousness bit;
  } flags[] = {
    { "AESCONG", POD_SERIOUS_CONGENITAL },
    { "AESDISAB", POD_SERIOUS_DISABILITY },
    { "AESDTH", POD_SERIOUS_DEATH },
    { "AESHOSP", POD_SERIOUS_HOSPITALISATION },
    { "AESLIFE", POD_SERIOUS_LIFE_THREATENING },
    { "AESMIE", POD_SERIOUS_IMPORTANT },
  };

  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AESER", flag (seriousness != 0));
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    pod_sdtm_set (sdtm, POD_SDTM_AE, row, flags[i].name, flag ((seriousness & flags[i].bit) != 0));
}

static gboolean
has_ended (const PodAdverseEvent *event)
{
  return pod_date_is_set (event->end.date) || event->outcome == POD_OUTCOME_RECOVERED ||
         event->outcome == POD_OUTCOME_SEQUELAE || event->outcome == POD_OUTCOME_FATAL;
}

/* An event that goes on does so after the reference period where that has an end, else at least within it; who was never treated
 * has no such period. */
static const char *
get_relation_to_end (const PodSdtmPerson *person, const PodAdverseEvent *event)
{
  static const char *const ends[] = { "death", "withdrawal", "completed" };

  if (has_ended (event) || !pod_date_is_set (person->reference))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (pod_casebook_find_event (person->latest->casebook, ends[i]))
      return "AFTER";
  return "DURING/AFTER";
}

static gboolean
is_scale (const PodStudy *study, const char *scale)
{
  const GPtrArray *terms = pod_study_get_terms (study);
  const GPtrArray *grades = pod_study_get_grades (study);

  for (guint i = 0; i < terms->len; i++)
    if (g_strcmp0 (((const PodTerm *) terms->pdata[i])->scale, scale) == 0)
      return TRUE;
  for (guint i = 0; i < grades->len; i++)
    if (g_strcmp0 (((const PodGrade *) grades->pdata[i])->scale, scale) == 0)
      return TRUE;
  return FALSE;
}

static void
set_term (PodSdtm *sdtm, char **row, const PodTerm *term)
{
  const char *label = term ? term->label.plain : NOT_CODED;

  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AETERM", label);
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEDECOD", label);
  if (!term)
    return;
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEBODSYS", term->soc);
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AESOC", term->soc);
  if (term->interest)
    pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AECAT", "ADVERSE EVENT OF SPECIAL INTEREST");
}

static void
add_qualifiers (PodSdtm *sdtm, const PodSdtmPerson *person, const PodAdverseEvent *event)
{
  int sequence = sdtm->sequence[POD_SDTM_AE];

  if (event->to_lymphodepletion != POD_CAUSALITY_UNASSESSED)
    pod_sdtm_add_qualifier (sdtm, POD_SDTM_SUPPAE, person, sequence, "AERELLD",
                            "Causality to Lymphodepletion",
                            get_causality (event->to_lymphodepletion));
  if (event->grade > 0 && event->scale && is_scale (sdtm->study, event->scale))
    pod_sdtm_add_qualifier (sdtm, POD_SDTM_SUPPAE, person, sequence, "AETOXSCL", "Toxicity Scale",
                            event->scale);
}

static void
add_event (PodSdtm *sdtm, const PodSdtmPerson *person, const PodAdverseEvent *event)
{
  char **row = pod_sdtm_add_row (sdtm, POD_SDTM_AE, person);

  set_term (sdtm, row, event->term ? pod_study_find_term (sdtm->study, event->term) : NULL);
  set_seriousness (sdtm, row, event->seriousness);
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEACN", get_action (event->action));
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEREL", get_causality (event->to_product));
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEOUT", get_outcome (event->outcome));
  if (event->grade > 0)
    pod_sdtm_set_int (sdtm, POD_SDTM_AE, row, "AETOXGR", event->grade);
  pod_sdtm_set_moment (sdtm, POD_SDTM_AE, row, person, "AESTDTC", "AESTDY", event->start);
  pod_sdtm_set_moment (sdtm, POD_SDTM_AE, row, person, "AEENDTC", "AEENDY", event->end);
  pod_sdtm_set (sdtm, POD_SDTM_AE, row, "AEENRF", get_relation_to_end (person, event));
  add_qualifiers (sdtm, person, event);
}

void
pod_sdtm_add_adverse_events (PodSdtm *sdtm, const PodSdtmPerson *person)
{
  for (guint i = 0; i < person->attempts->len; i++)
    {
      const PodPackageSubject *attempt = person->attempts->pdata[i];
      guint n;
      const PodAdverseEvent *events = pod_casebook_get_adverse_events (attempt->casebook, &n);

      for (guint j = 0; j < n; j++)
        if (!events[j].record.voided)
          add_event (sdtm, person, &events[j]);
    }
}
