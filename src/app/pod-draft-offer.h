#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* After somebody has signed in: opens the form that they were writing last, with what they wrote, and says where others wait. */
void pod_draft_offer (PodTrialWindow *window);

G_END_DECLS
