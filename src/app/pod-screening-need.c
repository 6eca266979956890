#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-need.h"

#include <glib/gi18n-lib.h>

#include "pod-need.h"
#include "pod-next-test.h"
#include "pod-trial-screening.h"
#include "pod-words.h"

static void
add_once (GPtrArray *list, gconstpointer item)
{
  if (!g_ptr_array_find (list, item, NULL))
    g_ptr_array_add (list, (gpointer) item);
}

const PodInstrument *
pod_screening_find_instrument (const PodObservation *observation)
{
  return observation->score;
}

/* NULL where no equation gives it. */
static const PodEquation *
find_equation (const PodStudy *study, const PodObservation *observation)
{
  const GPtrArray *equations = pod_study_get_equations (study);

  for (guint i = 0; i < equations->len; i++)
    {
      const PodEquation *equation = g_ptr_array_index (equations, i);

      if (equation->result == observation)
        return equation;
    }
  return NULL;
}

/* Nothing for what registering gives. */
static void
add_entries (const PodStudy *study, const PodObservation *observation, GPtrArray *list)
{
  const PodEquation *equation = find_equation (study, observation);
  g_autoptr (GPtrArray) inputs = NULL;

  /* How consent was taken is recorded, and withdrawn, where consent is. */
  if (equation == NULL && !observation->derived && !pod_consent_is_about (study, observation))
    add_once (list, observation);
  if (equation == NULL)
    return;
  inputs = pod_rule_get_symbols (equation->rule);
  for (guint i = 0; i < inputs->len; i++)
    {
      const PodObservation *input = g_ptr_array_index (inputs, i);

      if (!input->derived && g_strcmp0 (input->symbol.name, "sex") != 0)
        add_once (list, input);
    }
}

GPtrArray *
pod_screening_list_entries (const PodStudy *study, const PodObservation *observation)
{
  GPtrArray *entries = g_ptr_array_new ();

  add_entries (study, observation, entries);
  return entries;
}

const PodObservation *
pod_screening_find_entry (const PodStudy *study, const PodObservation *observation)
{
  g_autoptr (GPtrArray) entries = pod_screening_list_entries (study, observation);

  return entries->len > 0 ? g_ptr_array_index (entries, 0) : observation;
}

/* (element-type PodObservation): all that the criteria read. */
static GPtrArray *
list_read (const PodScreening *screening)
{
  GPtrArray *read = g_ptr_array_new ();

  for (guint i = 0; i < screening->verdicts->len; i++)
    {
      const PodVerdict *verdict = g_ptr_array_index (screening->verdicts, i);
      g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (verdict->criterion->rule);

      for (guint j = 0; j < symbols->len; j++)
        add_once (read, g_ptr_array_index (symbols, j));
    }
  return read;
}

static void
add_needed (const PodStudy *study, const GPtrArray *observations, GPtrArray *needed)
{
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (pod_screening_find_instrument (observation) == NULL &&
          g_strcmp0 (observation->symbol.name, "sex") != 0)
        add_entries (study, observation, needed);
    }
}

GPtrArray *
pod_screening_list_needed (const PodStudy *study, const PodScreening *screening)
{
  GPtrArray *needed = g_ptr_array_new ();
  g_autoptr (GPtrArray) read = list_read (screening);

  add_needed (study, screening->missing, needed);
  add_needed (study, read, needed);
  return needed;
}

GPtrArray *
pod_screening_list_instruments (const PodScreening *screening)
{
  GPtrArray *instruments = g_ptr_array_new ();
  g_autoptr (GPtrArray) read = list_read (screening);

  for (guint i = 0; i < read->len; i++)
    {
      const PodInstrument *instrument = pod_screening_find_instrument (g_ptr_array_index (read, i));

      if (instrument != NULL)
        add_once (instruments, instrument);
    }
  return instruments;
}

GPtrArray *
pod_screening_list_attestations (const PodStudy *study, const PodCriterion *criterion)
{
  GPtrArray *flags = g_ptr_array_new ();
  g_autoptr (GPtrArray) symbols = pod_rule_get_symbols (criterion->rule);

  for (guint i = 0; criterion->judgement && i < symbols->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (symbols, i);

      if (observation->attested && !observation->derived &&
          !pod_consent_is_about (study, observation) &&
          pod_screening_find_instrument (observation) == NULL)
        g_ptr_array_add (flags, (gpointer) observation);
    }
  return flags;
}

GPtrArray *
pod_screening_list_missing (const PodStudy *study, const PodScreening *screening)
{
  GPtrArray *list = g_ptr_array_new ();
  g_autoptr (GHashTable) needs = pod_needs_new (screening);

  for (guint i = 0; i < screening->missing->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (screening->missing, i);

      if (pod_needs_get (needs, observation->symbol.name) != POD_NEED_SURELY)
        continue;
      if (pod_screening_find_instrument (observation) != NULL)
        add_once (list, observation);
      else
        add_entries (study, observation, list);
    }
  return list;
}

