#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-omissions-dialog.h"

#include <glib/gi18n-lib.h>

static void
add_rows (PodRecordsDialog *self, const GArray *omissions, const char *state)
{
  for (guint i = 0; i < omissions->len; i++)
    {
      const PodOmission *omission = &g_array_index (omissions, PodOmission, i);
      const char *cells[] = { omission->what != NULL ? omission->what : "", state,
                              omission->why != NULL ? omission->why : "", NULL };

      pod_records_dialog_add (self, omission->type, omission->id, cells);
    }
}

static void
append_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", owned);
}

static char *
summarise (const PodScene *scene)
{
  GString *text = g_string_new (NULL);

  if (scene->not_drawn > 0)
    append_line (text, g_strdup_printf (ngettext ("%u record is not drawn: %s",
                                                  "%u records are not drawn: %s", scene->not_drawn),
                                        scene->not_drawn,
                                        scene->not_drawn_why != NULL ? scene->not_drawn_why : ""));
  if (scene->not_graded > 0)
    append_line (text, g_strdup_printf (ngettext ("%1$u result is drawn and not graded: %2$s",
                                                  "%1$u results are drawn and not graded: %2$s",
                                                  scene->not_graded),
                                        scene->not_graded, scene->not_graded_why));
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
  g_autofree char *summary = summarise (scene);
  PodRecordsDialog *self = pod_records_dialog_new (parent, _ ("Not Drawn, Not Graded"), summary);
  const char *heading[] = { _ ("Record"), C_ ("omissions", "What is missing"),
                            C_ ("omissions", "Why"), NULL };

  add_rows (self, scene->omissions, C_ ("omissions", "not drawn"));
  add_rows (self, scene->ungraded, C_ ("omissions", "not graded"));
  pod_records_dialog_fill (self, heading);
  return self;
}
