#include "pod-trial-agenda.h"

#include "pod-trial-private.h"

GPtrArray *
pod_trial_list_agenda (PodTrial *self, GError **error)
{
  GListModel *subjects = pod_trial_get_subjects (self);
  g_autoptr (GPtrArray) casebooks = g_ptr_array_new ();

  if (!pod_trial_require (self, POD_VERB_READ, error))
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (subjects); i++)
    {
      g_autoptr (PodSubjectItem) item = g_list_model_get_item (subjects, i);

      g_ptr_array_add (casebooks, pod_subject_item_get_casebook (item));
    }
  return pod_agenda_new (self->study, self->site, casebooks, pod_trial_get_today (self));
}
