#pragma once

#include "pod-scene.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/* READ.  For paper and files, before they are written: notes PRINT, with what was drawn (@kind: "timeline", never a name), the screening number
 * and the head of the trail, and adds below the chart of whom it is (a number) and, in a
 * demonstration, that they are invented, which each row of its table says as well, and which days it holds
 * where that is not all; who made it, and when; who signed what of it (the latest signature of each record, in words with printed
 * name, time in UTC and meaning: 21 CFR 11.50), what of that was changed since, and which state of the record it shows: the entry of the
 * trail, and the first 16 digits of its hash.  The scene becomes higher by as much, and keeps of whom it is and which state it shows for the foot
 * of each sheet.
 * @casebook: (nullable): of the subject; NULL for a chart of several, which are all unless @scene's whose says which; @kind then says it, too:
 *   "labs of cohort igan" */
gboolean pod_trial_print (PodTrial *self,
                          const char *kind,
                          const PodCasebook *casebook,
                          PodScene *scene,
                          GError **error);
/* "Made by zhao, investigator, on …".  Free with g_free(). */
char *pod_signature_footer_say_printed (PodTrial *trial);

G_END_DECLS
