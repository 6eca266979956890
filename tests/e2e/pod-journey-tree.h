#pragma once

#include <atspi/atspi.h>

G_BEGIN_DECLS

/*
 * What a program shows at one moment, as a tree of names and roles.  The bus's library asks four times for each thing; here the program is
 * asked once for all that it has told of already, and once more for each thing whose children it has not: a window of two thousand things
 * is read in the time that a walk needs for fifty.
 */
typedef struct _PodJourneyTree PodJourneyTree;

typedef struct _PodJourneyNode
{
  struct _PodJourneyNode *parent; /* NULL for a window */
  char *path;                     /* its object on the bus */
  char *name;
  AtspiRole role;
  gboolean has_keyboard;
  int index; /* among its parent's children */
} PodJourneyNode;

/* @program: an application, as the desktop lists them.  @is_thorough: asks everything for its children, which finds what came in the
 * same moment in which another of its parent's children was hidden.  Never NULL; empty where the program answers nothing. */
PodJourneyTree *pod_journey_tree_read (AtspiAccessible *program, gboolean is_thorough);
void pod_journey_tree_free (PodJourneyTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodJourneyTree, pod_journey_tree_free)

/* Depth first, the window that was opened last before the others: it lies on top. */
guint pod_journey_tree_count (PodJourneyTree *self);
const PodJourneyNode *pod_journey_tree_get (PodJourneyTree *self, guint i);
/* (transfer full) (nullable): the thing itself; NULL where it has gone since. */
AtspiAccessible *pod_journey_tree_find (PodJourneyTree *self, const PodJourneyNode *node);

G_END_DECLS
