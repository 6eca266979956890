#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-lab-page.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-open.h"
#include "pod-judge-bar.h"
#include "pod-kinetics-dialog.h"
#include "pod-planned.h"
#include "pod-signature-footer.h"
#include "pod-subject-item.h"
#include "pod-words.h"

struct _PodLabPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  gint32 zero;  /* the day number of its day 0 */
  gint64 focus; /* who stands out among others; 0 for whose page it is */
  guint refresh_id;
  PodJudgeBar *waiting; /* what is to be judged */
  PodChartView *view;
  PodLabControls *controls;
  GtkWidget *next_step; /* of who has no results yet */
  GtkWidget *record;
  GtkWidget *import;
  GtkWidget *values; /* draws them as they are */
  gboolean has_any;
};

G_DEFINE_FINAL_TYPE (PodLabPage, pod_lab_page, ADW_TYPE_BIN)

static gboolean
is_charted (PodLabPage *self, const PodObservation *observation)
{
  guint n;

  if (observation->symbol.kind != POD_KIND_QUANTITY || observation->group == NULL ||
      observation->domain == NULL)
    return FALSE;
  pod_casebook_get_series (self->casebook, observation->symbol.name, &n);
  return n > 0;
}

static gboolean
has_values (PodLabPage *self, const PodGroup *group)
{
  const GPtrArray *observations = pod_study_get_observations (pod_trial_get_study (self->trial));

  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (g_strcmp0 (observation->group, group->id) == 0 && is_charted (self, observation))
        return TRUE;
    }
  return FALSE;
}

/* The names of the panel chosen; NULL for all. */
static GPtrArray *
list_observations (PodLabPage *self)
{
  const char *group = pod_lab_controls_get_group (self->controls);
  const GPtrArray *observations = pod_study_get_observations (pod_trial_get_study (self->trial));
  GPtrArray *names;

  if (group == NULL)
    return NULL;
  names = g_ptr_array_new ();
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);

      if (g_strcmp0 (observation->group, group) == 0 && is_charted (self, observation))
        g_ptr_array_add (names, (gpointer) observation->symbol.name);
    }
  g_ptr_array_add (names, NULL);
  return names;
}

/* ---- where nothing can be drawn ---- */

static GtkWidget *
add_step (PodLabPage *self, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  gtk_box_append (GTK_BOX (self->next_step), button);
  return button;
}

static void
make_next_step (PodLabPage *self)
{
  self->next_step = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_halign (self->next_step, GTK_ALIGN_CENTER);
  self->record = add_step (self, _ ("_Enter Results"), "subject.record");
  self->import = add_step (self, _ ("_Import Laboratory File…"), "win.import");
  self->values = add_step (self, _ ("Show _Values"), "labs.values");
  pod_chart_view_set_next_step (self->view, self->next_step);
}

/* FALSE where values are drawn as they are, or where days are shown that have none: then others may have. */
static gboolean
lacks_reference (PodLabPage *self)
{
  PodScene *scene = pod_chart_canvas_get_scene (pod_chart_view_get_canvas (self->view));

  return scene != NULL && scene->panels->len == 0 && scene->not_drawn > 0 &&
         pod_lab_controls_get_mode (self->controls) != POD_LAB_VALUE;
}

/* FALSE where others are laid over: of them somebody may have begun. */
static gboolean
is_before_treatment (PodLabPage *self)
{
  const char *cohort;

  return !pod_lab_controls_get_overlay (self->controls, &cohort) &&
         !pod_date_is_set (pod_casebook_get_exposure_start (pod_trial_get_study (self->trial),
                                                            self->casebook));
}

