#pragma once

#include <adwaita.h>

#include "pod-trial-backup.h"

G_BEGIN_DECLS

/**
 * PodOutcomePage:
 * What came of something: good or bad, in one line and in a few, and the facts of it, which can be selected and copied.  All texts are
 * plain.
 */
#define POD_TYPE_OUTCOME_PAGE (pod_outcome_page_get_type ())
G_DECLARE_FINAL_TYPE (PodOutcomePage, pod_outcome_page, POD, OUTCOME_PAGE, AdwBin)

/* The facts of before are gone. */
void
pod_outcome_page_tell (PodOutcomePage *self, gboolean good, const char *title, const char *text);
/* A heading over the facts that follow. */
void pod_outcome_page_begin (PodOutcomePage *self, const char *heading);
/* One line, for a number. */
void pod_outcome_page_add (PodOutcomePage *self, const char *title, const char *value);
/* In lines of its own, with a button that copies it: a head, a path. */
void pod_outcome_page_add_long (PodOutcomePage *self, const char *title, const char *value);
/* A fault, and where it is. */
void pod_outcome_page_add_fault (PodOutcomePage *self, const char *title, const char *where);
/* Entries, subjects, signatures and head. */
void pod_outcome_page_add_restored (PodOutcomePage *self, const PodRestored *restored);

G_END_DECLS
