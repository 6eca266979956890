#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-omissions-dialog.h"

#include <glib/gi18n-lib.h>

/* What is of no record is told together. */
static void
add_rows (PodRecordsDialog *self, const GArray *omissions, const char *state)
{
  for (guint i = 0; i < omissions->len; i++)
    {
      const PodOmission *omission = &g_array_index (omissions, PodOmission, i);
      const char *cells[] = { omission->what != NULL ? omission->what : "", state,
                              omission->why != NULL ? omission->why : "", NULL };

      if (omission->id != 0)
        pod_records_dialog_add (self, omission->type, omission->id, cells);
    }
}

/* What the scale has no term for says the least, and is one line below the rest. */
static void
add_without (PodRecordsDialog *self, const GArray *omissions, const char *state)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL, *what = NULL;
  const char *why = NULL;

  for (guint i = 0; i < omissions->len; i++)
    {
      const PodOmission *omission = &g_array_index (omissions, PodOmission, i);

      if (omission->id != 0 || omission->what == NULL)
        continue;
      g_ptr_array_add (names, (gpointer) omission->what);
      why = omission->why;
    }
  if (names->len == 0)
    return;
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (C_ ("list", ", "), (char **) names->pdata);
  /* Translators: how many tests, and their names. */
  what = g_strdup_printf (ngettext ("%1$u test: %2$s", "%1$u tests: %2$s", names->len - 1),
                          names->len - 1, list);
  pod_records_dialog_add (self, POD_N_RECORD_TYPES, 0,
                          (const char *const[]){ what, state, why != NULL ? why : "", NULL });
}

static void
append_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

char *
pod_omissions_dialog_summarise (const PodScene *scene)
{
  GString *text = g_string_new (NULL);

  if (scene->not_drawn > 0)
    append_line (text, g_strdup_printf (ngettext ("%u record is not drawn: %s",
                                                  "%u records are not drawn: %s", scene->not_drawn),
                                        scene->not_drawn,
                                        scene->not_drawn_why != NULL ? scene->not_drawn_why : ""));
  if (scene->not_graded > 0)
    append_line (text,
                 g_strdup_printf (ngettext ("%1$u result is drawn and not graded: %2$s",
                                            "%1$u results are drawn and not graded: %2$s",
                                            scene->not_graded),
                                  scene->not_graded,
                                  scene->not_graded_why != NULL ? scene->not_graded_why : ""));
  if (text->len == 0)
    append_line (text, g_strdup (_ ("Everything is drawn, and every result that the scale has a "
                                    "term for is graded.")));
  return g_string_free (text, FALSE);
}

gboolean
pod_omissions_dialog_has_any (const PodScene *scene)
{
  return scene->not_drawn > 0 || scene->ungraded->len > 0;
}

PodRecordsDialog *
pod_omissions_dialog_new (GtkWindow *parent, const PodScene *scene)
{
  g_autofree char *summary = pod_omissions_dialog_summarise (scene);
  PodRecordsDialog *self = pod_records_dialog_new (parent, _ ("Not Drawn, Not Graded"), summary);
  const char *heading[] = { _ ("Record"), _ ("State"), C_ ("omissions", "Why"), NULL };

  /* What is drawn and has no grade is little, beside thousands outside the days shown. */
  add_rows (self, scene->ungraded, C_ ("omissions", "not graded"));
  add_rows (self, scene->omissions, C_ ("omissions", "not drawn"));
  add_without (self, scene->ungraded, C_ ("omissions", "not graded"));
  pod_records_dialog_fill (self, heading);
  return self;
}
