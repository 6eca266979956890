#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-adverse-event-difference.h"

#include <glib/gi18n-lib.h>

#include "pod-adverse-event-item.h"
#include "pod-words.h"

static void
add (GString *lines, const char *field, const char *saved, const char *yours)
{
  if (g_strcmp0 (saved != NULL ? saved : "", yours != NULL ? yours : "") == 0)
    return;
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  /* Translators: a field, then what somebody else saved, then what stands in the form. */
  g_string_append_printf (lines, _ ("%s: saved “%s”, yours “%s”"), field,
                          saved != NULL ? saved : "–", yours != NULL ? yours : "–");
}

static void
add_moment (GString *lines, const char *field, PodMoment saved, PodMoment yours)
{
  g_autofree char *a = pod_date_is_set (saved.date) ? pod_moment_to_words (saved) : NULL;
  g_autofree char *b = pod_date_is_set (yours.date) ? pod_moment_to_words (yours) : NULL;

  add (lines, field, a, b);
}

static void
add_grade (GString *lines, const PodAdverseEvent *saved, const PodAdverseEvent *yours)
{
  g_autofree char *a = g_strdup_printf ("%d", saved->grade);
  g_autofree char *b = g_strdup_printf ("%d", yours->grade);

  add (lines, _ ("Grade"), saved->grade > 0 ? a : NULL, yours->grade > 0 ? b : NULL);
  add (lines, _ ("Scale"), saved->scale, yours->scale);
  add (lines, _ ("Grade confirmed by"), saved->graded_by, yours->graded_by);
}

static void
add_seriousness (GString *lines, guint saved, guint yours)
{
  for (guint bit = POD_SERIOUS_DEATH; bit <= POD_SERIOUS_IMPORTANT; bit <<= 1)
    add (lines, pod_seriousness_to_words (bit), saved & bit ? _ ("yes") : _ ("no"),
         yours & bit ? _ ("yes") : _ ("no"));
}

char *
pod_adverse_event_say_differences (const PodStudy *study,
                                   const PodAdverseEvent *saved,
                                   const PodAdverseEvent *yours)
{
  GString *lines = g_string_new (NULL);

  if (saved->record.voided)
    g_string_append (lines, _ ("It was voided."));
  add (lines, _ ("Term"), pod_adverse_event_get_name (study, saved),
       pod_adverse_event_get_name (study, yours));
  add (lines, _ ("Own words"), saved->verbatim, yours->verbatim);
  add_moment (lines, _ ("Started"), saved->start, yours->start);
  add_moment (lines, _ ("Ended"), saved->end, yours->end);
  add_grade (lines, saved, yours);
  add_seriousness (lines, saved->seriousness, yours->seriousness);
  add_moment (lines, _ ("Site learned of it"), saved->learned, yours->learned);
  add (lines, _ ("Related to the product"), pod_causality_to_words (saved->to_product),
       pod_causality_to_words (yours->to_product));
  add (lines, _ ("Related to lymphodepletion"), pod_causality_to_words (saved->to_lymphodepletion),
       pod_causality_to_words (yours->to_lymphodepletion));
  add (lines, _ ("Outcome"), pod_outcome_to_words (saved->outcome),
       pod_outcome_to_words (yours->outcome));
  add (lines, _ ("Action taken"), saved->action, yours->action);
  return g_string_free (lines, FALSE);
}