/* What has nothing to be compared with is drawn as it is. */
static void
show_without_reference (PodLabPage *self)
{
  if (pod_lab_controls_get_mode (self->controls) == POD_LAB_TIMES_UPPER)
    pod_chart_view_set_empty (self->view, _ ("No upper limits to compare with"),
                              _ ("The laboratory gave no upper limit with these results, or they "
                                 "are graded only when too low. Choose values to see them."));
  else if (is_before_treatment (self))
    pod_chart_view_set_empty (self->view, _ ("No baseline to compare with"),
                              _ ("No lymphodepletion or infusion is recorded yet, so no result "
                                 "counts as the baseline. Choose values to see them."));
  else
    pod_chart_view_set_empty (self->view, _ ("No baseline to compare with"),
                              _ ("There is no result from before the treatment yet that the others "
                                 "could be compared with. Choose values to see them."));
}

/* Who has no results gets some; of who has, another choice shows them. */
static void
show_empty (PodLabPage *self)
{
  gboolean lacks = lacks_reference (self);

  if (lacks)
    show_without_reference (self);
  else if (self->has_any)
    pod_chart_view_set_empty (self->view, _ ("No results to draw"),
                              _ ("Choose another panel, other days or other values above."));
  else
    pod_chart_view_set_empty (self->view, _ ("No results yet"),
                              _ ("They are typed, or come in with a laboratory’s file."));
  gtk_widget_set_visible (self->next_step, lacks || !self->has_any);
  gtk_widget_set_visible (self->values, lacks);
  gtk_widget_set_visible (self->record,
                          !self->has_any && pod_trial_may (self->trial, POD_VERB_RECORD));
  gtk_widget_set_visible (self->import,
                          !self->has_any && pod_trial_may (self->trial, POD_VERB_IMPORT));
}

static void
emptied_cb (PodLabPage *self)
{
  /* Whoever lets go of the page empties its view. */
  if (self->trial != NULL && self->view != NULL)
    show_empty (self);
}

/* ---- what can be chosen ---- */

static void
fill_controls (PodLabPage *self)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const GPtrArray *groups = pod_study_get_groups (study);
  g_autoptr (GPtrArray) charted = g_ptr_array_new ();

  for (guint i = 0; i < groups->len; i++)
    if (has_values (self, g_ptr_array_index (groups, i)))
      g_ptr_array_add (charted, g_ptr_array_index (groups, i));
  pod_lab_controls_fill (self->controls, study, charted);
  self->has_any = charted->len > 0;
  show_empty (self);
}

/* ---- the subject alone, or among others ---- */

static gint64
get_own (PodLabPage *self)
{
  return pod_casebook_get_subject (self->casebook)->record.id;
}

/* (nullable): the casebooks that are laid over each other, NULL for the subject alone.  Whose page it is is always among them. */
static GPtrArray *
list_casebooks (PodLabPage *self)
{
  GListModel *subjects = pod_trial_get_subjects (self->trial);
  const char *cohort;
  GPtrArray *casebooks;

  if (!pod_lab_controls_get_overlay (self->controls, &cohort))
    return NULL;
  casebooks = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_casebook_unref);
  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      if (cohort == NULL || g_strcmp0 (cohort, pod_subject_item_get_cohort (item)) == 0 ||
          pod_subject_item_get_id (item) == get_own (self))
        g_ptr_array_add (casebooks, pod_casebook_ref (pod_subject_item_get_casebook (item)));
    }
  return casebooks;
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  PodLabPage *self = data;
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) casebooks = NULL;
  PodLabOptions options = { .width = width };
  PodDate today;

  if (self->casebook == NULL)
    return NULL;
  today = pod_trial_get_today (self->trial);
  names = list_observations (self);
  casebooks = list_casebooks (self);
  options.observations = names != NULL ? (const char *const *) names->pdata : NULL;
  options.mode = pod_lab_controls_get_mode (self->controls);
  options.axis = pod_lab_controls_get_axis (self->controls);
  options.scale = pod_lab_controls_get_scale (self->controls);
  options.days = casebooks != NULL ? days : pod_day_range_shift (days, self->zero);
  options.focus = self->focus != 0 ? self->focus : get_own (self);
  if (casebooks != NULL)
    return pod_overlay_scene_new (pod_trial_get_study (self->trial),
                                  pod_trial_get_site (self->trial), casebooks, today, &options,
                                  pod_metrics_pango ());
  return pod_lab_scene_new (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                            self->casebook, today, &options, pod_metrics_pango ());
}

