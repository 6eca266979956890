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

  /* Of one that is gone: not of all that are there. */
  if (*self->not_done_of != '\0' && one == NULL)
    return;
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
  PodStudy *study; /* whose observations the plan is of */
  char *first;     /* the observation at which it begins */
  char *text;
  GPtrArray *plan;
} Pasting;

static void
free_pasting (Pasting *pasting)
{
  g_clear_pointer (&pasting->plan, g_ptr_array_unref);
  pod_study_unref (pasting->study);
  g_object_unref (pasting->form);
  g_free (pasting->first);
  g_free (pasting->text);
  g_free (pasting);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pasting, free_pasting)

/* What a reason is asked for is in sight: the first that was taken and is not plausible, else the first of all. */
static const char *
find_doubtful (const Pasting *pasting)
{
  for (guint i = 0; i < pasting->plan->len; i++)
    {
      const PodPastedValue *value = g_ptr_array_index (pasting->plan, i);
      PodResultRow *row = value->code != NULL
                              ? pod_results_rows_find (pasting->form->rows,
                                                       value->observation->symbol.name)
                              : NULL;

      if (row != NULL && pod_result_row_is_implausible (row))
        return value->observation->symbol.name;
    }
  return pasting->first;
}

static void
paste_answered_cb (gboolean yes, gpointer data)
{
  g_autoptr (Pasting) pasting = data;
  PodResultsForm *form = pasting->form;

  /* What was looked at is what is taken: a window that went, or rows that did, take nothing. */
  if (!yes || !gtk_widget_get_mapped (GTK_WIDGET (form)))
    return;
  if (!pod_results_paste_take (form->rows, pasting->plan))
    {
      pod_results_form_set_message (form, _ ("Nothing was taken: the rows are not those that were "
                                             "shown any more. Paste the column again."));
      return;
    }
  pod_results_form_focus (form, find_doubtful (pasting));
}

static char *
say_plan (const GPtrArray *plan)
{
  guint n = pod_results_paste_count_values (plan);

  return g_strdup_printf (ngettext ("%u of %u value goes down the rows, and is saved with the "
                                    "rest.",
                                    "%u of %u values go down the rows, and are saved with the "
                                    "rest.",
                                    n),
                          pod_results_paste_count (plan), n);
}

static void
make_plan (Pasting *pasting, gboolean heading)
{
  PodResultRow *first = pod_results_rows_find (pasting->form->rows, pasting->first);

  g_clear_pointer (&pasting->plan, g_ptr_array_unref);
  pasting->plan = pod_results_paste_plan (pasting->form->rows, first, pasting->text, heading);
}

/* Enter goes on where every line is taken; what lacks has to be looked at. */
static void
show_plan (GtkWidget *dialog, Pasting *pasting)
{
  g_autofree char *body = say_plan (pasting->plan);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  pod_dialogs_set_likely (dialog, pod_results_paste_is_whole (pasting->plan));
}

static void
heading_cb (GtkCheckButton *check, Pasting *pasting)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (check));

  gtk_box_remove (GTK_BOX (box), gtk_widget_get_last_child (box));
  make_plan (pasting, gtk_check_button_get_active (check));
  gtk_box_append (GTK_BOX (box), pod_results_paste_make_list (pasting->plan));
  show_plan (GTK_WIDGET (gtk_widget_get_root (box)), pasting);
}

static GtkWidget *
make_what (Pasting *pasting, gboolean heading)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  if (heading)
    {
      GtkWidget *check = gtk_check_button_new_with_mnemonic (_ ("The first line is a _heading"));

      g_signal_connect (check, "toggled", G_CALLBACK (heading_cb), pasting);
      gtk_box_append (GTK_BOX (box), check);
    }
  gtk_box_append (GTK_BOX (box), pod_results_paste_make_list (pasting->plan));
  return box;
}

static void
ask_paste (PodResultsForm *self, PodResultRow *first, const char *text)
{
  g_autoptr (Pasting) pasting = g_new0 (Pasting, 1);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (GPtrArray) without = NULL;
  GtkWidget *dialog;
  gboolean heading;

  pasting->form = g_object_ref (self);
  pasting->study = pod_study_ref ((PodStudy *) pod_trial_get_study (self->trial));
  pasting->first = g_strdup (pod_result_row_get_observation (first)->symbol.name);
  pasting->text = g_strdup (text);
  make_plan (pasting, FALSE);
  heading = pod_results_paste_may_have_heading (first, text);
  without = pod_results_paste_plan (self->rows, first, text, heading);
  if (pod_results_paste_count (pasting->plan) == 0 && pod_results_paste_count (without) == 0)
    {
      pod_dialogs_show_error (window, _ ("Nothing of This Column Can Be Taken"),
                              _ ("Of each line a value is read: 3.5, < 0.5, or an answer. Copy one "
                                 "column without its heading."));
      return;
    }
  dialog = pod_dialogs_ask_about (window, _ ("Take This Column?"), "", make_what (pasting, heading),
                                  _ ("_Take"), paste_answered_cb, pasting);
  show_plan (dialog, g_steal_pointer (&pasting));
}

void
pod_results_form_paste (PodResultsForm *self, const char *observation, const char *text)
{
  PodResultRow *row = pod_results_rows_find (self->rows, observation);

  if (row != NULL && self->trial != NULL && pod_trial_may (self->trial, POD_VERB_RECORD))
    ask_paste (self, row, text);
}
