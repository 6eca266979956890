#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-screening-cohort.h"

#include <glib/gi18n-lib.h>

#include "pod-problem-row.h"
#include "pod-words.h"

#define GROUP "cohort"

struct _PodScreeningCohort
{
  AdwBin parent_instance;

  const PodScreeningCase *screening_case;
  GPtrArray *checks; /* GtkCheckButton: one for each of the study's cohorts */
  char *shown;       /* what was on record when it was shown last; NULL for none */
  gboolean showing;

  GtkLabel *message;
  AdwPreferencesGroup *cohorts;
  AdwPreferencesGroup *why;
  GtkEditable *reason;
  PodProblemRow *reason_problem;
};

static void pod_screening_cohort_step_init (PodScreeningStepInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PodScreeningCohort,
                               pod_screening_cohort,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (POD_TYPE_SCREENING_STEP,
                                                      pod_screening_cohort_step_init))

static const PodStudy *
get_study (PodScreeningCohort *self)
{
  return pod_trial_get_study (self->screening_case->trial);
}

static const PodCohort *
get_cohort (PodScreeningCohort *self, guint i)
{
  return g_ptr_array_index (pod_study_get_cohorts (get_study (self)), i);
}

/* The id of the one that is chosen; NULL for none. */
static const char *
get_chosen (PodScreeningCohort *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      return get_cohort (self, i)->id;
  return NULL;
}

static const char *
get_saved (PodScreeningCohort *self)
{
  PodCasebook *casebook = self->screening_case->casebook;

  return casebook != NULL ? pod_casebook_get_subject (casebook)->cohort : NULL;
}

static void
choose (PodScreeningCohort *self, const char *id)
{
  for (guint i = 0; i < self->checks->len; i++)
    gtk_check_button_set_active (g_ptr_array_index (self->checks, i),
                                 g_strcmp0 (get_cohort (self, i)->id, id) == 0);
}

static gboolean
is_touched (PodScreeningStep *step)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);

  return self->screening_case->casebook != NULL &&
         g_strcmp0 (get_chosen (self), get_saved (self)) != 0;
}

/* ---- what each asks ---- */

/* The labels of the criteria that are of this cohort and of no other. */
static char *
say_asked (PodScreeningCohort *self, const PodCohort *cohort)
{
  const GPtrArray *criteria = pod_study_get_criteria (get_study (self));
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < criteria->len; i++)
    {
      const PodCriterion *criterion = g_ptr_array_index (criteria, i);

      if (criterion->cohorts == NULL || !pod_criterion_applies (criterion, cohort->id))
        continue;
      g_string_append_printf (words, "%s%s %s", words->len > 0 ? " · " : "", criterion->id,
                              pod_words_get (&criterion->label, pod_words_locale ()));
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
toggled_cb (PodScreeningCohort *self)
{
  if (self->showing)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->why),
                          get_saved (self) != NULL && is_touched (POD_SCREENING_STEP (self)));
  pod_screening_step_tell_changed (POD_SCREENING_STEP (self));
}

static void
add_cohort (PodScreeningCohort *self, const PodCohort *cohort)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *asked = say_asked (self, cohort);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 pod_words_get (&cohort->label, pod_words_locale ()));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), asked);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  if (self->checks->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), g_ptr_array_index (self->checks, 0));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pod_words_get (&cohort->label, pod_words_locale ()), -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->cohorts, row);
  g_ptr_array_add (self->checks, check);
}

static void
fill (PodScreeningCohort *self)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (get_study (self));

  for (guint i = 0; i < cohorts->len; i++)
    add_cohort (self, g_ptr_array_index (cohorts, i));
}

/* ---- saving ---- */

