#include "pod-audit-news.h"

#include <string.h>

#include "pod-audit-private.h"
#include "pod-record-field.h"
#include "pod-statement.h"

#define SEEN "SEEN"
/* Well under the 50 ms that a transaction may last. */
#define SLICE_US 20000

/* The columns of an entry, in order. */
enum
{
  SEQ,
  TS,
  USER,
  ACTION,
  TABLE,
  ROW,
  FIELDS,
  TEXTS,
  SALT,
};

/* One record; its key in the table is "table/row". */
typedef struct
{
  PodRecordNews *news;
  GHashTable *fields;
  gboolean voiding_known;
} Found;

typedef struct
{
  gint64 subject;
  char *scope;
  gint64 about;
} Ended;

/* Entries are read backwards: @before is the last that was read, @floor the entry that the user has seen. */
typedef struct
{
  const char *user;
  gint64 before;
  gint64 floor;
  gboolean floor_known;
  GPtrArray *all;     /* Found, newest first */
  GHashTable *by_key; /* → Found, owned by @all */
  GArray *unsigned_ids;
} Walk;

void
pod_record_news_free (PodRecordNews *news)
{
  if (news == NULL)
    return;
  g_free (news->table);
  g_free (news->who);
  g_free (news->when);
  g_free (news);
}

static void
free_found (gpointer data)
{
  Found *found = data;

  pod_record_news_free (found->news);
  g_hash_table_unref (found->fields);
  g_free (found);
}

/* ---- reading the trail backwards ---- */

static Found *
find_record (Walk *self, PodStatement *entry)
{
  const char *table = pod_statement_get_text (entry, TABLE);
  gint64 row = pod_statement_get_int (entry, ROW);
  g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, table, row);
  Found *found = g_hash_table_lookup (self->by_key, key);

  if (found != NULL)
    return found;
  found = g_new0 (Found, 1);
  found->news = g_new0 (PodRecordNews, 1);
  found->news->table = g_strdup (table);
  found->news->row = row;
  found->news->who = g_strdup (pod_statement_get_text (entry, USER));
  found->news->when = g_strdup (pod_statement_get_text (entry, TS));
  found->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (self->all, found);
  g_hash_table_insert (self->by_key, g_steal_pointer (&key), found);
  return found;
}

static void
start_fields (PodAuditFields *fields, PodStatement *entry)
{
  pod_audit_fields_init (fields, pod_statement_get_value (entry, FIELDS),
                         pod_statement_get_value (entry, TEXTS),
                         pod_statement_get_value (entry, SALT));
}

/* The first that is met is the last that was done. */
static void
note_voiding (Found *found, const PodPacked *value)
{
  g_autofree char *text = pod_packed_to_string (value);

  if (!found->voiding_known)
    found->news->voided = g_strcmp0 (text, "1") == 0;
  found->voiding_known = TRUE;
}

/* What a person sees as a field: not whose record it is, nor how often it was written, nor that a new one is valid. */
static gboolean
is_counted (const char *field, gboolean is_new)
{
  return strcmp (field, "version") != 0 && strcmp (field, "subject") != 0 &&
         !(is_new && strcmp (field, "voided") == 0) && !pod_audit_is_pseudo (field);
}

static void
add_fields (Found *found, PodStatement *entry)
{
  gboolean is_new = g_strcmp0 (pod_statement_get_text (entry, ACTION), "I") == 0;
  PodAuditFields fields;
  PodAuditField field = { 0 };

  start_fields (&fields, entry);
  while (pod_audit_fields_next (&fields, &field))
    {
      if (strcmp (field.name, "voided") == 0)
        note_voiding (found, &field.new_value);
      if (is_counted (field.name, is_new))
        g_hash_table_add (found->fields, g_steal_pointer (&field.name));
      pod_audit_field_clear (&field);
    }
  found->news->is_new |= is_new;
}

