#include "pod-study-reader.h"

#include <string.h>

/* Definitions that need one another deeper than this are no longer read by anyone. */
#define MAX_DEPTH 50

static const PodRule *load_definition (PodStudyReader *reader, const char *name);

/* ---- the vocabulary while definitions are being loaded ---- */

static const PodSymbol *
find_symbol_cb (gpointer self, const char *name)
{
  PodStudyReader *reader = self;
  const PodObservation *observation = pod_study_find_observation (reader->study, name);
  const PodReading *reading = pod_study_find_reading (reader->study, name);

  if (observation)
    return &observation->symbol;
  return reading ? &reading->observation.symbol : NULL;
}

/* An equation may be asked by its name, for what another than the one in force would give. */
static const PodRule *
find_definition_cb (gpointer self, const char *name)
{
  PodStudyReader *reader = self;
  const PodEquation *equation = pod_study_find (reader->study, POD_LIST_EQUATIONS, name);

  return equation ? equation->rule : load_definition (self, name);
}

static gboolean
has_anchor_cb (gpointer self, const char *name)
{
  PodStudyReader *reader = self;

  return pod_study_find_anchor (reader->study, name) != NULL;
}

/* A symbol of a study is its observation. */
static gboolean
find_factor_cb (gpointer self, const PodSymbol *symbol, const PodUnit *unit, double *factor)
{
  double to_canonical;

  if (!pod_observation_get_factor ((const PodObservation *) symbol, unit, &to_canonical))
    return FALSE;
  *factor = 1 / to_canonical;
  return TRUE;
}

static void
add_names (GPtrArray *names, GHashTable *table)
{
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, name);
}

/* For "did you mean": first asked for when all that can be meant has been collected. */
static const char *const *
list_names_cb (gpointer self)
{
  PodStudyReader *reader = self;

  if (!reader->names)
    {
      reader->names = g_ptr_array_new ();
      add_names (reader->names, reader->study->index[POD_LIST_OBSERVATIONS]);
      add_names (reader->names, reader->study->index[POD_LIST_READINGS]);
      add_names (reader->names, reader->study->index[POD_LIST_ANCHORS]);
      add_names (reader->names, reader->pending);
      g_ptr_array_add (reader->names, NULL);
    }
  return (const char *const *) reader->names->pdata;
}

GPtrArray *
pod_study_list_treatments_of (const PodStudy *study, const char *name)
{
  const PodMedicationClass *class = pod_study_find_class (study, name);
  const GPtrArray *treatments = pod_study_get_treatments (study);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < treatments->len; i++)
    {
      const PodTreatment *treatment = g_ptr_array_index (treatments, i);

      if (class ? g_strv_contains (treatment->classes, name) : !strcmp (treatment->id, name))
        g_ptr_array_add (list, (gpointer) g_intern_string (treatment->id));
    }
  g_ptr_array_add (list, NULL);
  return list;
}

/* Who attests that all of a treatment is on record?  Who does so of its class; of the first, where it has several. */
static const PodMedicationClass *
find_class_of (const PodStudy *study, const char *name)
{
  const PodTreatment *treatment = pod_study_find_treatment (study, name);

  if (pod_study_find_class (study, name))
    return pod_study_find_class (study, name);
  return treatment ? pod_study_find_class (study, treatment->classes[0]) : NULL;
}

static const PodMedication *
find_medication_cb (gpointer self, const char *name)
{
  PodStudyReader *reader = self;
  PodStudy *study = reader->study;
  const PodMedicationClass *class = find_class_of (study, name);
  PodMedication *medication;

  if (!pod_study_find_class (study, name) && !pod_study_find_treatment (study, name))
    return NULL;
  medication = pod_study_own (study, g_new0 (PodMedication, 1));
  medication->name = g_intern_string (name);
  medication->treatments =
      pod_study_own (study, g_ptr_array_free (pod_study_list_treatments_of (study, name), FALSE));
  if (class && class->complete)
    {
      medication->complete = &pod_study_find_observation (study, class->complete)->symbol;
      medication->complete_days = class->complete_days;
    }
  return medication;
}

static const char *const *
list_medications_cb (gpointer self)
{
  PodStudyReader *reader = self;

  if (!reader->medications)
    {
      reader->medications = g_ptr_array_new ();
      add_names (reader->medications, reader->study->index[POD_LIST_CLASSES]);
      add_names (reader->medications, reader->study->index[POD_LIST_TREATMENTS]);
      g_ptr_array_add (reader->medications, NULL);
    }
  return (const char *const *) reader->medications->pdata;
}

