#include "pod-study-private.h"

#include <math.h>
#include <string.h>

/* The words of a flag where the file gives none. */
static const PodWords yes_words = { "Yes", "是" };
static const PodWords no_words = { "No", "否" };

static void
free_file (gpointer data)
{
  PodStudyFile *file = data;

  g_free (file->name);
  g_clear_pointer (&file->bytes, g_bytes_unref);
  g_clear_pointer (&file->keys, pod_key_file_free);
  g_free (file);
}

PodStudy *
pod_study_new (void)
{
  PodStudy *self = g_new0 (PodStudy, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->files = g_ptr_array_new_with_free_func (free_file);
  self->settings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->owned = g_ptr_array_new_with_free_func (g_free);
  self->arrays = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->rules = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_rule_unref);
  self->grade_symbols = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  for (guint i = 0; i < POD_N_LISTS; i++)
    {
      self->lists[i] = g_ptr_array_new_with_free_func (g_free);
      self->index[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
  return self;
}

static void
free_study (PodStudy *self)
{
  for (guint i = 0; i < POD_N_LISTS; i++)
    {
      g_hash_table_unref (self->index[i]);
      g_ptr_array_unref (self->lists[i]);
    }
  /* Rules point to symbols, which are in the lists or below, but do not read them when they go. */
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->grade_symbols);
  g_ptr_array_unref (self->owned);
  g_ptr_array_unref (self->arrays);
  g_hash_table_unref (self->settings);
  g_ptr_array_unref (self->files);
  g_free (self);
}

void
pod_study_add (PodStudy *study, PodListKind kind, const char *id, gpointer item)
{
  g_ptr_array_add (study->lists[kind], item);
  g_hash_table_insert (study->index[kind], (gpointer) id, item);
}

gpointer
pod_study_find (const PodStudy *study, PodListKind kind, const char *id)
{
  return id ? g_hash_table_lookup (study->index[kind], id) : NULL;
}

gpointer
pod_study_own (PodStudy *study, gpointer memory)
{
  g_ptr_array_add (study->owned, memory);
  return memory;
}

const PodRule *
pod_study_own_rule (PodStudy *study, PodRule *rule)
{
  if (rule)
    g_ptr_array_add (study->rules, rule);
  return rule;
}

PodStudy *
pod_study_ref (PodStudy *study)
{
  g_atomic_ref_count_inc (&study->ref_count);
  return study;
}

void
pod_study_unref (PodStudy *study)
{
  if (g_atomic_ref_count_dec (&study->ref_count))
    free_study (study);
}

const char *
pod_words_get (const PodWords *words, const char *locale)
{
  /* One translation is shipped; "zh_CN.UTF-8" and "zh" ask for it too. */
  if (words->translated && locale && g_str_has_prefix (locale, "zh"))
    return words->translated;
  return words->plain;
}

gboolean
pod_criterion_applies (const PodCriterion *criterion, const char *cohort)
{
  return !criterion->cohorts || (cohort && g_strv_contains (criterion->cohorts, cohort));
}

gboolean
pod_condition_applies (const PodCondition *condition, const char *cohort)
{
  return !condition->cohorts || (cohort && g_strv_contains (condition->cohorts, cohort));
}

const char *
pod_study_get (const PodStudy *study, const char *key)
{
  return g_hash_table_lookup (study->settings, key);
}

const char *
pod_study_get_id (const PodStudy *study)
{
  return pod_study_get (study, "id");
}

PodWords
pod_study_get_title (const PodStudy *study)
{
  return (PodWords){ pod_study_get (study, "title"), pod_study_get (study, "title[zh_CN]") };
}

guint
pod_study_get_target (const PodStudy *study)
{
  const char *target = pod_study_get (study, "target");

  return target ? (guint) g_ascii_strtoull (target, NULL, 10) : 0;
}

guint
pod_study_get_n_files (const PodStudy *study)
{
  return study->files->len;
}

const char *
pod_study_get_file (const PodStudy *study, guint index, GBytes **bytes)
{
  const PodStudyFile *file = g_ptr_array_index (study->files, index);

  if (bytes)
    *bytes = g_bytes_ref (file->bytes);
  return file->name;
}

#define DEFINE_LIST(plural, KIND)                                                                  \
  const GPtrArray *pod_study_get_##plural (const PodStudy *study)                                  \
  {                                                                                                \
    return study->lists[POD_LIST_##KIND];                                                          \
  }

DEFINE_LIST (cohorts, COHORTS)
DEFINE_LIST (consent_forms, CONSENT_FORMS)
DEFINE_LIST (groups, GROUPS)
DEFINE_LIST (observations, OBSERVATIONS)
DEFINE_LIST (anchors, ANCHORS)
DEFINE_LIST (definitions, DEFINITIONS)
DEFINE_LIST (criteria, CRITERIA)
DEFINE_LIST (readings, READINGS)
DEFINE_LIST (visits, VISITS)
DEFINE_LIST (classes, CLASSES)
DEFINE_LIST (treatments, TREATMENTS)
DEFINE_LIST (grades, GRADES)
DEFINE_LIST (equations, EQUATIONS)
DEFINE_LIST (terms, TERMS)
DEFINE_LIST (instruments, INSTRUMENTS)
DEFINE_LIST (notes, NOTES)
DEFINE_LIST (checks, CHECKS)
DEFINE_LIST (burdens, BURDENS)
DEFINE_LIST (not_done_reasons, NOT_DONE)
DEFINE_LIST (kinetics, KINETICS)

#define DEFINE_FIND(Type, singular, KIND)                                                          \
  const Type *pod_study_find_##singular (const PodStudy *study, const char *id)                    \
  {                                                                                                \
    return pod_study_find (study, POD_LIST_##KIND, id);                                            \
  }

DEFINE_FIND (PodCohort, cohort, COHORTS)
DEFINE_FIND (PodConsentForm, consent_form, CONSENT_FORMS)
DEFINE_FIND (PodGroup, group, GROUPS)
DEFINE_FIND (PodAnchor, anchor, ANCHORS)
DEFINE_FIND (PodDefinition, definition, DEFINITIONS)
DEFINE_FIND (PodCriterion, criterion, CRITERIA)
DEFINE_FIND (PodReading, reading, READINGS)
DEFINE_FIND (PodPlannedVisit, visit, VISITS)
DEFINE_FIND (PodMedicationClass, class, CLASSES)
DEFINE_FIND (PodTreatment, treatment, TREATMENTS)
DEFINE_FIND (PodTerm, term, TERMS)
DEFINE_FIND (PodInstrument, instrument, INSTRUMENTS)
DEFINE_FIND (PodCheck, check, CHECKS)
DEFINE_FIND (PodBurden, burden, BURDENS)
DEFINE_FIND (PodNotDone, not_done_reason, NOT_DONE)
DEFINE_FIND (PodEquivalent, equivalent, EQUIVALENTS)

int
pod_study_index_cohort (const PodStudy *study, const char *id)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);

  for (guint i = 0; id && i < cohorts->len; i++)
    if (g_str_equal (((const PodCohort *) g_ptr_array_index (cohorts, i))->id, id))
      return (int) i;
  return -1;
}

/* What instruments ask is observed too, and is in no list of the study's own. */
const PodObservation *
pod_study_find_observation (const PodStudy *study, const char *name)
{
  const PodObservation *observation = pod_study_find (study, POD_LIST_OBSERVATIONS, name);

  return observation != NULL ? observation : pod_study_find (study, POD_LIST_ANSWERS, name);
}

const PodConsentForm *
pod_study_get_consent_form_on (const PodStudy *study, PodDate day)
{
  const GPtrArray *forms = pod_study_get_consent_forms (study);
  const PodConsentForm *latest = NULL;

  for (guint i = 0; i < forms->len; i++)
    {
      const PodConsentForm *form = g_ptr_array_index (forms, i);

      if (pod_date_compare (form->date, day) <= 0 &&
          (!latest || pod_date_compare (form->date, latest->date) >= 0))
        latest = form;
    }
  return latest;
}

const PodEquation *
pod_study_find_equation (const PodStudy *study, const char *result, const char *year)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; i < equations->len; i++)
    {
      const PodEquation *equation = g_ptr_array_index (equations, i);

      if (!g_strcmp0 (equation->result->symbol.name, result) && !g_strcmp0 (equation->year, year))
        return equation;
    }
  return NULL;
}

