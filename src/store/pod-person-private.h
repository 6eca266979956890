#pragma once

#include "pod-vault.h"

G_BEGIN_DECLS

/* Private to the room: every person's fields and blind indexes under another data key.  What does not open under @from was altered, and
 * stays as it is, for verification to name. */
gboolean
pod_person_reseal (PodConnection *connection, PodVault *from, PodVault *to, GError **error);

G_END_DECLS
