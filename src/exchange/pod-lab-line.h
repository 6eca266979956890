#pragma once

#include "pod-lab-file.h"
#include "pod-lab-map-private.h"

G_BEGIN_DECLS

/* Inside the room only: what each reader makes of a result, and what all of them share. */

#define POD_LAB_MAX_NAMES 8

/**
 * PodLabLine:
 * @cells: stripped; never NULL, "" where there is none
 * @names: what the item is called; the first is the laboratory's own
 * @limits: (nullable): what of the range may be read as limits, where that is not all that is shown of it
 * @answer: another spelling of the result: the code of a coded one
 * @ucum: the unit is UCUM, not what is printed
 * @other_unit: another spelling of the unit; "" where there is none
 * @decimal: what its numbers have before their decimals: '.' or ','
 * @dates: in which order its dates are written; @dates_said: by whoever has said which of its columns is what, not by the map
 * @is_table: what the laboratory is said to write before its decimals is of its tables alone
 * @status: set by the reader; @needs_status: NONE is then not usable
 * @refusal: (nullable): why the reader itself cannot take it
 * @offset: the zone of its times that have none, in minutes east of UTC; POD_LAB_NO_OFFSET for the site's clock
 * @is_late: no time of the sample lies before the laboratory had it: that of its collection is not among them
 * The rest is copied to the item.
 */
typedef struct
{
  guint line;
  guint message;
  gboolean is_test;
  const char *cells[POD_LAB_N_COLUMNS];
  PodLabName names[POD_LAB_MAX_NAMES];
  guint n_names;
  const char *limits;
  const char *answer;
  gboolean ucum;
  const char *other_unit;
  char decimal;
  PodLabDates dates;
  gboolean dates_said;
  gboolean is_table;
  PodLabStatus status;
  gboolean needs_status;
  const char *refusal;
  int offset;
  gboolean is_late;
  const char *sub_id;
  const char *note;
  const char *raw;
  const char *raw_order;
  const char *raw_patient;
} PodLabLine;

/* @a where it says anything, else @b; "" is nothing, and neither may be NULL. */
const char *pod_lab_line_first (const char *a, const char *b);
void pod_lab_line_init (PodLabLine *line);
/* Appends the item that it is to @file; strings must be the file's, or live as long. */
void pod_lab_line_read (const PodLabLine *line, const PodLabMap *map, PodLabFile *file);

/* The readers, each for a text in UTF-8 without a NUL. */
gboolean pod_lab_read_table (PodLabFile *file,
                             char *text,
                             const PodLabMap *map,
                             GCancellable *cancellable,
                             GError **error);
/* What the columns of a table are headed, folded, a line each, and nothing of what stands above or below the heading; NULL where the map
 * finds none. */
char *pod_lab_list_headings (char *text, const PodLabMap *map);
/* Of pod_lab_file_list_headings(). */
GPtrArray *pod_lab_list_columns (const char *text, const PodLabMap *map);
/* Whether it has the headings that a person has chosen for @map. */
gboolean pod_lab_is_headed_as_chosen (char *text, const PodLabMap *map);
gboolean pod_lab_read_hl7 (PodLabFile *file,
                           char *text,
                           const PodLabMap *map,
                           GCancellable *cancellable,
                           GError **error);
gboolean pod_lab_read_fhir (PodLabFile *file,
                            const char *text,
                            const PodLabMap *map,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