static void
add_change (Walk *self, PodStatement *entry)
{
  Found *found = find_record (self, entry);

  add_fields (found, entry);
  found->news->n_fields = g_hash_table_size (found->fields);
}

static void
read_floor (Walk *self, PodStatement *entry)
{
  PodAuditFields fields;
  PodAuditField field = { 0 };

  start_fields (&fields, entry);
  while (pod_audit_fields_next (&fields, &field))
    {
      g_autofree char *value = pod_packed_to_string (&field.new_value);

      if (strcmp (field.name, "detail") == 0 && value != NULL)
        self->floor = g_ascii_strtoll (value, NULL, 10);
      pod_audit_field_clear (&field);
    }
  /* A note that was redacted still says that all before it was seen. */
  self->floor_known = TRUE;
  if (self->floor <= 0)
    self->floor = pod_statement_get_int (entry, SEQ);
}

static void
take_entry (Walk *self, PodStatement *entry)
{
  const char *action = pod_statement_get_text (entry, ACTION);
  const char *table = pod_statement_get_text (entry, TABLE);
  gboolean is_own = g_strcmp0 (pod_statement_get_text (entry, USER), self->user) == 0;
  gint64 row = pod_statement_get_int (entry, ROW);
  PodRecordType type;

  if (is_own)
    {
      if (!self->floor_known && g_strcmp0 (action, SEEN) == 0)
        read_floor (self, entry);
    }
  else if (g_strcmp0 (action, "UNSIGN") == 0)
    g_array_append_val (self->unsigned_ids, row);
  else if ((g_strcmp0 (action, "I") == 0 || g_strcmp0 (action, "U") == 0) && table != NULL &&
           pod_record_type_from_string (table, &type))
    add_change (self, entry);
}

