#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-results-paste.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

/* More than these are scrolled. */
#define MOST_HEIGHT 360

static void
free_value (gpointer data)
{
  PodPastedValue *value = data;

  g_free (value->text);
  g_free (value->code);
  g_free (value->words);
  g_free (value);
}

gboolean
pod_results_paste_is_column (const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  return strpbrk (trimmed, "\r\n") != NULL;
}

/* ---- what goes where ---- */

static void
judge_value (PodPastedValue *value)
{
  if (value->row == NULL)
    value->words = g_strdup (_ ("not taken: there is no row for it"));
  else if (strchr (value->text, '\t') != NULL)
    value->words = g_strdup (_ ("not taken: copy one column only"));
  else
    value->words = pod_result_row_say_pasted (value->row, value->text, &value->code);
}

/* What whoever is signed in cannot type was in the column all the same: it takes its line. */
static PodResultRow *
find_next (PodResultsRows *rows, guint *i)
{
  for (; *i < rows->rows->len; (*i)++)
    {
      PodResultRow *row = g_ptr_array_index (rows->rows, *i);

      if (gtk_widget_get_visible (GTK_WIDGET (row)))
        {
          (*i)++;
          return row;
        }
    }
  return NULL;
}

GPtrArray *
pod_results_paste_plan (PodResultsRows *rows, PodResultRow *first, const char *text)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func (free_value);
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  g_auto (GStrv) lines = g_regex_split_simple ("\r\n|\r|\n", trimmed, 0, 0);
  guint at = 0;

  if (!g_ptr_array_find (rows->rows, first, &at))
    return plan;
  for (guint i = 0; lines[i] != NULL; i++)
    {
      PodResultRow *row = find_next (rows, &at);
      PodPastedValue *value;

      if (*g_strstrip (lines[i]) == '\0')
        continue;
      value = g_new0 (PodPastedValue, 1);
      value->row = row;
      value->text = g_strdup (lines[i]);
      judge_value (value);
      g_ptr_array_add (plan, value);
    }
  return plan;
}

guint
pod_results_paste_take (const GPtrArray *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->len; i++)
    {
      const PodPastedValue *value = g_ptr_array_index (plan, i);

      if (value->code == NULL)
        continue;
      pod_result_row_set_value (value->row, value->code);
      n++;
    }
  return n;
}

/* ---- to be looked at ---- */

static GtkWidget *
add_label (GtkWidget *box, const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
make_line (const PodPastedValue *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const PodObservation *observation = value->row != NULL
                                          ? pod_result_row_get_observation (value->row)
                                          : NULL;
  const char *name = observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                         : "–";

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_hexpand (add_label (box, name, NULL, 0), TRUE);
  add_label (box, value->text, "numeric", 1);
  gtk_widget_set_size_request (add_label (box, value->words,
                                          value->code == NULL ? "warning" : "dim-label", 0),
                               190, -1);
  return box;
}

GtkWidget *
pod_results_paste_make_list (const GPtrArray *plan)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < plan->len; i++)
    {
      gtk_list_box_append (GTK_LIST_BOX (list), make_line (g_ptr_array_index (plan, i)));
      gtk_list_box_row_set_activatable (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list),
                                                                       (int) i),
                                        FALSE);
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_size_request (scroller, 500, -1);
  return scroller;
}
