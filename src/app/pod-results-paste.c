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
judge_value (PodPastedValue *value, PodResultRow *row)
{
  if (row == NULL)
    value->words = g_strdup (_ ("not taken: there is no row for it"));
  else if (*value->text == '\0')
    value->words = g_strdup (_ ("an empty line: stays as it is"));
  else if (strchr (value->text, '\t') != NULL)
    value->words = g_strdup (_ ("not taken: copy one column only"));
  else
    value->words = pod_result_row_say_pasted (row, value->text, &value->code);
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

static GStrv
split_lines (const char *text)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (text));
  GStrv lines = g_regex_split_simple ("\r\n|\r|\n", trimmed, 0, 0);

  for (guint i = 0; lines[i] != NULL; i++)
    g_strstrip (lines[i]);
  return lines;
}

gboolean
pod_results_paste_may_have_heading (PodResultRow *first, const char *text)
{
  g_auto (GStrv) lines = split_lines (text);

  return lines[0] != NULL && *lines[0] != '\0' && lines[1] != NULL &&
         !pod_result_row_reads_pasted (first, lines[0]);
}

static PodPastedValue *
add_value (GPtrArray *plan, PodResultRow *row, const char *text)
{
  PodPastedValue *value = g_new0 (PodPastedValue, 1);

  value->observation = row != NULL ? pod_result_row_get_observation (row) : NULL;
  value->text = g_strdup (text);
  g_ptr_array_add (plan, value);
  return value;
}

GPtrArray *
pod_results_paste_plan (PodResultsRows *rows,
                        PodResultRow *first,
                        const char *text,
                        gboolean heading)
{
  GPtrArray *plan = g_ptr_array_new_with_free_func (free_value);
  g_auto (GStrv) lines = split_lines (text);
  guint at = 0;
  guint i = 0;

  if (!g_ptr_array_find (rows->rows, first, &at))
    return plan;
  if (heading && lines[0] != NULL)
    {
      PodPastedValue *value = add_value (plan, NULL, lines[i++]);

      value->heading = TRUE;
      value->words = g_strdup (_ ("the heading"));
    }
  for (; lines[i] != NULL; i++)
    {
      PodResultRow *row = find_next (rows, &at);

      /* The row is passed over, and is seen to be; where there is none there is nothing to see. */
      if (*lines[i] != '\0' || row != NULL)
        judge_value (add_value (plan, row, lines[i]), row);
    }
  return plan;
}

guint
pod_results_paste_count (const GPtrArray *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->len; i++)
    n += ((const PodPastedValue *) g_ptr_array_index (plan, i))->code != NULL;
  return n;
}

/* A heading is none, nor is an empty line. */
static gboolean
is_value (const PodPastedValue *value)
{
  return !value->heading && *value->text != '\0';
}

guint
pod_results_paste_count_values (const GPtrArray *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->len; i++)
    n += is_value (g_ptr_array_index (plan, i));
  return n;
}

gboolean
pod_results_paste_is_whole (const GPtrArray *plan)
{
  return pod_results_paste_count (plan) == pod_results_paste_count_values (plan);
}

/* What was looked at: the row is still seen, still takes it, and says the same of it. */
static gboolean
is_as_seen (PodResultsRows *rows, const PodPastedValue *value)
{
  PodResultRow *row = pod_results_rows_find (rows, value->observation->symbol.name);
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;

  if (row == NULL || !gtk_widget_get_visible (GTK_WIDGET (row)))
    return FALSE;
  words = pod_result_row_say_pasted (row, value->text, &code);
  return g_strcmp0 (code, value->code) == 0 && g_str_equal (words, value->words);
}

gboolean
pod_results_paste_take (PodResultsRows *rows, const GPtrArray *plan)
{
  for (guint i = 0; i < plan->len; i++)
    {
      const PodPastedValue *value = g_ptr_array_index (plan, i);

      if (value->code != NULL && !is_as_seen (rows, value))
        return FALSE;
    }
  for (guint i = 0; i < plan->len; i++)
    {
      const PodPastedValue *value = g_ptr_array_index (plan, i);

      if (value->code != NULL)
        pod_result_row_set_value (pod_results_rows_find (rows, value->observation->symbol.name),
                                  value->code);
    }
  return TRUE;
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

/* @words: so that all values end at one line, however much is said of one of them. */
static GtkWidget *
make_line (const PodPastedValue *value, GtkSizeGroup *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const PodObservation *observation = value->observation;
  const char *name = observation != NULL ? pod_words_get (&observation->label, pod_words_locale ())
                                         : "–";

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 3);
  gtk_widget_set_margin_bottom (box, 3);
  gtk_widget_set_hexpand (add_label (box, name, NULL, 0), TRUE);
  add_label (box, value->text, "numeric", 1);
  gtk_size_group_add_widget (words,
                             add_label (box, value->words,
                                        value->code == NULL && is_value (value) ? "warning"
                                                                                : "dim-label",
                                        0));
  return box;
}

GtkWidget *
pod_results_paste_make_list (const GPtrArray *plan)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr (GtkSizeGroup) words = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < plan->len; i++)
    {
      gtk_list_box_append (GTK_LIST_BOX (list), make_line (g_ptr_array_index (plan, i), words));
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