static void
show_problem (PodScreeningCohort *self, const char *text)
{
  pod_problem_row_show (self->reason_problem, GTK_WIDGET (self->reason), text);
  if (text != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
show_message (PodScreeningCohort *self, const char *text)
{
  gtk_label_set_text (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

/* The first choice is no correction; the trail says so in its own words. */
static char *
find_reason (PodScreeningCohort *self)
{
  return get_saved (self) != NULL ? pod_screening_step_take_text (self->reason)
                                  : g_strdup ("the cohort was chosen in screening");
}

static gboolean
save (PodScreeningStep *step, GError **error)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);
  g_autoptr (PodChange) change = pod_change_new ();
  g_autofree char *why = find_reason (self);
  g_autofree char *words = NULL;
  g_autoptr (GError) failure = NULL;
  PodSubject subject;

  show_message (self, NULL);
  if (!is_touched (step))
    return TRUE;
  show_problem (self, why == NULL ? _ ("Say why the cohort is another.") : NULL);
  if (why == NULL)
    return FALSE;
  subject = *pod_casebook_get_subject (self->screening_case->casebook);
  subject.cohort = get_chosen (self);
  pod_change_put_subject (change, &subject);
  if (pod_trial_commit (self->screening_case->trial, change, why, NULL, &failure))
    return TRUE;
  words = pod_trial_error_to_words (failure);
  show_message (self, words);
  return FALSE;
}

/* ---- the step ---- */

static gboolean
may_choose (PodScreeningCohort *self)
{
  const PodScreeningCase *now = self->screening_case;

  return now->casebook != NULL && pod_trial_may (now->trial, POD_VERB_RECORD) &&
         pod_casebook_get_subject (now->casebook)->enrolment_number == NULL;
}

static void
set (PodScreeningStep *step, const PodScreeningCase *screening_case)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);
  gboolean is_first = self->screening_case == NULL;
  /* What somebody chose stays.  What was only shown is nobody's wish, if another is on record by now. */
  gboolean keep = !is_first && get_chosen (self) != NULL &&
                  g_strcmp0 (get_chosen (self), self->shown) != 0;

  self->screening_case = screening_case;
  if (is_first)
    fill (self);
  if (!keep)
    {
      self->showing = TRUE;
      choose (self, get_saved (self));
      self->showing = FALSE;
    }
  g_free (self->shown);
  self->shown = g_strdup (get_saved (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cohorts), may_choose (self));
  gtk_widget_set_visible (GTK_WIDGET (self->why), get_saved (self) != NULL && is_touched (step));
  if (!is_touched (step))
    gtk_editable_set_text (self->reason, "");
}

static PodStepMark
get_mark (PodScreeningStep *step, char **count)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);

  return get_saved (self) != NULL ? POD_STEP_DONE : POD_STEP_OPEN;
}

static void
write_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);

  if (!is_touched (step) || get_chosen (self) == NULL)
    return;
  g_key_file_set_string (draft, GROUP, "cohort", get_chosen (self));
  g_key_file_set_string (draft, GROUP, "reason", gtk_editable_get_text (self->reason));
}

static gboolean
read_draft (PodScreeningStep *step, GKeyFile *draft)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);
  g_autofree char *cohort = g_key_file_get_string (draft, GROUP, "cohort", NULL);

  if (cohort == NULL || !may_choose (self))
    return FALSE;
  choose (self, cohort);
  pod_screening_step_read_text (draft, GROUP, "reason", self->reason);
  return TRUE;
}

static void
focus (PodScreeningStep *step)
{
  PodScreeningCohort *self = POD_SCREENING_COHORT (step);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)) ||
        get_chosen (self) == NULL)
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->checks, i));
        return;
      }
}

static void
pod_screening_cohort_step_init (PodScreeningStepInterface *iface)
{
  iface->set = set;
  iface->get_mark = get_mark;
  iface->is_touched = is_touched;
  iface->save = save;
  iface->write = write_draft;
  iface->read = read_draft;
  iface->focus = focus;
}

static void
pod_screening_cohort_finalize (GObject *object)
{
  g_ptr_array_unref (POD_SCREENING_COHORT (object)->checks);
  g_free (POD_SCREENING_COHORT (object)->shown);
  G_OBJECT_CLASS (pod_screening_cohort_parent_class)->finalize (object);
}

static void
pod_screening_cohort_class_init (PodScreeningCohortClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pod_screening_cohort_finalize;
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/podocyte/Podocyte/"
                                                             "pod-screening-cohort.ui");
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCohort, message);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCohort, cohorts);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCohort, why);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCohort, reason);
  gtk_widget_class_bind_template_child (widget_class, PodScreeningCohort, reason_problem);
}

static void
pod_screening_cohort_init (PodScreeningCohort *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