/* "IgAN, 9 subjects"; whoever's page it is is named where they are of another cohort. */
static char *
name_group (PodLabPage *self, const char *cohort)
{
  const PodCohort *found = pod_study_find_cohort (pod_trial_get_study (self->trial), cohort);
  const PodSubject *own = pod_casebook_get_subject (self->casebook);
  g_autoptr (GPtrArray) casebooks = list_casebooks (self);
  const char *label = found != NULL ? pod_words_get (&found->short_label, pod_words_locale ())
                                    : cohort;
  g_autofree char *whose = g_strcmp0 (own->cohort, cohort) == 0
                               ? g_strdup (label)
                               : g_strdup_printf ("%s + %s", label,
                                                  pod_casebook_get_number (self->casebook));

  /* Translators: a cohort, and how many are drawn. */
  return g_strdup_printf (ngettext ("%1$s, %2$u subject", "%1$s, %2$u subjects", casebooks->len),
                          whose, casebooks->len);
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  PodLabPage *self = data;
  g_autofree char *kind = NULL;
  const char *cohort;

  if (!pod_lab_controls_get_overlay (self->controls, &cohort))
    return pod_trial_print (self->trial, "labs", self->casebook, scene, error);
  if (cohort == NULL)
    return pod_trial_print (self->trial, "labs", NULL, scene, error);
  kind = g_strconcat ("labs of cohort ", cohort, NULL);
  scene->whose = name_group (self, cohort);
  return pod_trial_print (self->trial, kind, NULL, scene, error);
}

static void
name_files (PodLabPage *self)
{
  g_autofree char *name = NULL;
  const char *cohort;

  if (self->casebook != NULL && pod_lab_controls_get_overlay (self->controls, &cohort))
    name = g_strconcat ("labs-", cohort != NULL ? cohort : "all", NULL);
  else if (self->casebook != NULL)
    name = g_strconcat ("labs-", pod_casebook_get_subject (self->casebook)->screening_number, NULL);
  pod_chart_view_set_file_name (self->view, name);
}

static void
controls_changed_cb (PodLabPage *self)
{
  if (self->casebook == NULL)
    return;
  name_files (self);
  pod_chart_view_refresh (self->view);
}

/* ---- records ---- */

static void
record_activated_cb (PodLabPage *self, int type, gint64 id)
{
  if (self->casebook != NULL)
    pod_chart_open_record (GTK_WIDGET (self), self->trial, (PodRecordType) type, id);
}

/* What they come to since the infusion. */
static void
kinetics_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PodLabPage *self = POD_LAB_PAGE (widget);

  if (self->casebook != NULL)
    gtk_window_present (GTK_WINDOW (pod_kinetics_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->trial, self->casebook)));
}

static void
values_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  pod_lab_controls_choose_mode (POD_LAB_PAGE (widget)->controls, POD_LAB_VALUE);
}

static gboolean
refresh_cb (gpointer data)
{
  PodLabPage *self = data;

  self->refresh_id = 0;
  pod_chart_view_refresh (self->view);
  return G_SOURCE_REMOVE;
}

/* Whose line was pressed stands out; the chart that was pressed is laid out anew only once it has done with it. */
static void
record_chosen_cb (PodLabPage *self, int type, gint64 id)
{
  const char *cohort;
  gint64 subject;

  if (self->casebook == NULL || !pod_lab_controls_get_overlay (self->controls, &cohort))
    return;
  subject = pod_chart_find_subject (self->trial, (PodRecordType) type, id);
  if (subject == 0 || subject == self->focus)
    return;
  self->focus = subject;
  if (self->refresh_id == 0)
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
pod_lab_page_dispose (GObject *object)
{
  PodLabPage *self = POD_LAB_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  /* Whoever chooses a file for it keeps the view, not the page. */
  if (self->view != NULL)
    pod_chart_view_set_func (g_steal_pointer (&self->view), NULL, NULL, NULL);
  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_lab_page_parent_class)->dispose (object);
}

