/* What fills many rows of a PodResultsForm at once: a column of values, and why the rest was not done. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-dialogs.h"
#include "pod-results-form-private.h"
#include "pod-results-paste.h"
#include "pod-words.h"

/* ---- not done ---- */

static void
set_not_done (PodResultsForm *self, const char *why)
{
  PodResultRow *one = *self->not_done_of != '\0'
                          ? pod_results_rows_find (self->rows, self->not_done_of)
                          : NULL;

  for (guint i = 0; i < self->rows->rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (self->rows->rows, i);

      if (one != NULL ? row == one : pod_result_row_is_remaining (row))
        pod_result_row_set_not_done (row, why);
    }
  if (one != NULL)
    g_signal_emit_by_name (one, "step", 1);
  else
    g_signal_emit_by_name (self, "finished");
}

static void
chosen_cb (PodResultsForm *self, const char *why)
{
  if (self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    set_not_done (self, why);
}

static char *
say_about (PodResultsForm *self, PodResultRow *one)
{
  guint n = pod_results_rows_count (self->rows, pod_result_row_is_remaining);

  if (one != NULL)
    return g_strdup (pod_words_get (&pod_result_row_get_observation (one)->label,
                                    pod_words_locale ()));
  return g_strdup_printf (ngettext ("The %u row that is seen and has no value yet",
                                    "All %u rows that are seen and have no value yet", n),
                          n);
}

static GdkRectangle
find_place (PodResultsForm *self, GtkWidget *widget)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 1, 1);

  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (self), &bounds))
    return (GdkRectangle){ 0, 0, 1, 1 };
  return (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                         (int) bounds.size.height };
}

static void
make_popover (PodResultsForm *self)
{
  if (self->not_done != NULL)
    return;
  self->not_done = pod_not_done_popover_new (pod_trial_get_study (self->trial));
  gtk_widget_set_parent (self->not_done, GTK_WIDGET (self));
  g_signal_connect_swapped (self->not_done, "chosen", G_CALLBACK (chosen_cb), self);
}

void
pod_results_form_ask_not_done (PodResultsForm *self, const char *observation)
{
  PodResultRow *one = *observation != '\0' ? pod_results_rows_find (self->rows, observation) : NULL;
  g_autofree char *about = NULL;
  GdkRectangle place;

  if (one != NULL ? !pod_result_row_is_open (one)
                  : *observation != '\0' ||
                        pod_results_rows_count (self->rows, pod_result_row_is_remaining) == 0)
    return;
  g_free (self->not_done_of);
  self->not_done_of = g_strdup (observation);
  about = say_about (self, one);
  make_popover (self);
  place = find_place (self, one != NULL ? GTK_WIDGET (one) : self->rest_button);
  pod_not_done_popover_ask (POD_NOT_DONE_POPOVER (self->not_done), &place, about);
}

/* ---- a column ---- */

typedef struct
{
  PodResultsForm *form;
  char *first; /* the observation at which it begins */
  char *text;
} Pasting;

static void
free_pasting (Pasting *pasting)
{
  g_object_unref (pasting->form);
  g_free (pasting->first);
  g_free (pasting->text);
  g_free (pasting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, free_pasting)

static void
paste_answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (Pasting) pasting = data;
  PodResultRow *first = pod_results_rows_find (pasting->form->rows, pasting->first);
  g_autoptr (GPtrArray) plan = NULL;

  /* What was looked at is what is taken: a window that went, or rows that did, take nothing. */
  if (!yes || first == NULL || !gtk_widget_get_mapped (GTK_WIDGET (pasting->form)))
    return;
  plan = pod_results_paste_plan (pasting->form->rows, first, pasting->text);
  pod_results_paste_take (plan);
  gtk_widget_grab_focus (GTK_WIDGET (first));
}

static guint
count_taken (const GPtrArray *plan)
{
  guint n = 0;

  for (guint i = 0; i < plan->len; i++)
    n += ((const PodPastedValue *) g_ptr_array_index (plan, i))->code != NULL;
  return n;
}

static void
ask_paste (PodResultsForm *self, PodResultRow *first, const char *text)
{
  g_autoptr (GPtrArray) plan = pod_results_paste_plan (self->rows, first, text);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  guint n = count_taken (plan);
  Pasting *pasting;
  g_autofree char *body = NULL;

  if (n == 0)
    {
      pod_dialogs_show_error (window, _ ("Nothing of This Column Can Be Taken"),
                              _ ("Of each line a value is read: 3.5, < 0.5, or an answer. Copy one "
                                 "column without its heading."));
      return;
    }
  pasting = g_new0 (Pasting, 1);
  *pasting = (Pasting){ g_object_ref (self),
                        g_strdup (pod_result_row_get_observation (first)->symbol.name),
                        g_strdup (text) };
  body =
      g_strdup_printf (ngettext ("%u of %u value goes down the rows, and is saved with the rest.",
                                 "%u of %u values go down the rows, and are saved with the "
                                 "rest.",
                                 plan->len),
                       n, plan->len);
  pod_dialogs_ask_about (window, _ ("Take This Column?"), body, pod_results_paste_make_list (plan),
                         _ ("_Take"), paste_answered_cb, pasting);
}

static PodResultRow *
find_row_of_cursor (PodResultsForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
             ? POD_RESULT_ROW (gtk_widget_get_ancestor (focus, POD_TYPE_RESULT_ROW))
             : NULL;
}

void
pod_results_form_paste (PodResultsForm *self, const char *text)
{
  PodResultRow *row = find_row_of_cursor (self);

  if (row != NULL && self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    ask_paste (self, row, text);
}
