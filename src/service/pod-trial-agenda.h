#pragma once

#include "pod-agenda.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* READ.  What is due today, as pod_agenda_new() has it: (element-type PodAgendaItem). */
GPtrArray *pod_trial_list_agenda (PodTrial *self, GError **error);

G_END_DECLS
