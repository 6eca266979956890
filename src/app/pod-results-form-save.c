/* How what is typed into a PodResultsForm gets on record: all of it at once, or nothing. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-results-form-private.h"
#include "pod-results-save.h"
#include "pod-words.h"

static gboolean
check_rows (PodResultsForm *self, GError **error)
{
  if (pod_results_rows_check (self->rows))
    return TRUE;
  pod_results_form_set_message (self,
                                _ ("Nothing is saved yet: what is wrong stands under its row."));
  pod_results_rows_focus_problem (self->rows);
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       "what was typed has problems");
  return FALSE;
}

static gboolean
is_unlikely (PodResultRow *row)
{
  return pod_result_row_needs_reason (row) && pod_result_row_is_implausible (row);
}

/* "calcium, urine red cells"; "" for none. */
static char *
name_unlikely (PodResultsForm *self)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < self->rows->rows->len; i++)
    {
      PodResultRow *row = g_ptr_array_index (self->rows->rows, i);
      const PodWords *label = &pod_result_row_get_observation (row)->label;
      g_autofree char *name = NULL;

      if (!is_unlikely (row))
        continue;
      name = pod_words_within (pod_words_get (label, pod_words_locale ()));
      g_string_append_printf (names, "%s%s", names->len > 0 ? C_ ("tests", ", ") : "", name);
    }
  return g_string_free (names, FALSE);
}

/* Among many values that were typed or pasted, which of them it is about. */
static char *
say_reason (PodResultsForm *self)
{
  guint unlikely = pod_results_rows_count (self->rows, is_unlikely);
  g_autofree char *names = name_unlikely (self);

  if (unlikely == 0)
    return g_strdup (_ ("Reason for the correction"));
  if (pod_results_rows_count (self->rows, pod_result_row_replaces) == 0)
    /* Translators: the names of tests whose values are not plausible. */
    return g_strdup_printf (ngettext ("Why the value is true: %s", "Why the values are true: %s",
                                      unlikely),
                            names);
  /* Translators: the same, where something on record becomes another as well. */
  return g_strdup_printf (ngettext ("Reason for the correction, and why the value is true: %s",
                                    "Reason for the correction, and why the values are true: %s",
                                    unlikely),
                          names);
}

void
pod_results_form_show_reason (PodResultsForm *self)
{
  g_autofree char *title = say_reason (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->reason), title);
  gtk_revealer_set_reveal_child (self->reason_revealer, pod_results_form_needs_reason (self));
}

static const char *
say_reason_lacks (PodResultsForm *self)
{
  guint unlikely = pod_results_rows_count (self->rows, is_unlikely);

  if (unlikely == 0)
    return _ ("Something on record becomes another. Say why.");
  if (pod_results_rows_count (self->rows, pod_result_row_replaces) == 0)
    return _ ("A value is not plausible: its row says what is expected. Mend it there, or say here "
              "why it is true.");
  return _ ("Something on record becomes another, and a value is not plausible. Say why both are "
            "so.");
}

/* Whose results they are is nothing that the program makes up. */
static gboolean
check_visit (PodResultsForm *self, GError **error)
{
  if (!pod_visit_chooser_is_asking (self->chooser))
    return TRUE;
  pod_results_form_set_message (self, _ ("Nothing is saved yet: say above of which visit it is."));
  pod_visit_chooser_focus_question (self->chooser);
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       "the day is not that of the visit");
  return FALSE;
}

static gboolean
check_reason (PodResultsForm *self, const char *why, GError **error)
{
  if (*why != '\0' || !pod_results_form_needs_reason (self))
    return TRUE;
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), say_reason_lacks (self));
  pod_results_rows_show_first (self->rows, is_unlikely);
  gtk_widget_grab_focus (GTK_WIDGET (self->reason));
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_REASON, "a reason is needed");
  return FALSE;
}

static void
show_problems (PodResultsForm *self)
{
  g_autoptr (GPtrArray) problems = pod_trial_take_problems (self->trial);
  g_autoptr (GString) others = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);
      PodResultRow *row = pod_results_rows_find (self->rows, problem->key);

      if (row != NULL)
        pod_result_row_set_problem (row, problem->message);
      else
        g_string_append_printf (others, " %s", problem->message);
    }
  g_string_prepend (others, _ ("Nothing is saved yet: what is wrong stands under its row."));
  pod_results_form_set_message (self, others->str);
  pod_results_rows_focus_problem (self->rows);
}

static void
show_failure (PodResultsForm *self, const GError *error)
{
  g_autofree char *words = pod_trial_error_to_words (error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT))
    {
      show_problems (self);
      return;
    }
  text = g_strdup_printf (_ ("Not saved: %s What you typed is still here."), words);
  pod_results_form_set_message (self, text);
  if (!pod_trial_error_is_conflict (error))
    return;
  /* The trial may know it already, or learns it now; either way the rows say what it is. */
  pod_results_form_take_changed (self);
  pod_trial_refresh (self->trial);
}

static gboolean
write_change (PodResultsForm *self, PodChange *change, const char *why, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean written;

  self->saving = TRUE;
  written = pod_trial_record (self->trial, self->subject, change, why, &failure);
  self->saving = FALSE;
  if (written)
    return TRUE;
  show_failure (self, failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* That something lacked is reason enough to add it.  NULL where a reason is asked for, or none is needed. */
static const char *
find_default_reason (PodResultsForm *self)
{
  return pod_results_rows_count (self->rows, pod_result_row_completes) > 0
             ? _ ("Completed: a limit or remark that lacked was added")
             : NULL;
}

gboolean
pod_results_form_save (PodResultsForm *self, GError **error)
{
  g_autoptr (PodChange) change = NULL;
  g_autofree char *why = NULL;
  const char *default_why = NULL;

  g_return_val_if_fail (POD_IS_RESULTS_FORM (self), FALSE);

  if (!pod_results_form_is_touched (self))
    return TRUE;
  why = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));
  if (!check_visit (self, error) || !check_rows (self, error) || !check_reason (self, why, error))
    return FALSE;
  change = pod_results_make_change (self->trial, self->casebook, pod_results_form_get_choice (self),
                                    pod_visit_chooser_get_day (self->chooser), self->rows->rows);
  if (*why == '\0')
    default_why = find_default_reason (self);
  if (change != NULL && !write_change (self, change, *why != '\0' ? why : default_why, error))
    return FALSE;
  pod_results_form_end (self);
  return TRUE;
}
