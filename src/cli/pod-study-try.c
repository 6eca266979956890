#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-study-try.h"

#include <glib/gi18n-lib.h>

#include "pod-case.h"

/* Answers stand as the table has them, in every language. */
static void
print_case (const char *table, const PodCase *self)
{
  g_autofree char *until = pod_date_is_set (self->until) ? pod_date_to_string (self->until)
                                                         : g_strdup ("-");

  if (self->expected_until == NULL)
    g_print (_ ("%s:%u: %s | %s: the table says “%s”, the study “%s”\n"), table, self->line,
             self->id, self->on_record, self->expected, self->answer);
  else
    g_print (_ ("%s:%u: %s | %s: the table says “%s” until %s, the study “%s” until %s\n"), table,
             self->line, self->id, self->on_record, self->expected, self->expected_until,
             self->answer, until);
}

static gboolean
has_case (const GPtrArray *cases, const char *id)
{
  for (guint i = 0; i < cases->len; i++)
    if (g_str_equal (((const PodCase *) g_ptr_array_index (cases, i))->id, id))
      return TRUE;
  return FALSE;
}

/* No fault: a table grows criterion by criterion. */
static void
print_untried (const PodStudy *study, const GPtrArray *cases)
{
  const GPtrArray *criteria = pod_study_get_criteria (study);
  g_autoptr (GString) untried = g_string_new (NULL);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);

      if (!has_case (cases, criterion->id))
        g_string_append_printf (untried, " %s", criterion->id);
    }
  if (untried->len > 0)
    g_print (_ ("no case yet:%s\n"), untried->str);
}

static PodExit
print_cases (const PodStudy *study, const char *table, const GPtrArray *cases)
{
  guint n = 0;

  for (guint i = 0; i < cases->len; i++)
    if (!pod_case_holds (g_ptr_array_index (cases, i)))
      {
        print_case (table, g_ptr_array_index (cases, i));
        n++;
      }
  print_untried (study, cases);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u case, %u answered otherwise\n",
                        "%s: %u cases, %u answered otherwise\n", cases->len),
           table, cases->len, n);
  return n > 0 ? POD_EXIT_NO : POD_EXIT_YES;
}

PodExit
pod_study_try (const PodStudy *study, const char *table)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (GPtrArray) cases = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (table, &text, &length, &error))
    return pod_cli_fail ("%s", error->message);
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return pod_cli_fail (_ ("%s: not a text in UTF-8"), table);
  cases = pod_cases_try (study, table, text, problems);
  if (problems->len > 0)
    {
      pod_cli_print_problems (stdout, problems);
      g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u line cannot be read\n",
                            "%s: %u lines cannot be read\n", problems->len),
               table, problems->len);
      return POD_EXIT_TROUBLE;
    }
  if (cases->len == 0)
    return pod_cli_fail (_ ("%s: no case in it"), table);
  return print_cases (study, table, cases);
}
