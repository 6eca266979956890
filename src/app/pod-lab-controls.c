#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-lab-controls.h"

#include <glib/gi18n-lib.h>

#include "pod-choice.h"
#include "pod-words.h"

#define BUTTON_CHARS 14

struct _PodLabControls
{
  GtkBox parent_instance;

  GtkDropDown *panel;
  GtkDropDown *mode;
  GtkDropDown *axis;
  GtkDropDown *whose;
  GtkDropDown *scale;
  GPtrArray *groups;  /* their ids, in the order of the drop-down */
  GPtrArray *cohorts; /* the same */
  char *group;        /* the one chosen, also while a subject has none of it */
  gboolean is_filling;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PodLabControls, pod_lab_controls, GTK_TYPE_BOX)

static const char *
find_choice (GtkDropDown *drop_down, const GPtrArray *ids, guint before)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (selected == GTK_INVALID_LIST_POSITION || selected < before || selected - before >= ids->len)
    return NULL;
  return g_ptr_array_index (ids, selected - before);
}

static void
changed_cb (PodLabControls *self)
{
  if (self->is_filling)
    return;
  g_free (self->group);
  self->group = g_strdup (find_choice (self->panel, self->groups, 1));
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkDropDown *
add_drop_down (PodLabControls *self,
               const char *name,
               const char *tooltip,
               const char *const *words)
{
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_tooltip_text (drop_down, tooltip);
  /* A narrow button does not say it all; its list and its tooltip do. */
  pod_choice_show_whole (drop_down, BUTTON_CHARS);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (changed_cb), self);
  gtk_box_append (GTK_BOX (self), drop_down);
  return GTK_DROP_DOWN (drop_down);
}

static void
add_figures (PodLabControls *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("Fi_gures…"));

  gtk_widget_set_tooltip_text (button, _ ("What the results come to since the infusion: cells, "
                                          "B cells, IgG, cytokines"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "labs.kinetics");
  gtk_box_append (GTK_BOX (self), button);
}

static void
pod_lab_controls_finalize (GObject *object)
{
  PodLabControls *self = POD_LAB_CONTROLS (object);

  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->cohorts);
  g_free (self->group);
  G_OBJECT_CLASS (pod_lab_controls_parent_class)->finalize (object);
}

static void
pod_lab_controls_class_init (PodLabControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pod_lab_controls_finalize;
  signals[CHANGED] = g_signal_new ("changed", POD_TYPE_LAB_CONTROLS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pod_lab_controls_init (PodLabControls *self)
{
  const char *panels[] = { _ ("All panels"), NULL };
  const char *modes[] = { C_ ("lab values", "Values"), C_ ("lab values", "Change in %"),
                          C_ ("lab values", "× ULN"), C_ ("lab values", "× baseline"), NULL };
  const char *axes[] = { C_ ("axis", "Auto"), C_ ("axis", "Linear"), C_ ("axis", "Logarithmic"),
                         NULL };
  const char *scales[] = { C_ ("scale", "Study’s"), NULL };
  const char *whose[] = { _ ("This subject"), _ ("All subjects"), NULL };

  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  self->cohorts = g_ptr_array_new_with_free_func (g_free);
  self->panel = add_drop_down (self, _ ("Panel"), _ ("Which results"), panels);
  self->mode = add_drop_down (self, _ ("Values"),
                              _ ("The value itself, its change from baseline in per cent, or "
                                 "multiples of the upper limit or of baseline"),
                              modes);
  self->axis = add_drop_down (self, _ ("Axis"),
                              _ ("Logarithmic where the study says so, or always one of both"),
                              axes);
  self->whose = add_drop_down (self, _ ("Subjects"),
                               _ ("This subject alone, or among others, aligned at the infusion"),
                               whose);
  self->scale =
      add_drop_down (self, _ ("Grades"),
                     _ ("By which scale results are graded here; what is kept, judged and "
                        "sent goes by the study’s"),
                     scales);
  add_figures (self);
}

GtkWidget *
pod_lab_controls_new (void)
{
  return g_object_new (POD_TYPE_LAB_CONTROLS, NULL);
}

/* ---- what can be chosen ---- */

static void
select_group (PodLabControls *self)
{
  guint found = 0;

  for (guint i = 0; self->group != NULL && i < self->groups->len; i++)
    if (g_str_equal (g_ptr_array_index (self->groups, i), self->group))
      found = i + 1;
  gtk_drop_down_set_selected (self->panel, found);
}

static void
fill_panels (PodLabControls *self, const GPtrArray *groups)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->groups, 0);
  gtk_string_list_append (labels, _ ("All panels"));
  for (guint i = 0; i < groups->len; i++)
    {
      const PodGroup *group = g_ptr_array_index (groups, i);

      g_ptr_array_add (self->groups, g_strdup (group->id));
      gtk_string_list_append (labels, pod_words_get (&group->label, pod_words_locale ()));
    }
  gtk_drop_down_set_model (self->panel, G_LIST_MODEL (labels));
}