void
pod_reader_init_vocabulary (PodStudyReader *reader, PodVocabulary *vocabulary)
{
  *vocabulary = (PodVocabulary){
    .symbol = find_symbol_cb,
    .definition = find_definition_cb,
    .has_anchor = has_anchor_cb,
    .factor = find_factor_cb,
    .self = reader,
    .names = list_names_cb,
    .medication = find_medication_cb,
    .medications = list_medications_cb,
  };
}

/* ---- definitions ---- */

/* The names on the way from @name back to itself: "a → b → a". */
static void
report_cycle (PodStudyReader *reader, PodKeyGroup *group)
{
  GString *cycle = g_string_new (NULL);
  gboolean inside = FALSE;

  for (guint i = 0; i < reader->path->len; i++)
    {
      const char *name = g_ptr_array_index (reader->path, i);

      inside = inside || !strcmp (name, group->name);
      if (inside)
        g_string_append_printf (cycle, "%s → ", name);
    }
  pod_key_group_problem (group, pod_key_group_take (group, "rule", NULL), reader->problems,
                         "the definition needs itself: %s%s", cycle->str, group->name);
  g_string_free (cycle, TRUE);
}

static gboolean
is_on_path (const PodStudyReader *reader, const char *name)
{
  for (guint i = 0; i < reader->path->len; i++)
    if (!strcmp (g_ptr_array_index (reader->path, i), name))
      return TRUE;
  return FALSE;
}

static PodDefinition *
read_definition (PodStudyReader *reader, PodKeyGroup *group)
{
  PodDefinition *definition = g_new0 (PodDefinition, 1);
  PodKeyEntry *entry = pod_reader_take (reader, group, "rule", POD_REQUIRED);
  PodVocabulary vocabulary;
  PodRule *rule = NULL;

  pod_reader_init_vocabulary (reader, &vocabulary);
  definition->id = group->name;
  definition->label = pod_reader_take_words (reader, group, "label", POD_OPTIONAL);
  definition->source = pod_key_group_get (group, "source");
  if (!definition->label.plain)
    definition->label.plain = group->name;
  if (entry)
    rule = pod_reader_make_condition (reader, group, entry, &vocabulary);
  if (!rule && reader->stand_in)
    rule = pod_rule_ref (reader->stand_in);
  definition->rule = pod_study_own_rule (reader->study, rule);
  return definition;
}

/* The rule of a definition, which is loaded first where it is not yet; NULL where there is no such definition. */
static const PodRule *
load_definition (PodStudyReader *reader, const char *name)
{
  const PodDefinition *known = pod_study_find_definition (reader->study, name);
  PodKeyGroup *group = known ? NULL : g_hash_table_lookup (reader->pending, name);
  PodDefinition *definition;

  if (known)
    return known->rule;
  if (!group)
    return NULL;
  if (is_on_path (reader, name))
    {
      report_cycle (reader, group);
      return reader->stand_in;
    }
  if (reader->path->len >= MAX_DEPTH)
    {
      pod_key_group_problem (group, pod_key_group_take (group, "rule", NULL), reader->problems,
                             "definitions stand on definitions more than %d deep", MAX_DEPTH);
      return reader->stand_in;
    }
  g_ptr_array_add (reader->path, group->name);
  definition = read_definition (reader, group);
  g_ptr_array_set_size (reader->path, (int) reader->path->len - 1);
  pod_study_add (reader->study, POD_LIST_DEFINITIONS, definition->id, definition);
  return definition->rule;
}

static void
collect_pending (PodStudyReader *reader)
{
  for (guint i = 0; i < reader->groups->len; i++)
    {
      PodKeyGroup *group = g_ptr_array_index (reader->groups, i);

      if (!strcmp (group->kind, "definition"))
        g_hash_table_insert (reader->pending, group->name, group);
    }
}

void
pod_read_definition (PodStudyReader *reader, PodKeyGroup *group)
{
  if (!g_hash_table_size (reader->pending))
    collect_pending (reader);
  if (pod_study_find_observation (reader->study, group->name))
    pod_key_group_problem (group, NULL, reader->problems,
                           "\"%s\" is an observation too: expected another name", group->name);
  load_definition (reader, group->name);
}

/* ---- criteria ---- */

