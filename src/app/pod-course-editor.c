#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <math.h>

#include "pod-course-choices.h"
#include "pod-course-editor-private.h"
#include "pod-medication.h"

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodCourseEditor, pod_course_editor, ADW_TYPE_BIN)

const PodStudy *
pod_course_editor_get_study (PodCourseEditor *self)
{
  return pod_trial_get_study (self->trial);
}

/* What is chosen, or what the course on record is of. */
const char *
pod_course_editor_get_treatment (PodCourseEditor *self)
{
  return pod_search_row_get_chosen (POD_SEARCH_ROW (self->treatment));
}

gboolean
pod_course_editor_is_dose (PodCourseEditor *self)
{
  const PodTreatment *known = pod_study_find_treatment (pod_course_editor_get_study (self),
                                                        pod_course_editor_get_treatment (self));

  return known != NULL ? pod_treatment_is_dose (known) : self->task == POD_COURSE_ADD_DOSE;
}

gboolean
pod_course_editor_has_fields (PodCourseEditor *self)
{
  return self->task == POD_COURSE_ADD || self->task == POD_COURSE_ADD_DOSE ||
         self->task == POD_COURSE_CORRECT;
}

/* ---- units and routes ---- */

void
pod_course_editor_fill_units (PodCourseEditor *self, const PodUnit *chosen)
{
  const PodTreatment *known = pod_study_find_treatment (pod_course_editor_get_study (self),
                                                        pod_course_editor_get_treatment (self));
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->units = pod_course_list_units (pod_course_editor_get_study (self), known);
  if (chosen != NULL && !g_ptr_array_find (self->units, chosen, NULL))
    g_ptr_array_add (self->units, (gpointer) chosen);
  /* Where the study gives no unit, one is chosen by whoever types. */
  if (chosen == NULL && (known == NULL || known->unit == NULL))
    g_ptr_array_insert (self->units, 0, NULL);
  for (guint i = 0; i < self->units->len; i++)
    {
      const PodUnit *unit = g_ptr_array_index (self->units, i);

      gtk_string_list_append (words,
                              unit != NULL ? pod_course_unit_to_words (unit) : C_ ("unit", "None"));
      if (unit == chosen)
        selected = i;
    }
  adw_combo_row_set_model (self->unit, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->unit, selected);
}

const PodUnit *
pod_course_editor_get_unit (PodCourseEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->unit);

  return self->units != NULL && selected < self->units->len
             ? g_ptr_array_index (self->units, selected)
             : NULL;
}

void
pod_course_editor_fill_routes (PodCourseEditor *self, const char *route)
{
  const char *chosen = route != NULL ? g_intern_string (route) : NULL;
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  g_clear_pointer (&self->routes, g_ptr_array_unref);
  self->routes = pod_course_list_routes (pod_course_editor_get_study (self));
  if (chosen != NULL && !g_ptr_array_find (self->routes, chosen, NULL))
    g_ptr_array_add (self->routes, (gpointer) chosen);
  g_ptr_array_insert (self->routes, 0, NULL);
  for (guint i = 0; i < self->routes->len; i++)
    {
      const char *stored = g_ptr_array_index (self->routes, i);

      gtk_string_list_append (words, stored != NULL ? pod_course_route_to_words (stored)
                                                    : C_ ("route", "Not recorded"));
      if (stored == chosen)
        selected = i;
    }
  adw_combo_row_set_model (self->route, G_LIST_MODEL (words));
  adw_combo_row_set_selected (self->route, selected);
}

const char *
pod_course_editor_get_route (PodCourseEditor *self)
{
  guint selected = adw_combo_row_get_selected (self->route);

  return self->routes != NULL && selected < self->routes->len
             ? g_ptr_array_index (self->routes, selected)
             : NULL;
}

/* ---- as it is typed ---- */

void
pod_course_editor_clear_problems (PodCourseEditor *self)
{
  pod_problem_row_show (self->treatment_problem, GTK_WIDGET (self->treatment), NULL);
  pod_problem_row_show (self->dose_problem, GTK_WIDGET (self->dose), NULL);
  pod_problem_row_show (self->unit_problem, GTK_WIDGET (self->unit), NULL);
}

