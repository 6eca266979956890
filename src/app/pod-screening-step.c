#include "pod-screening-step.h"

#include "pod-problem.h"

G_DEFINE_INTERFACE (PodScreeningStep, pod_screening_step, GTK_TYPE_WIDGET)

static guint changed_signal, wants_signal;

static void
pod_screening_step_default_init (PodScreeningStepInterface *iface)
{
  changed_signal = g_signal_new ("changed", POD_TYPE_SCREENING_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  wants_signal = g_signal_new ("wants", POD_TYPE_SCREENING_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
pod_screening_step_set (PodScreeningStep *self, const PodScreeningCase *screening_case)
{
  POD_SCREENING_STEP_GET_IFACE (self)->set (self, screening_case);
}

PodStepMark
pod_screening_step_get_mark (PodScreeningStep *self, char **count)
{
  *count = NULL;
  return POD_SCREENING_STEP_GET_IFACE (self)->get_mark (self, count);
}

gboolean
pod_screening_step_is_touched (PodScreeningStep *self)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  return iface->is_touched != NULL && iface->is_touched (self);
}

gboolean
pod_screening_step_save (PodScreeningStep *self, GError **error)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  return iface->save == NULL || iface->save (self, error);
}

void
pod_screening_step_write (PodScreeningStep *self, GKeyFile *draft)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  if (iface->write != NULL)
    iface->write (self, draft);
}

void
pod_screening_step_discard (PodScreeningStep *self)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  if (iface->discard != NULL)
    iface->discard (self);
}

gboolean
pod_screening_step_read (PodScreeningStep *self, GKeyFile *draft)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  return iface->read != NULL && iface->read (self, draft);
}

void
pod_screening_step_show (PodScreeningStep *self)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  if (iface->show != NULL)
    iface->show (self);
}

void
pod_screening_step_focus (PodScreeningStep *self)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  if (iface->focus != NULL)
    iface->focus (self);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

void
pod_screening_step_tell_changed (PodScreeningStep *self)
{
  g_signal_emit (self, changed_signal, 0);
}

void
pod_screening_step_tell_wanted (PodScreeningStep *self, const char *observation)
{
  g_signal_emit (self, wants_signal, 0, observation);
}

const char *
pod_screening_step_find_problem (const GPtrArray *problems, const char *key)
{
  for (guint i = 0; problems != NULL && i < problems->len; i++)
    {
      const PodProblem *problem = g_ptr_array_index (problems, i);

      if (g_strcmp0 (problem->key, key) == 0)
        return problem->message;
    }
  return NULL;
}

char *
pod_screening_step_take_text (GtkEditable *entry)
{
  char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  if (*text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

void
pod_screening_step_read_text (GKeyFile *draft,
                              const char *group,
                              const char *key,
                              GtkEditable *entry)
{
  g_autofree char *text = g_key_file_get_string (draft, group, key, NULL);

  gtk_editable_set_text (entry, text != NULL ? text : "");
}

gboolean
pod_screening_step_has_form (const PodScreeningCase *screening_case, AdwBin *place)
{
  return adw_bin_get_child (place) == GTK_WIDGET (screening_case->form);
}

/* In whatever order: what is missing first today may not be so tomorrow. */
static gboolean
is_same_set (const GPtrArray *a, const GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_ptr_array_find ((GPtrArray *) b, g_ptr_array_index (a, i), NULL))
      return FALSE;
  return TRUE;
}

#define SHOWN "observations"

void
pod_screening_step_take_form (const PodScreeningCase *screening_case,
                              AdwBin *place,
                              GPtrArray *observations)
{
  GtkWidget *form = GTK_WIDGET (screening_case->form);
  GtkWidget *parent = gtk_widget_get_parent (form);
  g_autoptr (GPtrArray) all = NULL;

  if (pod_results_form_is_saving (screening_case->form))
    return;
  if (parent != GTK_WIDGET (place))
    {
      if (parent != NULL)
        adw_bin_set_child (ADW_BIN (parent), NULL);
      adw_bin_set_child (place, form);
    }
  all = g_ptr_array_copy (observations, NULL, NULL);
  pod_results_form_add_typed (screening_case->form, all);
  if (is_same_set (g_object_get_data (G_OBJECT (form), SHOWN), all))
    return;
  pod_results_form_set (screening_case->form, screening_case->trial, screening_case->subject, all);
  g_object_set_data_full (G_OBJECT (form), SHOWN, g_steal_pointer (&all),
                          (GDestroyNotify) g_ptr_array_unref);
}
