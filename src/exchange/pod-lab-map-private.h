#pragma once

#include "pod-key-file.h"
#include "pod-lab-map.h"
#include "pod-lab-status.h"
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
  POD_LAB_COMPARATOR,
  POD_LAB_CODE,
  POD_LAB_SEX,
  POD_LAB_BIRTH,
  POD_LAB_STATUS,
  POD_LAB_REPORTED,
  POD_LAB_ORDER,
  POD_LAB_METHOD,
  POD_LAB_COLLECTED_END,
  POD_LAB_VOLUME,
  POD_LAB_N_COLUMNS,
} PodLabColumn;

/* The first so many must be in a table. */
#define POD_LAB_N_REQUIRED 4
/* A title, a hospital's name, a date of printing: the heading is looked for among so many first lines. */
#define POD_LAB_HEADING_WITHIN 20
/* In a heading: stands for the item, where a table has columns for each. */
#define POD_LAB_PLACE "{item}"

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

/* How a person has said that one form of a laboratory's tables is headed. */
typedef struct
{
  char **lists[POD_LAB_N_COLUMNS]; /* folded, one in each; NULL for what they do not have */
  PodSubjectKeyKind kind;
  gboolean says_dates; /* else the map does */
  PodLabDates dates;
  char **said; /* as it was said */
  guint n_columns;
} PodLabChosen;

struct _PodLabMap
{
  PodKeyFile *keys;
  const char *laboratory;
  PodEncoding encoding;
  char delimiter; /* 0: guessed */
  guint heading_rows;
  char decimal;       /* '.' or ',' */
  char table_decimal; /* the same of tables alone, as a person said it; 0 for not said */
  PodLabDates dates;  /* of tables, as long as nobody says it of a form of them */
  GTimeZone *zone;    /* (nullable) */
  PodSubjectKeyKind kind;
  char **headings[POD_LAB_N_COLUMNS]; /* folded; NULL where the map has none */
  GPtrArray *chosen;    /* (nullable): PodLabChosen: are tried before the map's own headings */
  char **missing;       /* folded */
  char **identifiers;   /* (nullable): folded: types and systems of the subject's key in messages */
  char **sexes;         /* (nullable): "male", "female" in the order in which ranges have them */
  char *system;         /* (nullable): of the column code, as pod_lab_fold_system() gives it */
  PodLabStatus status;  /* of what has none in a message */
  GPtrArray *items;     /* PodLabMapItem */
  GHashTable *names;    /* folded name → GPtrArray of PodLabMapItem */
  GHashTable *codes;    /* system, line end, code → PodLabMapItem */
  GHashTable *units;    /* as printed → PodUnit */
  GHashTable *statuses; /* folded word → PodLabStatus */
  GArray *ranges;       /* PodRange */
  GHashTable *answers; /* "" or an observation → GHashTable of folded text → GPtrArray of codes */
};

void pod_lab_map_read_range (PodLabMap *map,
                             const PodStudy *study,
                             PodKeyGroup *group,
                             GPtrArray *problems);
void pod_lab_map_name_ranges (PodLabMap *map);

gboolean pod_lab_is_one_of (char **folded_list, const char *folded);
const char *pod_lab_column_to_string (PodLabColumn column);

/* "a|b|c", folded; what is empty between bars is left out, and what is there twice.  Free with g_strfreev(). */
char **pod_lab_split (const char *value);

/* [answers], [status] and [unit] of a map that is being read. */
void pod_lab_map_read_answers (PodLabMap *map,
                               const PodStudy *study,
                               PodKeyGroup *group,
                               GPtrArray *problems);
void pod_lab_map_read_statuses (PodLabMap *map, PodKeyGroup *group, GPtrArray *problems);
void pod_lab_map_read_unit (PodLabMap *map, PodKeyGroup *group, GPtrArray *problems);

/* (nullable) (element-type PodLabChosen): the one with the most columns first, of as many the one that was said last, so that a table is read by
 * all that was said of it.  NULL as pod_lab_columns_are_clear() says. */
GPtrArray *pod_lab_chosen_parse (const char *const *columns);

/* What the numbers of a table have before their decimals. */
char pod_lab_map_get_table_decimal (const PodLabMap *map);

/* LOINC has many names: "LN", "http://loinc.org", its OID.  Free with g_free(). */
char *pod_lab_fold_system (const char *system);
#define POD_LAB_LOINC "loinc"
/* What codes are kept by.  Free with g_free(). */
char *pod_lab_code_key (const char *system, const char *code);

typedef enum
{
  POD_LAB_FOUND,
  POD_LAB_UNMAPPED,
  POD_LAB_OTHER_SPECIMEN,
  POD_LAB_AMBIGUOUS,
  POD_LAB_CONTRADICTION,
} PodLabMatch;

/* One of the names of an item: "718-7", "LN", "Hemoglobin"; any may be "". */
typedef struct
{
  const char *code;
  const char *system;
  const char *text;
} PodLabName;

/**
 * pod_lab_map_find:
 * @specimen: "" where the file gives none; several words for the one specimen with | between
 *
 * Codes come before names, and a code is no name unless it is all there is.
 */
PodLabMatch pod_lab_map_find (const PodLabMap *map,
                              const PodLabName *names,
                              guint n_names,
                              const char *specimen,
                              const PodLabMapItem **item);
/* The answer's code, which is among the observation's; NULL where the map has none, or more than one. */
const char *
pod_lab_map_find_answer (const PodLabMap *map, const PodObservation *observation, const char *text);

G_END_DECLS