/* Another course than the one that the question was about is asked about anew. */
static void
take_question_back (PodCourseEditor *self)
{
  gtk_check_button_set_active (self->question, FALSE);
  gtk_widget_set_visible (self->question_row, FALSE);
}

static void
changed_cb (PodCourseEditor *self)
{
  if (self->filling)
    return;
  pod_course_editor_clear_problems (self);
  take_question_back (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A note changes nothing of what was asked. */
static void
noted_cb (PodCourseEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

void
pod_course_editor_show_end (PodCourseEditor *self)
{
  gboolean goes_on = gtk_switch_get_active (self->ongoing) && !pod_course_editor_is_dose (self);
  gboolean shown = self->task == POD_COURSE_STOP ||
                   (pod_course_editor_has_fields (self) && !goes_on);

  gtk_widget_set_visible (self->ongoing_row,
                          pod_course_editor_has_fields (self) && !pod_course_editor_is_dose (self));
  gtk_widget_set_visible (GTK_WIDGET (self->end), shown);
  g_object_set (self->end, "required", shown && !pod_course_editor_is_dose (self), NULL);
}

static void
ongoing_cb (PodCourseEditor *self)
{
  if (self->filling)
    return;
  pod_course_editor_show_end (self);
  changed_cb (self);
}

/* The study knows how it is given. */
static void
treatment_cb (PodCourseEditor *self)
{
  const PodTreatment *known;

  if (self->filling)
    return;
  known = pod_study_find_treatment (pod_course_editor_get_study (self),
                                    pod_course_editor_get_treatment (self));
  self->filling = TRUE;
  pod_course_editor_fill_units (self, known != NULL ? known->unit : NULL);
  pod_course_editor_fill_routes (self, known != NULL ? known->route : NULL);
  self->filling = FALSE;
  pod_course_editor_show_end (self);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->dose));
}

/* Enter goes on to the next field that is there, and in the last one saves. */
static void
next_cb (PodCourseEditor *self, GtkWidget *from)
{
  gpointer fields[] = { self->dose, self->start, self->end, self->lot, self->note };
  gboolean found = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (found && gtk_widget_get_visible (fields[i]))
        {
          gtk_widget_grab_focus (fields[i]);
          return;
        }
      found |= fields[i] == (gpointer) from;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "medication.save", NULL);
}

const char *
pod_course_editor_get_reason (PodCourseEditor *self)
{
  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), NULL);

  if (self->task == POD_COURSE_CHANGE_DOSE)
    return _ ("Dose changed");
  return self->task == POD_COURSE_STOP ? _ ("Stopped") : NULL;
}

gboolean
pod_course_editor_needs_reason (PodCourseEditor *self)
{
  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), FALSE);

  return self->task == POD_COURSE_CORRECT && pod_course_editor_is_touched (self);
}

const char *
pod_course_editor_get_name (PodCourseEditor *self)
{
  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), NULL);

  return pod_course_editor_get_treatment (self) != NULL
             ? pod_treatment_to_words (pod_course_editor_get_study (self),
                                       pod_course_editor_get_treatment (self))
             : NULL;
}

PodCourseTask
pod_course_editor_get_task (PodCourseEditor *self)
{
  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), POD_COURSE_NONE);

  return self->task;
}

gint64
pod_course_editor_get_base (PodCourseEditor *self)
{
  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), 0);

  return self->base.record.id;
}

/* ---- what it is about ---- */

static void
take_base (PodCourseEditor *self, PodCasebook *casebook, const PodIntervention *base)
{
  PodCasebook *old = self->casebook;

  self->casebook = pod_casebook_ref (casebook);
  if (base != NULL)
    self->base = *base;
  else
    pod_intervention_init (&self->base);
  g_clear_pointer (&old, pod_casebook_unref);
}

