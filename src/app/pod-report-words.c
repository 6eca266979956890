#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-report-words.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

char *
pod_report_name (const PodReport *report)
{
  g_autofree char *day = report->day == POD_DAY_MIN
                             ? g_strdup (_ ("Day not known"))
                             : pod_date_to_words (pod_date_from_day (report->day));

  if (report->n_open > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u open", "%1$s: %2$u open",
                                         report->n_open),
                            day, report->n_open);
  if (report->n_loose > 0)
    /* Translators: a day, and how many significant results of it are not attributed to an adverse event or the medical history. */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u to attribute",
                                         "%1$s: %2$u to attribute", report->n_loose),
                            day, report->n_loose);
  return g_strdup (day);
}

char *
pod_report_say_signed (const PodReport *report, const PodSignature *signature)
{
  g_autofree char *obstacle = pod_report_find_obstacle (report);
  g_autofree char *signed_by = pod_signature_to_words (signature);
  g_autofree char *words = signature->changed ? g_strdup (_ ("Changed since it was signed."))
                                              : g_strdup_printf (_ ("%s."), signed_by);

  return obstacle != NULL ? g_strdup_printf ("%s %s", obstacle, words) : g_steal_pointer (&words);
}
