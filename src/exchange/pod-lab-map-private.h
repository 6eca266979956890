#pragma once

#include "pod-key-file.h"
#include "pod-lab-map.h"
#include "pod-text-decode.h"

G_BEGIN_DECLS

/* Inside the room only. */

typedef enum
{
  POD_LAB_SUBJECT,
  POD_LAB_ITEM,
  POD_LAB_RESULT,
  POD_LAB_COLLECTED,
  POD_LAB_TIME,
  POD_LAB_UNIT,
  POD_LAB_RANGE,
  POD_LAB_LOWER,
  POD_LAB_UPPER,
  POD_LAB_SPECIMEN,
  POD_LAB_FLAG,
  POD_LAB_N_COLUMNS,
} PodLabColumn;

/* The first so many must be in a file. */
#define POD_LAB_N_REQUIRED 4

/**
 * PodLabMapItem:
 * @unit: (nullable): where the file gives none
 * @specimens: (nullable): folded; NULL for any
 */
typedef struct
{
  const PodObservation *observation;
  const PodUnit *unit;
  char **specimens;
} PodLabMapItem;

struct _PodLabMap
{
  PodKeyFile *keys;
  const char *laboratory;
  PodEncoding encoding;
  char delimiter; /* 0: guessed */
  PodSubjectKeyKind kind;
  char **headings[POD_LAB_N_COLUMNS]; /* folded; NULL where the map has none */
  char **missing;                     /* folded */
  GPtrArray *items;                   /* PodLabMapItem */
  GHashTable *names;                  /* folded name → GPtrArray of PodLabMapItem */
  GHashTable *answers; /* "" or an observation → GHashTable of folded text → GPtrArray of codes */
};

/* What spellings are compared by.  Free with g_free(). */
char *pod_lab_fold (const char *text);
gboolean pod_lab_is_one_of (char **folded_list, const char *folded);
const char *pod_lab_column_to_string (PodLabColumn column);

typedef enum
{
  POD_LAB_FOUND,
  POD_LAB_UNMAPPED,
  POD_LAB_OTHER_SPECIMEN,
  POD_LAB_AMBIGUOUS,
} PodLabMatch;

/* @specimen: "" where the file gives none. */
PodLabMatch pod_lab_map_find (const PodLabMap *map,
                              const char *name,
                              const char *specimen,
                              const PodLabMapItem **item);
/* The answer's code, which is among the observation's; NULL where the map has none, or more than one. */
const char *
pod_lab_map_find_answer (const PodLabMap *map, const PodObservation *observation, const char *text);

G_END_DECLS
