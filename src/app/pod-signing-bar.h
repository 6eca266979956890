#pragma once

#include <adwaita.h>

#include "pod-trial-sign.h"

G_BEGIN_DECLS

/**
 * PodSigningBar:
 *
 * How a record stands, in a line with an icon: signed by whom, when and for what; not currently signed, and in how many fields it
 * differs; or nothing.  With what may be done about it.
 *
 * Action: "signing.sign".
 */
#define POD_TYPE_SIGNING_BAR (pod_signing_bar_get_type ())
G_DECLARE_FINAL_TYPE (PodSigningBar, pod_signing_bar, POD, SIGNING_BAR, AdwBin)

/* @trial: (nullable); @scope, @about: see PodSignature.  Follows the trial from then on. */
void pod_signing_bar_set (PodSigningBar *self,
                          PodTrial *trial,
                          gint64 subject,
                          const char *scope,
                          gint64 about);

/* One word for a list, and its icon: "signed", "signed, changed since", "". */
const char *pod_signing_to_words (PodSigning signing);

G_END_DECLS
