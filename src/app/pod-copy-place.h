#pragma once

#include "pod-trial-backup.h"

G_BEGIN_DECLS

/*
 * Where a trial's copies go on this machine, if not beside the database: remembered in a small file beside the database, for its owner
 * alone.  Not in the settings of the desktop: the name of a folder may tell a person's, and whatever is there goes over the bus of the
 * session.  Nor in the database: a copy of it, restored elsewhere, would look for the folder of another machine.
 */

/* Tells the trial what was remembered. */
void pod_copy_place_apply (PodTrial *trial);
/* @folder: NULL for the one beside the database.  Tells the trial as well. */
gboolean pod_copy_place_choose (PodTrial *trial, const char *folder, GError **error);
/* Whether it was chosen. */
gboolean pod_copy_place_is_chosen (PodTrial *trial);

G_END_DECLS
