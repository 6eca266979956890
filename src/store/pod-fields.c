/* Between a member of a struct and a column. */

#include <string.h>

#include "pod-record-table.h"

static void
bind_owned (PodStatement *statement, const char *column, char *text)
{
  pod_statement_bind_text_copy (statement, column, text && text[0] ? text : NULL);
  g_free (text);
}

static void
bind_comparator (PodStatement *statement, const char *column, PodComparator comparator)
{
  const char *text = comparator == POD_EXACTLY ? NULL : pod_comparator_to_string (comparator);

  pod_statement_bind_text (statement, column, text);
}

static void
bind_field (PodStatement *statement, const PodField *field, gconstpointer record)
{
  gconstpointer member = (const char *) record + field->offset;
  const char *column = field->column;
  const PodUnit *unit;

  switch (field->type)
    {
    case POD_FIELD_ID:
      if (*(const gint64 *) member == 0)
        pod_statement_bind_null (statement, column);
      else
        pod_statement_bind_int (statement, column, *(const gint64 *) member);
      break;
    case POD_FIELD_INT:
      pod_statement_bind_int (statement, column, *(const int *) member);
      break;
    case POD_FIELD_TEXT:
      pod_statement_bind_text (statement, column, *(const char *const *) member);
      break;
    case POD_FIELD_REAL:
      pod_statement_bind_real (statement, column, *(const double *) member);
      break;
    case POD_FIELD_DATE:
      bind_owned (statement, column, pod_date_to_string (*(const PodDate *) member));
      break;
    case POD_FIELD_MOMENT:
      bind_owned (statement, column, pod_moment_to_string (*(const PodMoment *) member));
      break;
    case POD_FIELD_UNIT:
      unit = *(const PodUnit *const *) member;
      pod_statement_bind_text (statement, column, unit ? pod_unit_get_ucum (unit) : NULL);
      break;
    case POD_FIELD_COMPARATOR:
      bind_comparator (statement, column, *(const PodComparator *) member);
      break;
    case POD_FIELD_CAUSALITY:
      pod_statement_bind_text (statement, column,
                               pod_causality_to_string (*(const PodCausality *) member));
      break;
    case POD_FIELD_OUTCOME:
      pod_statement_bind_text (statement, column,
                               pod_outcome_to_string (*(const PodOutcome *) member));
      break;
    }
}

void
pod_fields_bind (PodStatement *statement, const PodField *fields, guint n, gconstpointer record)
{
  for (guint i = 0; i < n; i++)
    bind_field (statement, &fields[i], record);
}

static gboolean
read_unit (const char *text, const PodUnit **unit)
{
  *unit = text ? pod_unit_from_ucum (text) : NULL;
  return text == NULL || *unit != NULL;
}

/* Values that are parsed from text. */
static gboolean
read_parsed (PodFieldType type, const char *text, gpointer member)
{
  switch (type)
    {
    case POD_FIELD_DATE:
      *(PodDate *) member = POD_DATE_NONE;
      return text == NULL || pod_date_parse (text, member);
    case POD_FIELD_MOMENT:
      *(PodMoment *) member = POD_MOMENT_NONE;
      return text == NULL || pod_moment_parse (text, member);
    case POD_FIELD_UNIT:
      return read_unit (text, member);
    case POD_FIELD_COMPARATOR:
      *(PodComparator *) member = POD_EXACTLY;
      return text == NULL || pod_comparator_from_string (text, member);
    case POD_FIELD_CAUSALITY:
      return text != NULL && pod_causality_from_string (text, member);
    default:
      return text != NULL && pod_outcome_from_string (text, member);
    }
}

static gboolean
read_field (PodStatement *statement, int column, const PodField *field, gpointer record)
{
  gpointer member = (char *) record + field->offset;

  switch (field->type)
    {
    case POD_FIELD_ID:
      *(gint64 *) member = pod_statement_get_int (statement, column);
      return TRUE;
    case POD_FIELD_INT:
      *(int *) member = (int) pod_statement_get_int (statement, column);
      return TRUE;
    case POD_FIELD_TEXT:
      *(const char **) member = pod_statement_get_text (statement, column);
      return TRUE;
    case POD_FIELD_REAL:
      *(double *) member = pod_statement_get_real (statement, column);
      return TRUE;
    default:
      return read_parsed (field->type, pod_statement_get_text (statement, column), member);
    }
}

gboolean
pod_fields_read (PodStatement *statement,
                 int column,
                 const PodField *fields,
                 guint n,
                 gpointer record,
                 GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!read_field (statement, column + (int) i, &fields[i], record))
      {
        g_set_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                     "the column %s holds what it cannot hold", fields[i].column);
        return FALSE;
      }
  return TRUE;
}
