#pragma once

#include "pod-statement.h"

G_BEGIN_DECLS

/*
 * Private to the room: how a record's struct and its table's columns correspond.  Each table says it once, in its own file; writing,
 * correcting and reading are derived from it, so that no list of columns can disagree with another.
 */

typedef enum
{
  POD_FIELD_ID,         /* gint64; 0 is NULL */
  POD_FIELD_INT,        /* int */
  POD_FIELD_TEXT,       /* const char * */
  POD_FIELD_REAL,       /* double; NAN is NULL */
  POD_FIELD_DATE,       /* PodDate */
  POD_FIELD_MOMENT,     /* PodMoment */
  POD_FIELD_UNIT,       /* const PodUnit *, by its UCUM code */
  POD_FIELD_COMPARATOR, /* PodComparator; exactly is NULL */
  POD_FIELD_CAUSALITY,  /* PodCausality */
  POD_FIELD_OUTCOME,    /* PodOutcome */
} PodFieldType;

typedef struct
{
  const char *column;
  PodFieldType type;
  gsize offset;
} PodField;

typedef struct
{
  const char *name;
  PodRecordType type;
  gsize size;
  const PodField *fields;
  guint n_fields;
} PodTable;

#define POD_FIELD(Type, member, column, kind)                                                      \
  {                                                                                                \
    column, POD_FIELD_##kind, G_STRUCT_OFFSET (Type, member)                                       \
  }

extern const PodTable pod_subject_table;
extern const PodTable pod_visit_table;
extern const PodTable pod_finding_table;
extern const PodTable pod_intervention_table;
extern const PodTable pod_event_table;
extern const PodTable pod_adverse_event_table;

const PodTable *pod_table_get (PodRecordType type);

void
pod_fields_bind (PodStatement *statement, const PodField *fields, guint n, gconstpointer record);
/* @column: of the first field.  The texts live until the next step.  FALSE, with CORRUPT, where a value is not of its type. */
gboolean pod_fields_read (PodStatement *statement,
                          int column,
                          const PodField *fields,
                          guint n,
                          gpointer record,
                          GError **error);

/* Returns the new id, 0 on error. */
gint64 pod_table_insert (PodConnection *connection,
                         const PodTable *table,
                         gconstpointer record,
                         GError **error);
/* CONFLICT where the stored version or subject is another; NOT_FOUND where there is no such row. */
gboolean pod_table_update (PodConnection *connection,
                           const PodTable *table,
                           gconstpointer record,
                           GError **error);
gboolean pod_table_void (PodConnection *connection,
                         const PodTable *table,
                         gint64 id,
                         int version,
                         GError **error);

typedef void (*PodRecordFunc) (gpointer data, gconstpointer record);
/* Each record of @subject, or of every subject where it is 0, by id. */
gboolean pod_table_read (PodConnection *connection,
                         const PodTable *table,
                         gint64 subject,
                         PodRecordFunc func,
                         gpointer data,
                         GError **error);

G_END_DECLS
