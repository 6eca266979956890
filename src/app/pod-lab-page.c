#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-lab-page.h"

#include <glib/gi18n-lib.h>

#include "pod-chart-view.h"
#include "pod-signature-footer.h"
#include "pod-words.h"

struct _PodLabPage
{
  AdwBin parent_instance;

  PodTrial *trial;
  PodCasebook *casebook;
  PodChartView *view;
  GtkDropDown *panel;
  GPtrArray *groups; /* PodGroup, of those that have a value */
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
  guint selected = gtk_drop_down_get_selected (self->panel);
  const GPtrArray *observations = pod_study_get_observations (pod_trial_get_study (self->trial));
  GPtrArray *names;

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION || selected > self->groups->len)
    return NULL;
  names = g_ptr_array_new ();
  for (guint i = 0; i < observations->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (observations, i);
      const PodGroup *group = g_ptr_array_index (self->groups, selected - 1);

      if (g_strcmp0 (observation->group, group->id) == 0 && is_charted (self, observation))
        g_ptr_array_add (names, (gpointer) observation->symbol.name);
    }
  g_ptr_array_add (names, NULL);
  return names;
}

static PodScene *
lay_out (double width, gpointer data)
{
  PodLabPage *self = data;
  g_autoptr (GPtrArray) names = NULL;
  PodLabOptions options = { .width = width };

  if (self->casebook == NULL)
    return NULL;
  names = list_observations (self);
  options.observations = names != NULL ? (const char *const *) names->pdata : NULL;
  return pod_lab_scene_new (pod_trial_get_study (self->trial), pod_trial_get_site (self->trial),
                            self->casebook, pod_trial_get_today (self->trial), &options,
                            pod_metrics_pango ());
}

static gboolean
note_print (PodScene *scene, gpointer data, GError **error)
{
  PodLabPage *self = data;

  return pod_trial_print (self->trial, "labs", self->casebook, scene, error);
}

static void
panel_changed_cb (PodLabPage *self)
{
  if (self->casebook != NULL)
    pod_chart_view_refresh (self->view);
}

static void
fill_panels (PodLabPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const GPtrArray *groups = pod_study_get_groups (pod_trial_get_study (self->trial));

  g_ptr_array_set_size (self->groups, 0);
  gtk_string_list_append (labels, _ ("All panels"));
  for (guint i = 0; i < groups->len; i++)
    {
      const PodGroup *group = g_ptr_array_index (groups, i);

      if (!has_values (self, group))
        continue;
      g_ptr_array_add (self->groups, (gpointer) group);
      gtk_string_list_append (labels, pod_words_get (&group->label, pod_words_locale ()));
    }
  gtk_drop_down_set_model (self->panel, G_LIST_MODEL (labels));
}

static void
pod_lab_page_dispose (GObject *object)
{
  PodLabPage *self = POD_LAB_PAGE (object);

  g_clear_object (&self->trial);
  g_clear_pointer (&self->casebook, pod_casebook_unref);
  G_OBJECT_CLASS (pod_lab_page_parent_class)->dispose (object);
}

static void
pod_lab_page_finalize (GObject *object)
{
  g_ptr_array_unref (POD_LAB_PAGE (object)->groups);
  G_OBJECT_CLASS (pod_lab_page_parent_class)->finalize (object);
}

static void
pod_lab_page_class_init (PodLabPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pod_lab_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = pod_lab_page_finalize;
}

static void
pod_lab_page_init (PodLabPage *self)
{
  self->groups = g_ptr_array_new ();
  self->panel = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->panel), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Panel"), -1);
  g_signal_connect_swapped (self->panel, "notify::selected", G_CALLBACK (panel_changed_cb), self);
  self->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  pod_chart_view_set_empty (self->view, _ ("No results yet"),
                            _ ("Import a laboratory file from the main menu, and the trends appear "
                               "here."));
  pod_chart_view_set_control (self->view, GTK_WIDGET (self->panel));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->view));
  pod_chart_view_set_func (self->view, lay_out, note_print, self);
}

/* The panel chosen stays chosen when the same subject's casebook is replaced. */
static gboolean
is_same_subject (const PodCasebook *a, const PodCasebook *b)
{
  return a != NULL && b != NULL &&
         pod_casebook_get_subject (a)->record.id == pod_casebook_get_subject (b)->record.id;
}

void
pod_lab_page_set_casebook (PodLabPage *self, PodTrial *trial, PodCasebook *casebook)
{
  g_autoptr (PodCasebook) previous = g_steal_pointer (&self->casebook);
  guint panel = is_same_subject (previous, casebook) ? gtk_drop_down_get_selected (self->panel) : 0;
  g_autofree char *name = NULL;

  g_set_object (&self->trial, trial);
  if (casebook != NULL)
    {
      self->casebook = pod_casebook_ref (casebook);
      fill_panels (self);
      gtk_drop_down_set_selected (self->panel, panel);
      name = g_strconcat ("labs-", pod_casebook_get_subject (casebook)->screening_number, NULL);
    }
  pod_chart_view_set_file_name (self->view, name);
  pod_chart_view_refresh (self->view);
}