GPtrArray *
pod_study_find_grades (const PodStudy *study, const PodObservation *observation)
{
  return pod_study_find_grades_on (study, NULL, observation);
}

GPtrArray *
pod_study_list_scales (const PodStudy *study)
{
  const GPtrArray *all = pod_study_get_grades (study);
  GPtrArray *scales = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    {
      const char *scale = ((const PodGrade *) g_ptr_array_index (all, i))->scale;

      if (scale && !g_ptr_array_find_with_equal_func (scales, scale, g_str_equal, NULL))
        g_ptr_array_add (scales, (gpointer) scale);
    }
  return scales;
}

GPtrArray *
pod_study_find_grades_on (const PodStudy *study,
                          const char *scale,
                          const PodObservation *observation)
{
  const GPtrArray *all = pod_study_get_grades (study);
  GPtrArray *grades = g_ptr_array_new ();

  if (!scale)
    scale = pod_study_get (study, "toxicity_scale");
  for (guint i = 0; i < all->len; i++)
    {
      const PodGrade *grade = g_ptr_array_index (all, i);

      if (grade->observation == observation && !g_strcmp0 (grade->scale, scale))
        g_ptr_array_add (grades, (gpointer) grade);
    }
  return grades;
}

/* Units that only their own kind can be turned into share one dimension; which of them is in @code? */
static const char *
find_arbitrary (const char *code)
{
  static const char *const names[] = { "{RU}",  "{copies}", "[arb'U]", "[CFU]", "[HPF]",
                                       "[LPF]", "[pH]",     "eq",      "osm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strstr (code, names[i]))
      return names[i];
  return NULL;
}

/* From @first on, which stands at the "/{" of "mL/min/{1.73_m2}", the remarks are the same. */
static gboolean
is_same_remark (const char *first, const char *second)
{
  return !first || !second ? first == second : !strcmp (first, second);
}

/* By dimension alone {RU}/mL would be {copies}/mL, and a clearance in mL/min one for 1.73 m2: a study that means
 * that says so with convert=. */
static gboolean
get_factor_by_dimension (const PodUnit *from, const PodUnit *to, double *factor)
{
  const char *first = pod_unit_get_ucum (from);
  const char *second = pod_unit_get_ucum (to);

  return find_arbitrary (first) == find_arbitrary (second) &&
         is_same_remark (strstr (first, "/{"), strstr (second, "/{")) &&
         pod_unit_get_factor (from, to, factor);
}

gboolean
pod_observation_get_factor (const PodObservation *observation, const PodUnit *unit, double *factor)
{
  if (!unit || !observation->symbol.unit)
    return FALSE;
  if (unit == observation->symbol.unit)
    {
      *factor = 1;
      return TRUE;
    }
  for (guint i = 0; i < observation->n_conversions; i++)
    if (observation->conversions[i].from == unit)
      {
        *factor = observation->conversions[i].factor;
        return TRUE;
      }
  /* By way of a conversion's unit: g/L where mg/dL is declared. */
  for (guint i = 0; i < observation->n_conversions; i++)
    if (get_factor_by_dimension (unit, observation->conversions[i].from, factor))
      {
        *factor *= observation->conversions[i].factor;
        return TRUE;
      }
  return get_factor_by_dimension (unit, observation->symbol.unit, factor);
}

static const PodWords *
find_choice_words (const PodObservation *observation, const char *code)
{
  static const char *const flag_codes[] = { "yes", "no", NULL };
  const char *const *codes = observation->symbol.kind == POD_KIND_FLAG
                                 ? flag_codes
                                 : observation->symbol.choices;

  for (guint i = 0; codes && codes[i]; i++)
    if (!strcmp (codes[i], code) && observation->choice_words[i].plain)
      return &observation->choice_words[i];
  if (observation->symbol.kind == POD_KIND_FLAG)
    return !strcmp (code, "yes") ? &yes_words : !strcmp (code, "no") ? &no_words : NULL;
  return NULL;
}

const char *
pod_observation_get_choice (const PodObservation *observation, const char *code, const char *locale)
{
  const PodWords *words = code ? find_choice_words (observation, code) : NULL;

  return words ? pod_words_get (words, locale) : code;
}

gboolean
pod_observation_is_abnormal (const PodObservation *observation, const char *code)
{
  return code && observation->abnormal && g_strv_contains (observation->abnormal, code);
}

gboolean
pod_observation_is_laboratory (const PodObservation *observation)
{
  return g_strcmp0 (observation->domain, "LB") == 0;
}

gboolean
pod_observation_is_collected (const PodObservation *observation)
{
  return !isnan (observation->collection_low);
}