/* FALSE on error; *more tells whether there is more to read. */
static gboolean
read_slice (Walk *self, PodConnection *connection, gboolean *more, GError **error)
{
  g_autoptr (PodStatement)
      entry = pod_statement_new (connection,
                                 "SELECT seq, ts, user, action, tbl, row, fields, texts, salt "
                                 "FROM audit WHERE seq < :before ORDER BY seq DESC",
                                 error);
  gint64 until = g_get_monotonic_time () + SLICE_US;
  GError *local = NULL;

  if (entry == NULL)
    return FALSE;
  *more = TRUE;
  pod_statement_bind_int (entry, "before", self->before);
  while (*more && g_get_monotonic_time () < until)
    {
      *more = pod_statement_step (entry, &local) &&
              pod_statement_get_int (entry, SEQ) > self->floor;
      if (!*more)
        break;
      take_entry (self, entry);
      self->before = pod_statement_get_int (entry, SEQ);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* ---- whose records they are ---- */

/* Columns: subject, visit.  By one statement for all rows of a table, which is what the array is sorted by. */
static PodStatement *
prepare_owner (PodConnection *connection, const char *table, GError **error)
{
  gboolean has_visit = strcmp (table, "finding") == 0 || strcmp (table, "intervention") == 0;
  g_autofree char *sql = g_strdup_printf ("SELECT %s, %s FROM %s WHERE id = :row",
                                          strcmp (table, "subject") == 0 ? "id" : "subject",
                                          has_visit ? "visit" : "0", table);

  return pod_statement_new (connection, sql, error);
}

static gboolean
is_ended (const PodRecordNews *news, gint64 visit, const Ended *ended)
{
  if (ended->subject != news->subject)
    return FALSE;
  return g_strcmp0 (ended->scope, "casebook") == 0 ||
         (g_strcmp0 (ended->scope, news->table) == 0 && ended->about == news->row) ||
         (g_strcmp0 (ended->scope, "visit") == 0 && visit != 0 && ended->about == visit);
}

static gboolean
find_owner (PodConnection *connection, PodRecordNews *news, const GArray *ended, GError **error)
{
  g_autoptr (PodStatement) statement = prepare_owner (connection, news->table, error);
  GError *local = NULL;
  gint64 visit;

  if (statement == NULL)
    return FALSE;
  pod_statement_bind_int (statement, "row", news->row);
  if (pod_statement_step (statement, &local))
    {
      news->subject = pod_statement_get_int (statement, 0);
      visit = pod_statement_get_int (statement, 1);
      for (guint i = 0; i < ended->len; i++)
        news->was_signed |= is_ended (news, visit, &g_array_index (ended, Ended, i));
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static void
clear_ended (gpointer data)
{
  g_clear_pointer (&((Ended *) data)->scope, g_free);
}

static GArray *
read_ended (PodConnection *connection, const GArray *ids, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (Ended));
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT ifnull (subject, 0), scope, record FROM signature "
                                     "WHERE id = :id",
                                     error);
  GError *local = NULL;

  g_array_set_clear_func (list, clear_ended);
  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < ids->len && local == NULL; i++)
    {
      pod_statement_reset (statement);
      pod_statement_bind_int (statement, "id", g_array_index (ids, gint64, i));
      if (pod_statement_step (statement, &local))
        {
          Ended ended = { pod_statement_get_int (statement, 0),
                          g_strdup (pod_statement_get_text (statement, 1)),
                          pod_statement_get_int (statement, 2) };

          g_array_append_val (list, ended);
        }
    }
  if (local == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, local);
  return NULL;
}

static gboolean
find_owners (Walk *self, PodConnection *connection, GError **error)
{
  g_autoptr (GArray) ended = read_ended (connection, self->unsigned_ids, error);
  gint64 until = g_get_monotonic_time () + SLICE_US;

  if (ended == NULL)
    return FALSE;
  for (guint i = 0; i < self->all->len; i++)
    {
      Found *found = g_ptr_array_index (self->all, i);

      if (!find_owner (connection, found->news, ended, error))
        return FALSE;
      if (g_get_monotonic_time () < until)
        continue;
      if (!pod_connection_breathe (connection, error))
        return FALSE;
      until = g_get_monotonic_time () + SLICE_US;
    }
  return TRUE;
}

/* ---- the list ---- */

/* The sort is stable: what was newest first stays so. */
static int
compare_subjects_cb (gconstpointer a, gconstpointer b)
{
  gint64 first = (*(PodRecordNews *const *) a)->subject;
  gint64 second = (*(PodRecordNews *const *) b)->subject;

  return (first > second) - (first < second);
}

static GPtrArray *
take_news (Walk *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_record_news_free);

  for (guint i = 0; i < self->all->len; i++)
    {
      Found *found = g_ptr_array_index (self->all, i);

      g_ptr_array_add (list, g_steal_pointer (&found->news));
    }
  g_ptr_array_sort (list, compare_subjects_cb);
  return list;
}

static gboolean
walk_back (Walk *self, PodConnection *connection, GCancellable *cancellable, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!read_slice (self, connection, &more, error) ||
        g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !pod_connection_breathe (connection, error))
      return FALSE;
  return find_owners (self, connection, error);
}

GPtrArray *
pod_audit_list_news (PodConnection *connection,
                     const char *user,
                     gint64 *last,
                     GCancellable *cancellable,
                     GError **error)
{
  GError *local = NULL;
  gint64 end = pod_audit_last (connection, &local);
  Walk self = { .user = user, .before = end + 1 };
  GPtrArray *list = NULL;

  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  self.all = g_ptr_array_new_with_free_func (free_found);
  self.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.unsigned_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (walk_back (&self, connection, cancellable, error))
    list = take_news (&self);
  g_ptr_array_unref (self.all);
  g_hash_table_unref (self.by_key);
  g_array_unref (self.unsigned_ids);
  if (last != NULL)
    *last = end;
  return list;
}

gboolean
pod_audit_note_seen (PodConnection *connection, gint64 last, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%" G_GINT64_FORMAT, last);

  return pod_audit_note (connection, SEEN, detail, error);
}