static void
pod_lab_page_class_init (PodLabPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_lab_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "labs.kinetics", NULL, kinetics_cb);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "labs.values", NULL, values_cb);
}

static void
add_children (PodLabPage *self)
{
  GtkBox *box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  self->waiting = POD_JUDGE_BAR (pod_judge_bar_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  gtk_box_append (box, GTK_WIDGET (self->waiting));
  gtk_box_append (box, GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (box));
}

static void
pod_lab_page_init (PodLabPage *self)
{
  self->controls = POD_LAB_CONTROLS (pod_lab_controls_new ());
  self->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  make_next_step (self);
  pod_chart_view_set_control (self->view, GTK_WIDGET (self->controls));
  add_children (self);
  g_signal_connect_object (self->controls, "changed", G_CALLBACK (controls_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "record-activated", G_CALLBACK (record_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "emptied", G_CALLBACK (emptied_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "record-chosen", G_CALLBACK (record_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  pod_chart_view_set_func (self->view, lay_out, note_print, self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labs.kinetics", FALSE);
}

static gboolean
is_same_subject (const PodCasebook *a, const PodCasebook *b)
{
  return a != NULL && b != NULL &&
         pod_casebook_get_subject (a)->record.id == pod_casebook_get_subject (b)->record.id;
}

static gint32
find_zero (PodLabPage *self)
{
  g_autoptr (PodTimeline)
      timeline = pod_timeline_new (pod_trial_get_study (self->trial),
                                   pod_trial_get_site (self->trial), self->casebook,
                                   pod_trial_get_today (self->trial));

  return timeline->zero;
}

void
pod_lab_page_set_casebook (PodLabPage *self, PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (PodCasebook) previous = g_steal_pointer (&self->casebook);

  if (!is_same_subject (previous, casebook))
    {
      self->focus = 0;
      pod_chart_canvas_forget (pod_chart_view_get_canvas (self->view));
    }
  g_set_object (&self->trial, trial);
  if (casebook != NULL)
    {
      self->casebook = pod_casebook_ref (casebook);
      self->zero = find_zero (self);
      fill_controls (self);
    }
  else
    pod_lab_controls_reset (self->controls);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "labs.kinetics",
                                 casebook != NULL &&
                                     pod_study_get_kinetics (pod_trial_get_study (trial))->len > 0);
  pod_judge_bar_set (self->waiting, trial, casebook);
  name_files (self);
  pod_chart_view_refresh (self->view);
}

/* Of a result, or of the place where one would be. */
static const PodObservation *
find_observation (PodLabPage *self, gint64 id)
{
  const PodStudy *study = pod_trial_get_study (self->trial);
  const PodFinding *finding;

  if (pod_planned_read (id, NULL))
    return pod_planned_find_observation (study, id);
  finding = pod_casebook_find_finding (self->casebook, id);
  return finding != NULL ? pod_study_find_observation (study, finding->observation) : NULL;
}

void
pod_lab_page_show_result (PodLabPage *self, gint64 finding)
{
  const PodObservation *observation = self->casebook != NULL ? find_observation (self, finding)
                                                             : NULL;

  if (observation == NULL)
    return;
  pod_lab_controls_show_own (self->controls, observation->group);
  pod_chart_view_go_to (self->view, POD_RECORD_FINDING, finding);
}

void
pod_lab_page_set_days (PodLabPage *self, PodDayView *days)
{
  pod_chart_view_set_days (self->view, days);
}

PodLabControls *
pod_lab_page_get_controls (PodLabPage *self)
{
  return self->controls;
}

PodChartView *
pod_lab_page_get_view (PodLabPage *self)
{
  return self->view;
}
