#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shown while no trial is open: a new trial database, one that exists, or the demonstration.  Buttons name the window's
 * actions; the page knows nothing. */
#define POD_TYPE_WELCOME_PAGE (pod_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (PodWelcomePage, pod_welcome_page, POD, WELCOME_PAGE, AdwBin)

G_END_DECLS
