/* The history as a file: all of it, a line a field, streamed from the database thread.
 *
 * Values are texts, as the trail prints them, so that no reader of numbers rounds one.  A text is whole, however long; a NUL in it is
 * \u0000 in JSON and itself in CSV.  Negative zero and NaN do not come this far: SQLite keeps the one as 0 and the other as NULL, so
 * that "0" and no value are what was saved. */

#include <string.h>

#include "pod-csv.h"
#include "pod-history-private.h"
#include "pod-json-text.h"
#include "pod-new-file.h"

#define BUFFER (64 * 1024)

typedef struct
{
  PodHistorySearch *search;
  PodHistoryFormat format;
  char *path;
  PodStamp *stamp;
  PodTrialProgress progress;
  gpointer progress_data;
  /* On the database thread. */
  PodNewFile *file;
  GChecksum *sum;
  GString *buffer;
  char *head;
  gint64 last;
  gint64 told;
} Saving;

static Saving *
saving_new (PodTrial *self,
            const PodHistoryFilter *filter,
            PodHistoryFormat format,
            const char *path)
{
  Saving *saving = g_new0 (Saving, 1);

  saving->search = pod_history_search_new (self, filter);
  saving->format = format;
  saving->path = g_strdup (path);
  saving->stamp = pod_trial_make_stamp (self, NULL);
  saving->sum = g_checksum_new (G_CHECKSUM_SHA256);
  saving->buffer = g_string_new (NULL);
  return saving;
}

