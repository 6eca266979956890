#pragma once

#include "pod-record.h"

G_BEGIN_DECLS

/*
 * What a record consists of, field by field: said once, for whatever works on records without knowing them: the tables of the
 * database, the comparing of two versions, the merging of two people's edits, what a signature covers.
 */

typedef enum
{
  POD_FIELD_ID,         /* gint64; 0 is absent */
  POD_FIELD_INT,        /* int */
  POD_FIELD_TEXT,       /* const char * */
  POD_FIELD_REAL,       /* double; NAN is absent */
  POD_FIELD_DATE,       /* PodDate */
  POD_FIELD_MOMENT,     /* PodMoment */
  POD_FIELD_UNIT,       /* const PodUnit *, by its UCUM code */
  POD_FIELD_COMPARATOR, /* PodComparator; exactly is absent */
  POD_FIELD_CAUSALITY,  /* PodCausality */
  POD_FIELD_OUTCOME,    /* PodOutcome */
} PodFieldType;

/**
 * PodField:
 * @column: its name in the database, the audit trail and the history
 * @offset: in the record's struct
 */
typedef struct
{
  const char *column;
  PodFieldType type;
  gsize offset;
} PodField;

#define POD_FIELD(Type, member, column, kind)                                                      \
  {                                                                                                \
    column, POD_FIELD_##kind, G_STRUCT_OFFSET (Type, member)                                       \
  }

/**
 * PodRecordShape:
 * @name: of the record's table: pod_record_type_to_string()
 * @size: bytes of the whole struct
 * @fields: all but the head
 */
typedef struct
{
  const char *name;
  PodRecordType type;
  gsize size;
  const PodField *fields;
  guint n_fields;
} PodRecordShape;

const PodRecordShape *pod_record_get_shape (PodRecordType type);
/* FALSE where no table has that name. */
gboolean pod_record_type_from_string (const char *name, PodRecordType *type);
/* NULL where the record has no such field. */
const PodField *pod_record_shape_find (const PodRecordShape *shape, const char *column);

/* The value as files have it: ISO 8601, UCUM, a stable word; NULL where there is none.  Free with g_free(). */
char *pod_field_to_string (const PodField *field, gconstpointer record);
/* By value, texts by their letters; both records are of the shape that the field belongs to. */
gboolean pod_field_equal (const PodField *field, gconstpointer a, gconstpointer b);
/* Strings are not copied: they belong to where they came from. */
void pod_field_copy (const PodField *field, gconstpointer from, gpointer to);

/* How a merge settled a field. */
typedef enum
{
  POD_MERGE_SAME,   /* both have it as it was, or changed it alike */
  POD_MERGE_MINE,   /* only I changed it */
  POD_MERGE_THEIRS, /* only they did */
  POD_MERGE_CLASH, /* both did, otherwise: a person decides.  The merged record has theirs, which is saved */
} PodMerge;

/* Three versions of one record: @base, as I read it; @theirs, saved since; @mine.  @merged gets the head of @theirs, the version to
 * save over, and each field as the rules above say; @how (nullable): a PodMerge for each field of the shape.  Strings are not
 * copied.  TRUE where nothing clashes. */
gboolean pod_record_merge (PodRecordType type,
                           gconstpointer base,
                           gconstpointer theirs,
                           gconstpointer mine,
                           gpointer merged,
                           PodMerge *how);

G_END_DECLS
