#include "pod-study-reader.h"

/* Notes beside verdicts, and the checks before a step of the treatment. */

static const PodRule *
take_rule (PodStudyReader *reader, PodKeyGroup *group, PodRequirement required)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "rule", required);
  PodVocabulary vocabulary;

  if (!entry)
    return NULL;
  pod_reader_init_vocabulary (reader, &vocabulary);
  return pod_study_own_rule (reader->study,
                             pod_reader_make_condition (reader, group, entry, &vocabulary));
}

static gboolean
has_category (const PodStudy *study, const char *category)
{
  const GPtrArray *treatments = pod_study_get_treatments (study);

  for (guint i = 0; i < treatments->len; i++)
    if (!g_strcmp0 (((const PodTreatment *) g_ptr_array_index (treatments, i))->category, category))
      return TRUE;
  return FALSE;
}

static void
take_given (PodStudyReader *reader, PodKeyGroup *group, PodNote *note)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "given", POD_OPTIONAL);

  if (!entry)
    return;
  note->given = pod_reader_take_names (reader, entry);
  for (guint i = 0; note->given[i]; i++)
    if (*note->given[i] == '@' ? !has_category (reader->study, note->given[i] + 1)
                               : !pod_study_find_treatment (reader->study, note->given[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown treatment \"%s\": expected one that a group [treatment …] "
                             "declares, or @ and a category",
                             note->given[i]);
}

static void
take_before (PodStudyReader *reader, PodKeyGroup *group, PodNote *note)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "before", note->given != NULL);

  if (!entry)
    return;
  note->before = pod_reader_take_names (reader, entry);
  for (guint i = 0; note->before[i]; i++)
    if (!pod_study_find_observation (reader->study, note->before[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown observation \"%s\": expected one that a group [observation "
                             "…] declares",
                             note->before[i]);
}

void
pod_read_note (PodStudyReader *reader, PodKeyGroup *group)
{
  PodNote *note = g_new0 (PodNote, 1);
  const char *criterion = pod_reader_take_id (reader, group, "criterion", POD_REQUIRED,
                                              POD_LIST_CRITERIA, "criterion");
  gboolean own_window;

  note->id = group->name;
  note->criterion = pod_study_find_criterion (reader->study, criterion);
  note->text = pod_reader_take_words (reader, group, "text", POD_REQUIRED);
  take_given (reader, group, note);
  take_before (reader, group, note);
  note->rule = take_rule (reader, group, note->given == NULL);
  own_window = pod_reader_take_look_back (reader, group, &note->window);
  if (!own_window && note->criterion)
    note->window = note->criterion->window;
  if (note->given && (note->rule || !own_window || note->window.anchor))
    pod_key_group_problem (group, NULL, reader->problems,
                           "given= goes with a look-back of its own, as in 7 d, and without rule=");
  note->check = pod_reader_take_words (reader, group, "check", POD_OPTIONAL);
  note->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_NOTES, note->id, note);
}

void
pod_read_check (PodStudyReader *reader, PodKeyGroup *group)
{
  PodCheck *check = g_new0 (PodCheck, 1);

  check->id = group->name;
  check->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  check->before = pod_reader_take_id (reader, group, "before", POD_REQUIRED, POD_LIST_ANCHORS,
                                      "anchor");
  check->conditions = g_ptr_array_new ();
  g_ptr_array_add (reader->study->arrays, check->conditions);
  check->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  pod_study_add (reader->study, POD_LIST_CHECKS, check->id, check);
}

void
pod_read_condition (PodStudyReader *reader, PodKeyGroup *group)
{
  PodCondition *condition = g_new0 (PodCondition, 1);
  const char *check = pod_reader_take_id (reader, group, "of", POD_REQUIRED, POD_LIST_CHECKS,
                                          "check");

  condition->id = group->name;
  condition->check = pod_study_find_check (reader->study, check);
  condition->cohorts = pod_reader_take_cohorts (reader, group, POD_OPTIONAL);
  condition->label = pod_reader_take_words (reader, group, "label", POD_REQUIRED);
  condition->text = pod_reader_take_words (reader, group, "text", POD_OPTIONAL);
  condition->rule = take_rule (reader, group, POD_REQUIRED);
  pod_reader_take_look_back (reader, group, &condition->window);
  condition->caveat = pod_reader_take_words (reader, group, "check", POD_OPTIONAL);
  condition->source = pod_reader_take_text (reader, group, "source", POD_REQUIRED);
  if (condition->check)
    g_ptr_array_add (condition->check->conditions, condition);
  pod_study_add (reader->study, POD_LIST_CONDITIONS, condition->id, condition);
}