static void
saving_free (Saving *saving)
{
  pod_history_search_free (saving->search);
  g_free (saving->path);
  pod_stamp_free (saving->stamp);
  g_clear_pointer (&saving->file, pod_new_file_free);
  g_checksum_free (saving->sum);
  g_string_free (saving->buffer, TRUE);
  g_free (saving->head);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

/* ---- a line of CSV ---- */

static void
append_cell (GString *line, const char *text, gsize length)
{
  if (line->len > 0 && line->str[line->len - 1] != '\n')
    g_string_append_c (line, ',');
  if (text == NULL)
    return;
  g_string_append_c (line, '"');
  if (pod_csv_is_formula (text, length))
    g_string_append_c (line, '\'');
  for (gsize i = 0; i < length; i++)
    {
      if (text[i] == '"')
        g_string_append_c (line, '"');
      g_string_append_c (line, text[i]);
    }
  g_string_append_c (line, '"');
}

static void
append_text_cell (GString *line, const char *text)
{
  append_cell (line, text, text ? strlen (text) : 0);
}

#define CSV_HEADER                                                                                 \
  "sequence,when,utc_offset_minutes,user,role,organisation,action,subject,table,row,field,old,"    \
  "new,why\r\n"

static void
append_csv (GString *line, const PodAuditEntry *entry)
{
  g_string_append_printf (line, "%" G_GINT64_FORMAT, entry->sequence);
  append_text_cell (line, entry->when);
  g_string_append_printf (line, ",%d", entry->offset);
  append_text_cell (line, entry->user);
  append_text_cell (line, entry->role);
  append_text_cell (line, entry->organisation);
  append_text_cell (line, entry->action);
  append_text_cell (line, entry->subject);
  append_text_cell (line, entry->table);
  append_text_cell (line, entry->row);
  append_text_cell (line, entry->field);
  append_cell (line, entry->old_value, entry->old_length);
  append_cell (line, entry->new_value, entry->new_length);
  append_text_cell (line, entry->why);
  g_string_append (line, "\r\n");
}

/* ---- a line of JSON ---- */

/* The writer of strings ends at a NUL: the parts between them, put together. */
static void
append_json_value (GString *json, const char *name, const char *text, gsize length)
{
  gsize done = 0;

  pod_json_append_name (json, name);
  if (text == NULL)
    {
      g_string_append (json, "null");
      return;
    }
  pod_json_append_string (json, text);
  for (done = strlen (text); done < length; done += strlen (text + done))
    {
      g_autoptr (GString) part = g_string_new (NULL);

      done++;
      pod_json_append_string (part, text + done);
      g_string_truncate (json, json->len - 1);
      g_string_append (json, "\\u0000");
      g_string_append (json, part->str + 1);
    }
}

static void
append_json (GString *json, const PodAuditEntry *entry)
{
  g_string_append (json, "{");
  pod_json_append_member_int (json, "sequence", entry->sequence);
  pod_json_append_member (json, "when", entry->when);
  pod_json_append_member_int (json, "utc_offset_minutes", entry->offset);
  pod_json_append_member (json, "user", entry->user);
  pod_json_append_member (json, "role", entry->role);
  pod_json_append_member (json, "organisation", entry->organisation);
  pod_json_append_member (json, "action", entry->action);
  pod_json_append_member (json, "subject", entry->subject);
  pod_json_append_member (json, "table", entry->table);
  pod_json_append_member (json, "row", entry->row);
  pod_json_append_member (json, "field", entry->field);
  append_json_value (json, "old", entry->old_value, entry->old_length);
  append_json_value (json, "new", entry->new_value, entry->new_length);
  pod_json_append_member (json, "why", entry->why);
  g_string_append (json, "},\n");
}

/* ---- the file ---- */

static gboolean
flush (Saving *saving, GError **error)
{
  const guint8 *bytes = (const guint8 *) saving->buffer->str;
  gsize length = saving->buffer->len;

  g_checksum_update (saving->sum, bytes, (gssize) length);
  if (!pod_new_file_write (saving->file, bytes, length, error))
    return FALSE;
  g_string_truncate (saving->buffer, 0);
  return TRUE;
}

/* Each time another hundredth is done. */
static void
tell_progress (Saving *saving, gint64 sequence)
{
  gint64 done = 100 * (saving->last - sequence) / MAX (saving->last, 1);

  if (saving->progress == NULL || done == saving->told)
    return;
  saving->told = done;
  pod_trial_tell_progress (saving->progress, saving->progress_data, (double) done / 100);
}

static gboolean
write_entry_cb (GPtrArray *fields, gpointer data, GError **error)
{
  Saving *saving = data;
  const PodAuditEntry *first = g_ptr_array_index (fields, 0);

  for (guint i = 0; i < fields->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (fields, i);

      if (!pod_history_search_fits (saving->search, entry))
        continue;
      if (saving->format == POD_HISTORY_CSV)
        append_csv (saving->buffer, entry);
      else
        append_json (saving->buffer, entry);
    }
  tell_progress (saving, first->sequence);
  return saving->buffer->len < BUFFER || flush (saving, error);
}

/* The head of the chain stands last, since whoever reads a part of the file does not have the trail. */
static void
append_head (Saving *saving)
{
  if (saving->format == POD_HISTORY_CSV)
    g_string_append_printf (saving->buffer, ",,,,,,\"HEAD\",,,,\"head\",,\"%s\",\r\n",
                            saving->head);
  else
    g_string_append_printf (saving->buffer, "{\"head\":\"%s\"}\n]\n", saving->head);
}

static gpointer
write_history (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;

  saving->head = pod_audit_head (connection, error);
  if (saving->head == NULL)
    return NULL;
  saving->last = g_ascii_strtoll (saving->head, NULL, 10);
  saving->file = pod_new_file_create (saving->path, error);
  if (saving->file == NULL)
    return NULL;
  g_string_append (saving->buffer, saving->format == POD_HISTORY_CSV ? CSV_HEADER : "[\n");
  if (!pod_audit_each (connection, &saving->search->query, write_entry_cb, saving, cancellable,
                       error))
    return NULL;
  append_head (saving);
  flush (saving, error);
  return NULL;
}

/* The trail knows of a file before it is there: one that nobody knows of must not lie about. */
static gpointer
note (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autofree char *detail = g_strdup_printf ("history sha256 %s head %s",
                                             g_checksum_get_string (saving->sum), saving->head);

  if (pod_trial_begin_writing (connection, saving->stamp, error))
    pod_audit_note (connection, "PRINT", detail, error);
  return NULL;
}

gboolean
pod_trial_save_history (PodTrial *self,
                        const PodHistoryFilter *filter,
                        PodHistoryFormat format,
                        const char *path,
                        GError **error)
{
  g_autoptr (Saving) saving = NULL;

  if (!pod_trial_require (self, POD_VERB_HISTORY, error))
    return FALSE;
  saving = saving_new (self, filter, format, path);
  return pod_trial_call (self, POD_ACCESS_READ, write_history, saving, error) &&
         pod_trial_call (self, POD_ACCESS_WRITE, note, saving, error) &&
         pod_new_file_put_in_place (saving->file, error);
}

/* ---- the same without waiting ---- */

static void
note_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL)
    pod_new_file_put_in_place (saving->file, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
write_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PodTrial *self = g_task_get_source_object (task);
  GError *error = NULL;

  pod_database_run_finish (POD_DATABASE (source), result, &error);
  if (error == NULL && self->database == NULL)
    pod_trial_set_gone_error (&error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    pod_database_run (self->database, POD_ACCESS_WRITE, note, g_task_get_task_data (task), NULL,
                      NULL, NULL, note_ready_cb, g_object_ref (task));
}

void
pod_trial_save_history_async (PodTrial *self,
                              const PodHistoryFilter *filter,
                              PodHistoryFormat format,
                              const char *path,
                              PodTrialProgress progress,
                              gpointer progress_data,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = pod_trial_new_task (self, pod_trial_save_history_async, cancellable,
                                               callback, user_data);
  GError *error = NULL;
  Saving *saving;

  if (!pod_trial_require (self, POD_VERB_HISTORY, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  saving = saving_new (self, filter, format, path);
  saving->progress = progress;
  saving->progress_data = progress_data;
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  pod_database_run (self->database, POD_ACCESS_READ, write_history, saving, NULL, NULL, cancellable,
                    write_ready_cb, g_object_ref (task));
}

gboolean
pod_trial_save_history_finish (PodTrial *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
