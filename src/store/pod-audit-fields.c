/* Reading the fields of an audit entry, its commitments checked against the texts. */

#include <string.h>

#include "pod-audit-private.h"

gboolean
pod_audit_is_evidence (const char *table, const char *action)
{
  return table == NULL && g_strcmp0 (action, "IMPORT") != 0;
}

gboolean
pod_audit_is_pseudo (const char *name)
{
  return name[0] == '(';
}

void
pod_audit_fields_init (PodAuditFields *self,
                       sqlite3_value *fields,
                       sqlite3_value *texts,
                       sqlite3_value *salt)
{
  gconstpointer data = sqlite3_value_blob (fields);
  gsize length = (gsize) sqlite3_value_bytes (fields);
  gboolean has_salt = sqlite3_value_type (salt) != SQLITE_NULL;

  *self = (PodAuditFields){ .has_texts = sqlite3_value_type (texts) != SQLITE_NULL };
  self->is_damaged = !pod_packed_reader_init (&self->fields, data, length, POD_PACKED_FIELDS_TAG);
  if (self->has_texts != has_salt)
    self->is_damaged = TRUE;
  if (!self->has_texts)
    return;
  data = sqlite3_value_blob (texts);
  if (!pod_packed_reader_init (&self->texts, data, (gsize) sqlite3_value_bytes (texts),
                               POD_PACKED_TEXTS_TAG))
    self->is_damaged = TRUE;
  self->salt = sqlite3_value_blob (salt);
  if (sqlite3_value_bytes (salt) != POD_PACKED_SALT_BYTES)
    self->is_damaged = TRUE;
}

/* The text that stands behind a commitment. */
static void
open_commitment (PodAuditFields *self, const PodPacked *name, PodPacked *value)
{
  guint8 commitment[POD_PACKED_HASH_BYTES];
  PodPacked text;

  if (value->type != 'C' || self->is_damaged)
    return;
  self->n_commitments++;
  if (!self->has_texts)
    {
      self->is_redacted = TRUE;
      return;
    }
  if (pod_packed_reader_next (&self->texts, &text))
    {
      pod_packed_commit (self->salt, (const char *) name->bytes, name->length, &text, commitment);
      if (value->length == sizeof commitment &&
          memcmp (value->bytes, commitment, sizeof commitment) == 0)
        {
          *value = text;
          return;
        }
    }
  self->is_damaged = TRUE;
}

gboolean
pod_audit_fields_next_packed (PodAuditFields *self,
                              PodPacked *name,
                              PodPacked *old_value,
                              PodPacked *new_value)
{
  if (self->is_damaged || !pod_packed_reader_next (&self->fields, name))
    return FALSE;
  if (name->type != 'T' || !pod_packed_reader_next (&self->fields, old_value) ||
      !pod_packed_reader_next (&self->fields, new_value))
    {
      self->is_damaged = TRUE;
      return FALSE;
    }
  open_commitment (self, name, old_value);
  open_commitment (self, name, new_value);
  return TRUE;
}

gboolean
pod_audit_fields_next (PodAuditFields *self, PodAuditField *field)
{
  PodPacked name;

  if (!pod_audit_fields_next_packed (self, &name, &field->old_value, &field->new_value))
    return FALSE;
  field->name = g_strndup ((const char *) name.bytes, name.length);
  return TRUE;
}

void
pod_audit_field_clear (PodAuditField *field)
{
  g_clear_pointer (&field->name, g_free);
}

gboolean
pod_audit_fields_finish (PodAuditFields *self)
{
  if (self->fields.length > 0 || self->texts.length > 0)
    self->is_damaged = TRUE;
  /* A salt that nothing was committed with was put there afterwards. */
  if (self->has_texts && self->n_commitments == 0)
    self->is_damaged = TRUE;
  return !self->is_damaged;
}
