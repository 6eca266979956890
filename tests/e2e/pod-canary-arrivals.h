#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* Laboratories send tables, messages and bundles that name everybody wherever a name can stand, and files that are broken.  They are
 * received, taken and rejected; whatever the program said of them is added to @said.  @input: where the files are written. */
void pod_canary_receive (PodTrial *trial, const char *input, GString *said);

G_END_DECLS
