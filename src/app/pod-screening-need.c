#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-need.h"

#include <glib/gi18n-lib.h>

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

/* What somebody types for it; nothing for what registering gives. */
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

const PodObservation *
pod_screening_find_entry (const PodStudy *study, const PodObservation *observation)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();

  add_entries (study, observation, entries);
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

gboolean
pod_screening_is_missing (const PodStudy *study,
                          const PodScreening *screening,
                          const PodObservation *observation)
{
  for (guint i = 0; i < screening->missing->len; i++)
    {
      g_autoptr (GPtrArray) entries = g_ptr_array_new ();

      if (g_ptr_array_index (screening->missing, i) == observation)
        return TRUE;
      add_entries (study, g_ptr_array_index (screening->missing, i), entries);
      if (g_ptr_array_find (entries, observation, NULL))
        return TRUE;
    }
  return FALSE;
}

guint
pod_screening_count_missing (const PodStudy *study,
                             const PodScreening *screening,
                             const GPtrArray *needed)
{
  guint n = 0;

  for (guint i = 0; i < needed->len; i++)
    n += pod_screening_is_missing (study, screening, g_ptr_array_index (needed, i));
  return n;
}

const PodObservation *
pod_screening_find_next (const PodStudy *study, const PodScreening *screening)
{
  g_autoptr (GPtrArray) tests = pod_next_tests_new (study, screening);
  const PodNextTest *first = tests->len > 0 ? g_ptr_array_index (tests, 0) : NULL;

  /* Nothing more has to be known of somebody who cannot enter. */
  if (screening->eligible == POD_FALSE)
    return NULL;
  if (first != NULL && first->observations->len > 0)
    return g_ptr_array_index (first->observations, 0);
  return screening->missing->len > 0 ? g_ptr_array_index (screening->missing, 0) : NULL;
}

char *
pod_screening_say_next (const PodStudy *study, const PodScreening *screening)
{
  g_autoptr (GPtrArray) tests = pod_next_tests_new (study, screening);
  const PodNextTest *first = tests->len > 0 ? g_ptr_array_index (tests, 0) : NULL;
  const PodObservation *next = pod_screening_find_next (study, screening);
  const char *label = next != NULL ? pod_words_get (&next->label, pod_words_locale ()) : "";
  guint more = first != NULL && first->observations->len > 0 ? first->observations->len - 1 : 0;

  if (first == NULL || first->panel == NULL)
    return g_strdup (label);
  if (more == 0)
    return g_strdup_printf ("%s: %s", pod_words_get (&first->panel->label, pod_words_locale ()),
                            label);
  /* Translators: a panel of tests ("Blood count"), one of it, and how many others of it are missing too. */
  return g_strdup_printf (ngettext ("%s: %s and %u more", "%s: %s and %u more", more),
                          pod_words_get (&first->panel->label, pod_words_locale ()), label, more);
}
