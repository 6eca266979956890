#include "pod-study-reader.h"

#include <string.h>

static gboolean
has_category (const PodStudy *study, const char *category)
{
  const GPtrArray *treatments = pod_study_get_treatments (study);

  for (guint i = 0; i < treatments->len; i++)
    if (!g_strcmp0 (((const PodTreatment *) g_ptr_array_index (treatments, i))->category, category))
      return TRUE;
  return FALSE;
}

/* For how long an attestation counts. */
static int
take_days (PodStudyReader *reader, PodKeyGroup *group)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "look_back", POD_OPTIONAL);
  PodWindow window = { 0 };
  const char *fault = NULL;

  if (!entry)
    return 0;
  if (pod_window_parse (entry->value, &window, &fault) && !window.months && !window.anchor &&
      window.amount > 0)
    return window.amount;
  pod_key_group_problem (group, entry, reader->problems,
                         "\"%s\" is no time for which an attestation counts: expected days, as in "
                         "\"28 d\"",
                         entry->value);
  return 0;
}

void
pod_read_class (PodStudyReader *reader, PodKeyGroup *group)
{
  PodMedicationClass *class = g_new0 (PodMedicationClass, 1);
  PodKeyEntry *complete = pod_reader_take (reader, group, "complete", POD_OPTIONAL);
  const PodObservation *flag = complete
                                   ? pod_study_find_observation (reader->study, complete->value)
                                   : NULL;

  class->id = group->name;
  class->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  class->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  class->complete_days = take_days (reader, group);
  if (flag && flag->symbol.kind == POD_KIND_FLAG)
    class->complete = complete->value;
  else if (complete)
    pod_key_group_problem (group, complete, reader->problems,
                           "\"%s\" is no yes-or-no observation: expected the one by which "
                           "somebody attests that all of this class is on record",
                           complete->value);
  pod_study_add (reader->study, POD_LIST_CLASSES, class->id, class);
}

static double
take_dose (PodStudyReader *reader, PodKeyGroup *group, const char *key)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, key, POD_REQUIRED);
  double dose = 1;

  if (entry && (!pod_parse_double (entry->value, &dose) || !(dose > 0)))
    pod_key_group_problem (group, entry, reader->problems,
                           "\"%s\" is no dose: expected a number above 0", entry->value);
  return dose;
}

void
pod_read_equivalent (PodStudyReader *reader, PodKeyGroup *group)
{
  PodEquivalent *equivalent = g_new0 (PodEquivalent, 1);

  equivalent->treatment = group->name;
  equivalent->of = pod_reader_take_text (reader, group, "of", POD_REQUIRED);
  equivalent->dose = take_dose (reader, group, "dose");
  equivalent->reference = take_dose (reader, group, "reference");
  equivalent->unit = pod_reader_take_unit (reader, group, "unit", POD_REQUIRED);
  equivalent->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_EQUIVALENTS, equivalent->treatment, equivalent);
}