gboolean
pod_course_editor_rebase (PodCourseEditor *self, PodCasebook *casebook)
{
  const PodIntervention *base;

  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), FALSE);

  if (self->base.record.id == 0)
    {
      take_base (self, casebook, NULL);
      return TRUE;
    }
  base = pod_course_find (casebook, self->base.record.id);
  if (base == NULL || base->record.voided)
    return FALSE;
  take_base (self, casebook, base);
  return TRUE;
}

static char *
say_base (PodCourseEditor *self)
{
  g_autofree char *dose = pod_course_dose_to_words (pod_course_editor_get_study (self),
                                                    &self->base);
  g_autofree char *dates = pod_course_dates_to_words (pod_course_editor_get_study (self),
                                                      &self->base);

  return *dose != '\0' ? g_strdup_printf ("%s · %s", dose, dates) : g_steal_pointer (&dates);
}

static char *
say_hint (PodCourseEditor *self)
{
  g_autofree char *base = NULL;

  if (self->task == POD_COURSE_ADD)
    return g_strdup (_ ("A course for each dose: from the day on which it was first taken so, to "
                        "the "
                        "last. Dates may lack their day: 2026-03."));
  if (self->task == POD_COURSE_ADD_DOSE)
    return g_strdup (_ ("What the trial itself gives: lymphodepletion and the product. What the "
                        "subject takes besides is medication."));
  base = say_base (self);
  if (self->task == POD_COURSE_CHANGE_DOSE)
    return g_strdup_printf (_ ("On record: %s. That course ends the day before, and the next "
                               "begins."),
                            base);
  return g_strdup_printf (_ ("On record: %s."), base);
}

static const char *
find_title (PodCourseTask task)
{
  switch (task)
    {
    case POD_COURSE_ADD_DOSE:
      return _ ("Dose of the Trial");
    case POD_COURSE_CHANGE_DOSE:
      /* Translators: %s is a medication. */
      return _ ("%s: Dose Changed");
    case POD_COURSE_STOP:
      return _ ("%s: Stopped");
    case POD_COURSE_CORRECT:
      return _ ("%s: Correct");
    default:
      return _ ("New Medication");
    }
}

static void
show_words (PodCourseEditor *self)
{
  g_auto (GStrv) parts = g_strsplit (find_title (self->task), "%s", 2);
  const char *name = pod_course_editor_get_name (self);
  g_autofree char *title = g_strjoinv (name != NULL ? name : "", parts);
  g_autofree char *hint = say_hint (self);
  gboolean changes = self->task == POD_COURSE_CHANGE_DOSE;

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->hint, hint);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->dose),
                                 changes ? _ ("New dose") : _ ("Dose"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->start),
                                 changes ? _ ("First day of the new dose")
                                 : pod_course_editor_is_dose (self) ? _ ("Given")
                                                                    : _ ("First day"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->end),
                                 pod_course_editor_is_dose (self)
                                     ? _ ("Ended")
                                     : _ ("Last day on which it was taken"));
}

static void
show_fields (PodCourseEditor *self)
{
  gboolean has_dose = self->task != POD_COURSE_STOP;
  gboolean fields = pod_course_editor_has_fields (self);

  gtk_widget_set_visible (GTK_WIDGET (self->treatment), fields);
  gtk_widget_set_visible (GTK_WIDGET (self->dose), has_dose);
  gtk_widget_set_visible (GTK_WIDGET (self->unit), has_dose);
  gtk_widget_set_visible (GTK_WIDGET (self->route), fields);
  gtk_widget_set_visible (GTK_WIDGET (self->start), has_dose);
  gtk_widget_set_visible (GTK_WIDGET (self->lot), fields && pod_course_editor_is_dose (self));
  gtk_widget_set_visible (GTK_WIDGET (self->note), has_dose);
  g_object_set (self->start, "with-time", pod_course_editor_is_dose (self), "required", TRUE, NULL);
  g_object_set (self->end, "with-time", pod_course_editor_is_dose (self), NULL);
  pod_course_editor_show_end (self);
}