static PodNeed
find_need (const PodStudy *study,
           const PodScreening *screening,
           GHashTable *needs,
           const PodObservation *entry)
{
  PodNeed need = POD_NEED_NONE;

  for (guint i = 0; i < screening->missing->len; i++)
    {
      const PodObservation *missing = g_ptr_array_index (screening->missing, i);
      g_autoptr (GPtrArray) entries = pod_screening_list_entries (study, missing);

      if (missing == entry || g_ptr_array_find (entries, entry, NULL))
        need = MAX (need, pod_needs_get (needs, missing->symbol.name));
    }
  return need;
}

guint
pod_screening_count_missing (const PodStudy *study,
                             const PodScreening *screening,
                             const GPtrArray *needed,
                             guint *perhaps)
{
  g_autoptr (GHashTable) needs = pod_needs_new (screening);
  guint n[3] = { 0 };

  for (guint i = 0; i < needed->len; i++)
    n[find_need (study, screening, needs, g_ptr_array_index (needed, i))]++;
  *perhaps = n[POD_NEED_PERHAPS];
  return n[POD_NEED_SURELY];
}

/* ---- what to do next ---- */

static gboolean
may_answer (PodTrial *trial, const PodObservation *observation)
{
  const PodStudy *study = pod_trial_get_study (trial);

  if (pod_consent_is_about (study, observation))
    return pod_trial_may (trial, POD_VERB_CONSENT);
  return pod_trial_may (trial, observation->attested ? POD_VERB_JUDGE : POD_VERB_RECORD);
}

/* In the order in which it is worth while; @tests: (element-type PodNextTest).  @mine: only what who is signed in may answer. */
static const PodObservation *
find_first (PodTrial *trial, const GPtrArray *tests, gboolean mine, const PodNextTest **found)
{
  for (guint i = 0; i < tests->len; i++)
    {
      const PodNextTest *test = g_ptr_array_index (tests, i);

      for (guint k = 0; k < test->observations->len; k++)
        {
          const PodObservation *observation = g_ptr_array_index (test->observations, k);

          *found = test;
          if (!mine || may_answer (trial, observation))
            return observation;
        }
    }
  *found = NULL;
  return NULL;
}

const PodObservation *
pod_screening_find_next (PodTrial *trial, const PodScreening *screening)
{
  g_autoptr (GPtrArray) tests = pod_next_tests_new (pod_trial_get_study (trial), screening);
  const PodObservation *next;
  const PodNextTest *test;

  /* Nothing more has to be known of somebody who cannot enter. */
  if (screening->eligible == POD_FALSE)
    return NULL;
  next = find_first (trial, tests, TRUE, &test);
  if (next == NULL)
    next = find_first (trial, tests, FALSE, &test);
  if (next == NULL && screening->missing->len > 0)
    next = g_ptr_array_index (screening->missing, 0);
  return next;
}

static const char *
get_label (const PodObservation *observation)
{
  return pod_words_get (&observation->label, pod_words_locale ());
}

/* How many others of it can be had by whom is signed in. */
static guint
count_others (PodTrial *trial, const PodNextTest *test, const PodObservation *next)
{
  guint n = 0;

  for (guint i = 0; i < test->observations->len; i++)
    {
      const PodObservation *other = g_ptr_array_index (test->observations, i);

      n += other != next && may_answer (trial, other) == may_answer (trial, next);
    }
  return n;
}

static char *
say_test (PodTrial *trial, const PodNextTest *test, const PodObservation *next)
{
  guint more = test != NULL ? count_others (trial, test, next) : 0;

  if (test == NULL || test->panel == NULL)
    return g_strdup (get_label (next));
  if (more == 0)
    return g_strdup_printf ("%s: %s", pod_words_get (&test->panel->label, pod_words_locale ()),
                            get_label (next));
  /* Translators: a panel of tests ("Blood count"), one of it, and how many others of it are missing too. */
  return g_strdup_printf (ngettext ("%s: %s and %u more", "%s: %s and %u more", more),
                          pod_words_get (&test->panel->label, pod_words_locale ()),
                          get_label (next), more);
}

char *
pod_screening_say_next (PodTrial *trial, const PodScreening *screening)
{
  g_autoptr (GPtrArray) tests = pod_next_tests_new (pod_trial_get_study (trial), screening);
  const PodNextTest *test, *mine;
  const PodObservation *first = find_first (trial, tests, FALSE, &test);
  const PodObservation *own = find_first (trial, tests, TRUE, &mine);
  g_autofree char *all = NULL, *words = NULL;

  if (first == NULL)
    first = screening->missing->len > 0 ? g_ptr_array_index (screening->missing, 0) : NULL;
  if (first == NULL)
    return g_strdup ("");
  all = say_test (trial, test, first);
  if (first == own || !first->attested || may_answer (trial, first))
    return g_steal_pointer (&all);
  if (own == NULL)
    /* Translators: what only a physician may answer. */
    return g_strdup_printf (C_ ("next", "for a physician: %s"), all);
  words = say_test (trial, mine, own);
  /* Translators: what the reader can do next, then what comes before it and only a physician may answer. */
  return g_strdup_printf (C_ ("next", "%1$s · for a physician: %2$s"), words, all);
}
