#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodBusyPage:
 * Something takes a while: what it is, and how far it has come; where that is not known, that it goes on.
 */
#define POD_TYPE_BUSY_PAGE (pod_busy_page_get_type ())
G_DECLARE_FINAL_TYPE (PodBusyPage, pod_busy_page, POD, BUSY_PAGE, AdwBin)

/* @text: plain. */
void pod_busy_page_start (PodBusyPage *self, const char *text);
/* A PodTrialProgress with the page as its data. */
void pod_busy_page_report (double fraction, gpointer page);
void pod_busy_page_stop (PodBusyPage *self);

G_END_DECLS