static void
set_dose (PodCourseEditor *self, double dose)
{
  g_autofree char *text = isnan (dose) ? g_strdup ("") : pod_decimal_to_string (dose);

  gtk_editable_set_text (self->dose, text);
}

static void
fill (PodCourseEditor *self)
{
  gboolean corrects = self->task == POD_COURSE_CORRECT;
  PodDate today = pod_trial_get_today (self->trial);

  pod_treatment_row_set_study (self->treatment, pod_course_editor_get_study (self),
                               self->task == POD_COURSE_ADD_DOSE);
  pod_search_row_choose (POD_SEARCH_ROW (self->treatment), self->base.treatment);
  if (corrects)
    pod_treatment_row_set_study (self->treatment, pod_course_editor_get_study (self),
                                 pod_course_editor_is_dose (self));
  pod_course_editor_fill_units (self, self->base.unit);
  pod_course_editor_fill_routes (self, self->base.route);
  pod_date_row_set_today (self->start, today);
  pod_date_row_set_today (self->end, today);
  set_dose (self, corrects ? self->base.dose : NAN);
  pod_date_row_set_moment (self->start, corrects ? self->base.start : POD_MOMENT_NONE);
  pod_date_row_set_moment (self->end, corrects ? self->base.end : POD_MOMENT_NONE);
  gtk_switch_set_active (self->ongoing, !corrects || !pod_date_is_set (self->base.end.date));
  gtk_editable_set_text (self->lot, corrects && self->base.lot != NULL ? self->base.lot : "");
  gtk_editable_set_text (self->note, corrects && self->base.note != NULL ? self->base.note : "");
}

void
pod_course_editor_start (PodCourseEditor *self,
                         PodTrial *trial,
                         PodCasebook *casebook,
                         PodCourseTask task,
                         const PodIntervention *base)
{
  g_return_if_fail (POD_IS_COURSE_EDITOR (self) && POD_IS_TRIAL (trial));

  g_set_object (&self->trial, trial);
  self->task = task;
  take_base (self, casebook, base);
  self->filling = TRUE;
  fill (self);
  self->filling = FALSE;
  pod_course_editor_clear_problems (self);
  take_question_back (self);
  show_fields (self);
  show_words (self);
  g_free (self->as_filled);
  self->as_filled = pod_course_editor_to_string (self);
}

void
pod_course_editor_stop (PodCourseEditor *self)
{
  g_return_if_fail (POD_IS_COURSE_EDITOR (self));

  self->task = POD_COURSE_NONE;
  pod_intervention_init (&self->base);
}

/* ---- the widget ---- */

static void
pod_course_editor_dispose (GObject *object)
{
  PodCourseEditor *self = POD_COURSE_EDITOR (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_course_editor_parent_class)->dispose (object);
}

static void
pod_course_editor_finalize (GObject *object)
{
  PodCourseEditor *self = POD_COURSE_EDITOR (object);

  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->routes, g_ptr_array_unref);
  g_free (self->as_filled);
  g_free (self->note_text);
  g_free (self->lot_text);
  G_OBJECT_CLASS (pod_course_editor_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, title);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, hint);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, treatment);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, treatment_problem);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, dose);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, dose_problem);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, unit);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, unit_problem);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, route);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, start);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, ongoing_row);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, ongoing);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, end);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, lot);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, note);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, question_row);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, question_text);
  gtk_widget_class_bind_template_child (widget_class, PodCourseEditor, question);
}

static void
pod_course_editor_class_init (PodCourseEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pod_course_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_course_editor_finalize;
  g_type_ensure (POD_TYPE_TREATMENT_ROW);
  g_type_ensure (POD_TYPE_DATE_ROW);
  g_type_ensure (POD_TYPE_PROBLEM_ROW);
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_COURSE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-course-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, treatment_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, noted_cb);
  gtk_widget_class_bind_template_callback (widget_class, ongoing_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
pod_course_editor_init (PodCourseEditor *self)
{
  pod_intervention_init (&self->base);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->filling = FALSE;
}