static const char *const *
take_classes (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const none[] = { NULL };
  PodKeyEntry *entry = pod_reader_take (reader, group, "class", POD_OPTIONAL);
  const char *const *classes = entry ? pod_reader_take_names (reader, entry) : none;

  for (guint i = 0; classes[i]; i++)
    if (!pod_study_find_class (reader->study, classes[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown class \"%s\": expected one that a group [class …] declares",
                             classes[i]);
  return classes;
}

void
pod_read_treatment (PodStudyReader *reader, PodKeyGroup *group)
{
  static const char *const categories[] = { "product", "lymphodepletion", "concomitant", NULL };
  PodTreatment *treatment = g_new0 (PodTreatment, 1);
  PodKeyEntry *name = pod_reader_take (reader, group, "sdtm", POD_OPTIONAL);

  treatment->id = group->name;
  treatment->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  treatment->category = pod_reader_take_one_of (reader, group, "category", POD_REQUIRED,
                                                categories);
  treatment->classes = take_classes (reader, group);
  treatment->unit = pod_reader_take_unit (reader, group, "unit", POD_OPTIONAL);
  /* What accompanies the trial has no planned days. */
  pod_reader_take_span (reader, group, "days", g_strcmp0 (treatment->category, "concomitant") != 0,
                        &treatment->first_day, &treatment->last_day);
  treatment->route = pod_reader_take_text (reader, group, "route", POD_OPTIONAL);
  treatment->sdtm_name = name ? name->value
                              : pod_study_own (reader->study, g_ascii_strup (group->name, -1));
  treatment->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_TREATMENTS, treatment->id, treatment);
}

static void
check_intervention (PodStudyReader *reader, PodKeyGroup *group, const PodKeyEntry *entry)
{
  const char *name = entry->value;

  if (*name == '@' ? has_category (reader->study, name + 1)
                   : pod_study_find_treatment (reader->study, name) != NULL)
    return;
  pod_key_group_problem (group, entry, reader->problems,
                         "unknown treatment \"%s\": expected one that a group [treatment …] "
                         "declares, or @ and a category",
                         name);
}

void
pod_read_anchor (PodStudyReader *reader, PodKeyGroup *group)
{
  PodAnchor *anchor = g_new0 (PodAnchor, 1);
  PodKeyEntry *intervention = pod_reader_take (reader, group, "intervention", POD_OPTIONAL);

  anchor->id = group->name;
  anchor->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  anchor->event = pod_reader_take_text (reader, group, "event", POD_OPTIONAL);
  anchor->intervention = intervention ? intervention->value : NULL;
  if (intervention)
    check_intervention (reader, group, intervention);
  anchor->planned = pod_reader_take_flag (reader, group, "planned");
  if (anchor->event && pod_key_group_get (group, "event_days"))
    pod_reader_take_int (reader, group, "event_days", &anchor->event_days);
  if (anchor->planned ? !anchor->event : !anchor->event == !anchor->intervention)
    pod_key_group_problem (group, intervention, reader->problems,
                           anchor->planned ? "expected event=: a day is planned by an event"
                                           : "expected either event= or intervention=");
  pod_study_add (reader->study, POD_LIST_ANCHORS, anchor->id, anchor);
}

static void
take_window (PodStudyReader *reader, PodKeyGroup *group, PodPlannedVisit *visit)
{
  int early = 0;
  int late = 0;
  gboolean known = pod_reader_take_span (reader, group, "window", POD_OPTIONAL, &early, &late);

  if (known && (early > 0 || late < 0))
    pod_key_group_problem (group, pod_key_group_take (group, "window", NULL), reader->problems,
                           "the window does not hold the planned day: expected days early and "
                           "late, as in -3..3");
  visit->before = -early;
  visit->after = late;
}

static void
take_due (PodStudyReader *reader, PodKeyGroup *group, PodPlannedVisit *visit)
{
  static const char *const nothing[] = { NULL };
  PodKeyEntry *entry = pod_reader_take (reader, group, "observations", POD_OPTIONAL);

  visit->observations = entry ? pod_reader_take_names (reader, entry) : nothing;
  for (guint i = 0; visit->observations[i]; i++)
    if (!pod_study_find_observation (reader->study, visit->observations[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown observation \"%s\": expected one that a group [observation "
                             "…] declares",
                             visit->observations[i]);
}

static gboolean
is_number_used (const PodStudy *study, int number)
{
  const GPtrArray *visits = pod_study_get_visits (study);

  for (guint i = 0; i < visits->len; i++)
    if (((const PodPlannedVisit *) g_ptr_array_index (visits, i))->number == number)
      return TRUE;
  return FALSE;
}

void
pod_read_visit (PodStudyReader *reader, PodKeyGroup *group)
{
  PodPlannedVisit *visit = g_new0 (PodPlannedVisit, 1);

  visit->id = group->name;
  visit->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  if (pod_reader_take_int (reader, group, "number", &visit->number) &&
      is_number_used (reader->study, visit->number))
    pod_key_group_problem (group, pod_key_group_take (group, "number", NULL), reader->problems,
                           "another visit has the number %d: expected one of its own",
                           visit->number);
  pod_reader_take_int (reader, group, "day", &visit->day);
  visit->anchor = pod_reader_take_id (reader, group, "anchor", POD_REQUIRED, POD_LIST_ANCHORS,
                                      "anchor");
  take_window (reader, group, visit);
  visit->epoch = pod_reader_take_text (reader, group, "epoch", POD_OPTIONAL);
  take_due (reader, group, visit);
  visit->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_VISITS, visit->id, visit);
}
