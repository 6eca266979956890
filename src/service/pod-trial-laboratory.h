#pragma once

#include "pod-lab-map.h"
#include "pod-trial.h"

G_BEGIN_DECLS

/*
 * Who sent a file, and by which map it is read, asked before it is (IMPORT).  What was chosen is kept with the shape of the file: a hash of
 * how its columns are headed, or of who sends its messages, so that the next of its kind has it chosen already.
 */

/**
 * PodLabMapChoice:
 * @name: of a file in the study's folder of maps; "" for the one that is kept for @laboratory
 * @laboratory: whose it is
 * @path: (nullable): for pod_trial_receive(); NULL for the one that is kept
 * @fits: the headings of the file that was looked at are its own; of messages always TRUE
 * @key_kind: what it calls the subjects of a file by; @dates: in which order it has the dates of tables
 * @headings: (nullable) (element-type PodLabHeading): the columns of that file, where it is a table that has as many as a result needs
 * @missing: (nullable): NULL-terminated, of the columns that every table needs those that the map does not find among them, as far as that can
 * be told (pod_lab_headings_list_missing()); NULL where there are no headings
 */
typedef struct
{
  char *name;
  char *laboratory;
  char *path;
  gboolean fits;
  gboolean decimal_comma;
  PodSubjectKeyKind key_kind;
  PodLabDates dates;
  GPtrArray *headings;
  const char **missing;
} PodLabMapChoice;

/**
 * PodLabLook:
 * What is known of a file before it is read.
 * @laboratories: (element-type utf8): those of arrivals, results, limits and maps, in order
 * @maps: (element-type PodLabMapChoice): those kept for a laboratory, then the study's
 * @chosen: (element-type utf8): the laboratories whose tables somebody has said to be headed as this one is
 * @shape: (nullable): of the first map that gives one, or of the one that was remembered
 * @laboratory, @map: (nullable): what was chosen for a file of this shape
 * @is_table: how a laboratory writes decimals is asked of tables alone
 */
typedef struct
{
  GPtrArray *laboratories;
  GPtrArray *maps;
  GPtrArray *chosen;
  char *shape;
  char *laboratory;
  char *map;
  gboolean is_table;
} PodLabLook;

void pod_lab_look_free (PodLabLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabLook, pod_lab_look_free)

/* What somebody typed as a laboratory that is known already is spelled, else without spaces around it; NULL where it is no name. */
char *pod_lab_look_spell (const PodLabLook *look, const char *typed);
/* Whether a file of @laboratory may be read by it: the study's may be by all, what is kept by its own. */
gboolean pod_lab_map_choice_is_for (const PodLabMapChoice *choice, const char *laboratory);
/* Whether a file of @laboratory has the columns that @choice needs, or those that somebody has said. */
gboolean
pod_lab_look_fits (const PodLabLook *look, const PodLabMapChoice *choice, const char *laboratory);
/* What will be used unless a person says another: what was remembered, else the first that fits, the laboratory's own before others. */
const PodLabMapChoice *pod_lab_look_choose (const PodLabLook *look, const char *laboratory);

void pod_trial_look_at_lab_file_async (PodTrial *self,
                                       const char *path,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
PodLabLook *
pod_trial_look_at_lab_file_finish (PodTrial *self, GAsyncResult *result, GError **error);

/* Keeps the text of the map in that file for the laboratory, in the place of the one before.  MAP of the exchange's errors where it has faults. */
gboolean
pod_trial_keep_lab_map (PodTrial *self, const char *laboratory, const char *path, GError **error);
/* That files of @shape come from @laboratory and are read by @map, a name.  What is remembered already is not written again. */
gboolean pod_trial_remember_laboratory (PodTrial *self,
                                        const char *shape,
                                        const char *laboratory,
                                        const char *map,
                                        GError **error);

/* Whether its tables are read with 1.234,5 for one thousand two hundred thirty-four and a half: as somebody has said, or else as the map has it. */
gboolean
pod_trial_has_decimal_comma (PodTrial *self, const char *laboratory, const PodLabMapChoice *map);
/* Kept for the laboratory, whatever the map of its files says.  What is so already is not written again. */
gboolean pod_trial_keep_decimal_comma (PodTrial *self,
                                       const char *laboratory,
                                       gboolean decimal_comma,
                                       GError **error);

/* Which column of its tables is what, as somebody has said: "column", tab, heading (pod_lab_map_choose_columns()).  NULL where nobody has.
 * Free with g_strfreev(). */
char **pod_trial_list_lab_columns (PodTrial *self, const char *laboratory);
/* Kept for the laboratory, beside the map of its files; @columns: (nullable): NULL or none of them takes it back.  INPUT where they are not clear. */
gboolean pod_trial_keep_lab_columns (PodTrial *self,
                                     const char *laboratory,
                                     const char *const *columns,
                                     GError **error);

G_END_DECLS