static void
fill_cohorts (PodLabControls *self, const PodStudy *study)
{
  const GPtrArray *cohorts = pod_study_get_cohorts (study);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  if (self->cohorts->len == cohorts->len)
    return;
  g_ptr_array_set_size (self->cohorts, 0);
  gtk_string_list_append (labels, _ ("This subject"));
  gtk_string_list_append (labels, _ ("All subjects"));
  for (guint i = 0; i < cohorts->len; i++)
    {
      const PodCohort *cohort = g_ptr_array_index (cohorts, i);

      g_ptr_array_add (self->cohorts, g_strdup (cohort->id));
      gtk_string_list_append (labels, pod_words_get (&cohort->short_label, pod_words_locale ()));
    }
  gtk_drop_down_set_model (self->whose, G_LIST_MODEL (labels));
}

void
pod_lab_controls_fill (PodLabControls *self, const PodStudy *study, const GPtrArray *groups)
{
  self->is_filling = TRUE;
  fill_panels (self, groups);
  select_group (self);
  fill_cohorts (self, study);
  pod_choice_fill_scales (self->scale, study);
  self->is_filling = FALSE;
}

void
pod_lab_controls_reset (PodLabControls *self)
{
  self->is_filling = TRUE;
  g_clear_pointer (&self->group, g_free);
  gtk_drop_down_set_selected (self->panel, 0);
  gtk_drop_down_set_selected (self->mode, POD_LAB_VALUE);
  gtk_drop_down_set_selected (self->axis, POD_LAB_AXIS_AUTO);
  gtk_drop_down_set_selected (self->whose, 0);
  pod_choice_select (self->scale, NULL);
  self->is_filling = FALSE;
}

/* ---- what is chosen ---- */

const char *
pod_lab_controls_get_group (PodLabControls *self)
{
  return find_choice (self->panel, self->groups, 1);
}

PodLabMode
pod_lab_controls_get_mode (PodLabControls *self)
{
  return (PodLabMode) gtk_drop_down_get_selected (self->mode);
}

PodLabAxis
pod_lab_controls_get_axis (PodLabControls *self)
{
  return (PodLabAxis) gtk_drop_down_get_selected (self->axis);
}

const char *
pod_lab_controls_get_scale (PodLabControls *self)
{
  return pod_choice_get (self->scale);
}

gboolean
pod_lab_controls_get_overlay (PodLabControls *self, const char **cohort)
{
  *cohort = find_choice (self->whose, self->cohorts, 2);
  return gtk_drop_down_get_selected (self->whose) != 0;
}

void
pod_lab_controls_choose (PodLabControls *self, PodLabMode mode, PodLabAxis axis, guint overlay)
{
  gtk_drop_down_set_selected (self->mode, mode);
  gtk_drop_down_set_selected (self->axis, axis);
  gtk_drop_down_set_selected (self->whose, overlay);
}

void
pod_lab_controls_choose_mode (PodLabControls *self, PodLabMode mode)
{
  gtk_drop_down_set_selected (self->mode, mode);
}

void
pod_lab_controls_show_own (PodLabControls *self, const char *group)
{
  gtk_drop_down_set_selected (self->whose, 0);
  if (self->group == NULL || g_strcmp0 (self->group, group) == 0)
    return;
  g_free (self->group);
  self->group = g_strdup (group);
  select_group (self);
}

void
pod_lab_controls_choose_scale (PodLabControls *self, const char *scale)
{
  pod_choice_select (self->scale, scale);
}
