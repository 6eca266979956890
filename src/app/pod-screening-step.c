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

gboolean
pod_screening_step_read (PodScreeningStep *self, GKeyFile *draft)
{
  PodScreeningStepInterface *iface = POD_SCREENING_STEP_GET_IFACE (self);

  return iface->read != NULL && iface->read (self, draft);
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
