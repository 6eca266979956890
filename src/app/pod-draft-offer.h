#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/* After somebody has signed in: opens the form that they were writing last, with what they wrote, and when that is closed the one before
 * it.  Where no form takes a draft any more, shows what it says and offers to discard it. */
void pod_draft_offer (PodTrialWindow *window);

G_END_DECLS
