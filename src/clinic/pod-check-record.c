#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-check-record.h"
#include "pod-words.h"

#include <string.h>

#define PREFIX "check."
#define GO_ON "go_on"
#define HELD "held"
#define NO_DAY "-"

const PodAnchor *
pod_check_find_plan (const PodStudy *study)
{
  const GPtrArray *anchors = pod_study_get_anchors (study);

  for (guint i = 0; i < anchors->len; i++)
    {
      const PodAnchor *anchor = anchors->pdata[i];

      if (anchor->planned && anchor->event && anchor->event_days == 0)
        return anchor;
    }
  return NULL;
}

char *
pod_check_get_code (const PodCheck *check)
{
  return g_strconcat (PREFIX, check->id, NULL);
}

gboolean
pod_check_is_code (const char *code)
{
  return code && g_str_has_prefix (code, PREFIX);
}

const PodCheck *
pod_check_find_by_code (const PodStudy *study, const char *code)
{
  return pod_check_is_code (code) ? pod_study_find_check (study, code + strlen (PREFIX)) : NULL;
}

char *
pod_check_answer_to_detail (const PodCheckAnswer *answer, gboolean goes_on)
{
  GString *detail = g_string_new (goes_on ? GO_ON : HELD);
  g_autofree char *day = pod_date_is_set (answer->day) ? pod_date_to_string (answer->day)
                                                       : g_strdup (NO_DAY);

  g_string_append_printf (detail, " %s", day);
  for (guint i = 0; i < answer->verdicts->len; i++)
    {
      const PodConditionVerdict *verdict = answer->verdicts->pdata[i];

      if (verdict->holds != POD_TRUE)
        g_string_append_printf (detail, " %s%s", verdict->condition->id,
                                verdict->holds == POD_UNKNOWN ? "?" : "");
    }
  return g_string_free (detail, FALSE);
}

gboolean
pod_check_detail_goes_on (const char *detail)
{
  return detail && g_str_has_prefix (detail, GO_ON " ");
}

gboolean
pod_check_is_detail (const char *detail)
{
  return pod_check_detail_goes_on (detail) || (detail && g_str_has_prefix (detail, HELD " "));
}

PodDate
pod_check_detail_get_day (const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (detail ? detail : "", " ", -1);
  PodDate day = POD_DATE_NONE;

  if (parts[0] == NULL || parts[1] == NULL || !pod_date_parse (parts[1], &day))
    return POD_DATE_NONE;
  return day;
}

static const PodCondition *
find_condition (const PodStudy *study, const char *id)
{
  const GPtrArray *checks = pod_study_get_checks (study);

  for (guint i = 0; i < checks->len; i++)
    {
      const PodCheck *check = checks->pdata[i];

      for (guint k = 0; k < check->conditions->len; k++)
        if (g_str_equal (((const PodCondition *) check->conditions->pdata[k])->id, id))
          return check->conditions->pdata[k];
    }
  return NULL;
}

/* "No infection", "Liver function (not known)"; the id where the study has no such condition any more. */
static char *
say_condition (const PodStudy *study, const char *part)
{
  gboolean unknown = g_str_has_suffix (part, "?");
  g_autofree char *id = g_strndup (part, strlen (part) - unknown);
  const PodCondition *condition = find_condition (study, id);
  const char *label = condition ? pod_words_get (&condition->label, pod_words_locale ()) : id;

  /* Translators: a condition of a check of which nothing is on record. */
  return unknown ? g_strdup_printf (C_ ("check", "%s (not known)"), label) : g_strdup (label);
}

static char *
say_outcome (const char *detail)
{
  PodDate day = pod_check_detail_get_day (detail);
  g_autofree char *date = pod_date_is_set (day) ? pod_date_to_words (day) : NULL;
  gboolean goes_on = pod_check_detail_goes_on (detail);

  if (!date)
    return g_strdup (goes_on ? C_ ("check", "May go on") : C_ ("check", "On hold"));
  /* Translators: of a check before a step of the treatment, and the day of that step. */
  return g_strdup_printf (goes_on ? C_ ("check", "May go on, for %s")
                                  : C_ ("check", "On hold, for %s"),
                          date);
}

char *
pod_check_detail_to_words (const PodStudy *study, const char *detail)
{
  g_auto (GStrv) parts = g_strsplit (detail ? detail : "", " ", -1);
  g_autofree char *outcome = say_outcome (detail);
  GString *words = g_string_new (outcome);

  for (guint i = 2; i < g_strv_length (parts); i++)
    {
      g_autofree char *condition = say_condition (study, parts[i]);

      g_string_append_printf (words, "%s%s", i == 2 ? C_ ("check", ": ") : C_ ("check", "; "),
                              condition);
    }
  return g_string_free (words, FALSE);
}
