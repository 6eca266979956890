#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-judge-again.h"

#include <glib/gi18n-lib.h>

#include "pod-significance-item.h"

/* More would push the reason off the screen. */
#define NAMED 6

/* "Albumin 20 g/L, 20 Nov 2026: Not significant" */
static void
add_result (GString *text, PodTrial *trial, PodCasebook *casebook, const PodFinding *finding)
{
  g_autoptr (PodSignificanceItem) item = pod_significance_item_new (trial, casebook, finding);
  g_autofree char *name = pod_significance_item_say_name (item, NULL);
  g_autofree char *value = pod_significance_item_say_value (item, NULL);
  g_autofree char *day = pod_significance_item_say_day (item, NULL);
  g_autofree char *state = pod_significance_item_say_state (item, NULL);

  /* Translators: a result with its value, its day, and how it was judged before: "Albumin 20 g/L, 20 Nov 2026: Not significant". */
  g_string_append_printf (text, C_ ("results to judge", "%1$s %2$s, %3$s: %4$s"), name, value, day,
                          state);
  g_string_append_c (text, '\n');
}

char *
pod_judge_again_to_words (PodTrial *trial, const PodResultJudgement *judgement)
{
  g_autoptr (GPtrArray) replaced = pod_result_judgement_list_replaced (judgement);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%u result was judged otherwise before:",
                                    "%u results were judged otherwise before:", replaced->len),
                          replaced->len);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < replaced->len && i < NAMED; i++)
    add_result (text, trial, judgement->base, g_ptr_array_index (replaced, i));
  if (replaced->len > NAMED)
    {
      g_string_append_printf (text,
                              ngettext ("and %u more result", "and %u more results",
                                        replaced->len - NAMED),
                              replaced->len - NAMED);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, _ ("The audit trail keeps both judgements."));
  return g_string_free (text, FALSE);
}
