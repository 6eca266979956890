#pragma once

#include <adwaita.h>

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodSearchRow:
 *
 * Chooses one of many by its id: a list that narrows while somebody types, in either language.  What it is that is chosen, a subclass
 * knows; its study lends the words, and has to outlive the row.
 *
 * Property: "chosen" (string, nullable): the id, NULL while none is chosen.
 */
#define POD_TYPE_SEARCH_ROW (pod_search_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (PodSearchRow, pod_search_row, POD, SEARCH_ROW, AdwActionRow)

/**
 * PodSearchRowClass:
 * @matches: whether the one of that id is found by @needle, which is case-folded
 * @get_label: how it is called in the list
 * @get_note: what stands beside or below that; "" for nothing (transfer full)
 * @show_chosen: gives the row its title and subtitle; @id: (nullable)
 */
struct _PodSearchRowClass
{
  AdwActionRowClass parent_class;

  gboolean (*matches) (PodSearchRow *self, const char *id, const char *needle);
  const char *(*get_label) (PodSearchRow *self, const char *id);
  char *(*get_note) (PodSearchRow *self, const char *id);
  void (*show_chosen) (PodSearchRow *self, const char *id);
};

/**
 * PodSearchRowWords:
 * @button: "Choose a term"
 * @search: "Find a term"
 * @list: "Terms"
 * @none: where nothing is called so
 * @hint: (nullable): below the list
 */
typedef struct
{
  const char *button;
  const char *search;
  const char *list;
  const char *none;
  const char *hint;
} PodSearchRowWords;

/* For subclasses: once, and whenever there is something else to choose from. */
void pod_search_row_set_words (PodSearchRow *self, const PodSearchRowWords *words);
void pod_search_row_set_study (PodSearchRow *self, const PodStudy *study, GStrv ids);
const PodStudy *pod_search_row_get_study (PodSearchRow *self);
gboolean pod_search_row_is_called (const PodWords *label, const char *id, const char *needle);

/* An id that is none of those is kept and shown as it is. */
void pod_search_row_choose (PodSearchRow *self, const char *id);
const char *pod_search_row_get_chosen (PodSearchRow *self);

G_END_DECLS
