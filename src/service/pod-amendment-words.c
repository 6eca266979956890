/* How an amendment reads to people: what differs in the definition, and how much of it. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-trial-amendment.h"

typedef struct
{
  const char *name;
  const char *words;
} Word;

static const Word kinds[] = {
  { "criterion", N_ ("Criterion") },
  { "reading", N_ ("Reading") },
  { "definition", N_ ("Definition") },
  { "observation", N_ ("Observation") },
  { "study", N_ ("Study") },
  { "cohort", N_ ("Cohort") },
  { "treatment", N_ ("Treatment") },
  { "visit", N_ ("Visit") },
  { "grade", N_ ("Grade") },
  { "term", N_ ("Term") },
  { "anchor", N_ ("Event of the trial") },
  { "instrument", N_ ("Instrument") },
  { "item", N_ ("Item") },
};

static const Word keys[] = {
  { "text", N_ ("Wording") },
  { "text[zh_CN]", N_ ("Translation of the wording") },
  { "label", N_ ("Name") },
  { "rule", N_ ("Rule") },
  { "look_back", N_ ("Look-back") },
  { "reading", N_ ("How it is read") },
  { "in_force", N_ ("The study’s proposal") },
  { "question", N_ ("Question") },
  { "choices", N_ ("Choices") },
  { "cohorts", N_ ("Cohorts") },
  { "unit", N_ ("Unit") },
  { "egfr_equation", N_ ("Equation of the eGFR") },
  { "toxicity_scale", N_ ("Scale of toxicity") },
  { "points", N_ ("Points") },
  { "score.once", N_ ("Items that count as one") },
};

/* What has no words of its own stands as the file has it. */
static const char *
find_word (const Word *words, gsize n, const char *name)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i].name, name))
      return _ (words[i].words);
  return name;
}

static const char *
say_key (const PodStudyDifference *difference)
{
  if (difference->key != NULL)
    return find_word (keys, G_N_ELEMENTS (keys), difference->key);
  return difference->before == NULL ? C_ ("definition", "new") : C_ ("definition", "dropped");
}

/* A criterion is known by its id alone. */
char *
pod_study_difference_say_what (const PodStudyDifference *difference)
{
  const char *kind = find_word (kinds, G_N_ELEMENTS (kinds), difference->kind);
  const char *key = say_key (difference);

  if (g_str_equal (difference->kind, "criterion"))
    return g_strdup_printf ("%s · %s", difference->id, key);
  if (*difference->id == '\0')
    return g_strdup_printf ("%s · %s", kind, key);
  return g_strdup_printf ("%s %s · %s", kind, difference->id, key);
}

static char *
say_differences (const PodAmendment *amendment)
{
  guint n = amendment->differences->len;
  guint m = amendment->effects->len;
  g_autofree char *differences = g_strdup_printf (ngettext ("%u difference in the definition",
                                                            "%u differences in the definition", n),
                                                  n);
  g_autofree char *effects =
      m > 0
          ? g_strdup_printf (ngettext ("%u subject is affected", "%u subjects are affected", m), m)
          : g_strdup (_ ("no subject is affected"));

  /* Translators: how much differs in a definition, and how many subjects are affected. */
  return g_strdup_printf (_ ("%s, %s"), differences, effects);
}

char *
pod_amendment_to_words (const PodAmendment *amendment)
{
  guint n = amendment->n_rescored;
  g_autofree char *differences = say_differences (amendment);
  g_autofree char *sums = NULL;

  if (n == 0)
    return g_steal_pointer (&differences);
  sums =
      g_strdup_printf (ngettext ("what is calculated (sums, eGFR) is derived anew for %u subject",
                                 "what is calculated (sums, eGFR) is derived anew for %u subjects",
                                 n),
                       n);
  /* Translators: what differs, and for whom what is calculated is made anew. */
  return g_strdup_printf (_ ("%s; %s"), differences, sums);
}
