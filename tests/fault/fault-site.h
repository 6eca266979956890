#pragma once

#include "store-fixture.h"

G_BEGIN_DECLS

/* A closed database, made once: the store's small site, or, where POD_FAULT_SITE names one, a copy of that (./dev fault makes a
 * demonstration site with all its subjects). */
const char *fault_site (void);

G_END_DECLS
