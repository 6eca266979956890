#pragma once

#include "pod-store.h"
#include "pod-vault.h"

G_BEGIN_DECLS

/* On the database thread: adds every identity of the vault, as typed, to @identities (element-type utf8), whose free function is
 * pod_wipe(). */
gboolean pod_identities_gather (GPtrArray *identities,
                                PodConnection *connection,
                                PodVault *vault,
                                GError **error);
/* On the database thread.  INPUT with @refusal, which does not repeat it, where @text holds an identity of the vault, or what has the shape of
 * one: what is kept in the clear must hold none. */
gboolean pod_identities_check_none (PodConnection *connection,
                                    PodVault *vault,
                                    const char *text,
                                    const char *refusal,
                                    GError **error);

G_END_DECLS