static void
take_kind (PodStudyReader *reader, PodKeyGroup *group, PodCriterion *criterion)
{
  static const char *const kinds[] = { "inclusion", "exclusion", NULL };
  const char *kind = pod_reader_take_one_of (reader, group, "kind", POD_REQUIRED, kinds);

  if (!kind)
    return;
  criterion->kind = !strcmp (kind, "inclusion") ? POD_INCLUSION : POD_EXCLUSION;
  if ((g_str_has_prefix (group->name, "INC-") && criterion->kind != POD_INCLUSION) ||
      (g_str_has_prefix (group->name, "EXC-") && criterion->kind != POD_EXCLUSION))
    pod_key_group_problem (group, pod_key_group_take (group, "kind", NULL), reader->problems,
                           "the kind contradicts the number: expected inclusion for INC, exclusion "
                           "for EXC");
}

const char *const *
pod_reader_take_cohorts (PodStudyReader *reader, PodKeyGroup *group, PodRequirement required)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "cohorts", required);
  const char *const *cohorts;

  if (!entry || !strcmp (entry->value, "all"))
    return NULL;
  cohorts = pod_reader_take_names (reader, entry);
  for (guint i = 0; cohorts[i]; i++)
    if (!pod_study_find_cohort (reader->study, cohorts[i]))
      pod_key_group_problem (group, entry, reader->problems,
                             "unknown cohort \"%s\": expected \"all\" or names that groups [cohort "
                             "…] declare",
                             cohorts[i]);
  return cohorts;
}

gboolean
pod_reader_take_look_back (PodStudyReader *reader, PodKeyGroup *group, PodWindow *window)
{
  PodKeyEntry *entry = pod_reader_take (reader, group, "look_back", POD_OPTIONAL);
  const char *fault = NULL;

  if (!entry)
    return FALSE;
  if (!pod_window_parse (entry->value, window, &fault))
    pod_key_group_problem (group, entry, reader->problems, "\"%s\" is not a look-back: %s",
                           entry->value, fault);
  else if (window->anchor && !pod_study_find_anchor (reader->study, window->anchor))
    pod_key_group_problem (group, entry, reader->problems,
                           "unknown anchor \"%s\": expected one that a group [anchor …] declares",
                           window->anchor);
  return TRUE;
}

static void
take_look_back (PodStudyReader *reader, PodKeyGroup *group, PodCriterion *criterion)
{
  static const char *const sources[] = { "registry", "site", NULL };

  if (!pod_reader_take_look_back (reader, group, &criterion->window))
    return;
  criterion->look_back_source = pod_reader_take_one_of (reader, group, "look_back.source",
                                                        POD_OPTIONAL, sources);
  /* What nobody says is the registry's is not put into its mouth. */
  if (!criterion->look_back_source)
    criterion->look_back_source = "site";
}

static void
take_reading (PodStudyReader *reader, PodKeyGroup *group, PodCriterion *criterion)
{
  criterion->reading = pod_reader_take_words (reader, group, "reading", POD_OPTIONAL);
  if (criterion->reading.plain)
    criterion->reading_source = pod_reader_take_text (reader, group, "reading.source",
                                                      POD_REQUIRED);
}

void
pod_read_criterion (PodStudyReader *reader, PodKeyGroup *group)
{
  PodCriterion *criterion = g_new0 (PodCriterion, 1);
  PodKeyEntry *rule = pod_reader_take (reader, group, "rule", POD_REQUIRED);
  PodVocabulary vocabulary;

  pod_reader_init_vocabulary (reader, &vocabulary);
  criterion->id = group->name;
  take_kind (reader, group, criterion);
  criterion->cohorts = pod_reader_take_cohorts (reader, group, POD_REQUIRED);
  criterion->text = pod_reader_take_words (reader, group, "text", POD_REQUIRED);
  criterion->label = pod_reader_take_words (reader, group, "label", POD_OPTIONAL);
  if (!criterion->label.plain)
    criterion->label.plain = group->name;
  take_reading (reader, group, criterion);
  take_look_back (reader, group, criterion);
  criterion->judgement = pod_reader_take_flag (reader, group, "judgement");
  if (rule)
    criterion->rule = pod_study_own_rule (reader->study,
                                          pod_reader_make_condition (reader, group, rule,
                                                                     &vocabulary));
  pod_study_add (reader->study, POD_LIST_CRITERIA, criterion->id, criterion);
}
