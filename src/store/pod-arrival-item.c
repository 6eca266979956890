/* What came in, result by result. */

#include <string.h>

#include "pod-arrival-private.h"
#include "pod-connection-private.h"
#include "pod-record-table.h"
#include "pod-vault-private.h"

#define FIELD(member, column, kind) POD_FIELD (PodArrivalItem, finding.member, column, kind)

/* What a finding would be made of: no more than came in. */
static const PodField fields[] = {
  FIELD (observation, "observation", TEXT),
  FIELD (when, "moment", MOMENT),
  FIELD (quantity.comparator, "comparator", COMPARATOR),
  FIELD (quantity.number, "number", REAL),
  FIELD (quantity.unit, "unit", UNIT),
  FIELD (code, "code", TEXT),
  FIELD (date, "date", DATE),
  FIELD (text, "text", TEXT),
  FIELD (unit_text, "unit_text", TEXT),
  FIELD (lower, "lower", REAL),
  FIELD (upper, "upper", REAL),
  FIELD (laboratory, "laboratory", TEXT),
  FIELD (origin, "origin", TEXT),
  FIELD (method, "method", TEXT),
  FIELD (status, "status", TEXT),
  FIELD (began, "began", MOMENT),
  FIELD (volume, "volume", REAL),
  FIELD (completeness, "completeness", TEXT),
};
#define N_FIELDS G_N_ELEMENTS (fields)

#define HEAD                                                                                       \
  "id, subject, version, voided, arrival, position, line, message, state, cause, resolution, "     \
  "finding"
#define N_HEAD 12
#define FIELDS                                                                                     \
  "observation, moment, comparator, number, unit, code, date, text, unit_text, lower, upper, "     \
  "laboratory, origin, method, status, began, volume, completeness"

static const char *const sealed[] = { "printed", "raw" };

void
pod_arrival_item_free (PodArrivalItem *item)
{
  if (item == NULL)
    return;
  for (gsize i = 0; i < N_FIELDS; i++)
    if (fields[i].type == POD_FIELD_TEXT)
      g_free (G_STRUCT_MEMBER (char *, item, fields[i].offset));
  g_free ((char *) item->cause);
  g_free ((char *) item->resolution);
  pod_vault_free_text ((char *) item->printed);
  pod_vault_free_text ((char *) item->raw);
  g_free (item);
}

/* ---- writing ---- */

static GBytes *
bind_sealed (PodStatement *statement,
             PodVault *vault,
             const PodArrival *arrival,
             int position,
             const char *column,
             const char *text)
{
  g_autofree char *name = g_strconcat ("arrival_item.", column, NULL);
  g_autofree char *bound = pod_arrival_bind (name, position);
  GBytes *bytes = pod_vault_seal (vault, arrival->uuid, bound, text ? text : "");
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  pod_statement_bind_bytes (statement, column, data, length);
  return bytes;
}

static void
bind_state (PodStatement *statement, const PodArrivalItem *item)
{
  pod_statement_bind_text (statement, "state", pod_arrival_state_to_string (item->state));
  pod_statement_bind_text (statement, "cause", item->cause);
  pod_statement_bind_text (statement, "resolution", item->resolution);
  if (item->result != 0)
    pod_statement_bind_int (statement, "finding", item->result);
  else
    pod_statement_bind_null (statement, "finding");
}

static void
bind_place (PodStatement *statement, const PodArrival *arrival, const PodArrivalItem *item)
{
  pod_statement_bind_int (statement, "subject", item->record.subject);
  pod_statement_bind_int (statement, "arrival", arrival->id);
  pod_statement_bind_int (statement, "position", item->position);
  pod_statement_bind_int (statement, "line", item->line);
  pod_statement_bind_int (statement, "message", item->message);
}

#define INSERT                                                                                     \
  "INSERT INTO arrival_item (version, voided, subject, arrival, position, line, message, state, "  \
  "cause, resolution, finding, key_version, printed, raw, " FIELDS ") VALUES (1, 0, :subject, "    \
  ":arrival, :position, :line, :message, :state, :cause, :resolution, :finding, :key_version, "    \
  ":printed, :raw, :observation, :moment, :comparator, :number, :unit, :code, :date, :text, "      \
  ":unit_text, :lower, :upper, :laboratory, :origin, :method, :status, :began, :volume, "          \
  ":completeness)"

gint64
pod_arrival_item_add (PodConnection *connection,
                      PodVault *vault,
                      const PodArrival *arrival,
                      const PodArrivalItem *item,
                      GError **error)
{
  g_autoptr (PodStatement) statement = NULL;
  g_autoptr (GBytes) printed = NULL;
  g_autoptr (GBytes) raw = NULL;

  if (!pod_vault_has_data (vault))
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED, "the vault is not open");
      return 0;
    }
  statement = pod_statement_new (connection, INSERT, error);
  if (statement == NULL)
    return 0;
  bind_place (statement, arrival, item);
  bind_state (statement, item);
  pod_fields_bind (statement, fields, N_FIELDS, item);
  pod_statement_bind_int (statement, "key_version", pod_vault_get_version (vault));
  printed = bind_sealed (statement, vault, arrival, item->position, "printed", item->printed);
  raw = bind_sealed (statement, vault, arrival, item->position, "raw", item->raw);
  if (!pod_statement_run (statement, error))
    return 0;
  return sqlite3_last_insert_rowid (pod_connection_get_db (connection));
}

#define SETTLE                                                                                     \
  "UPDATE arrival_item SET version = version + 1, state = :state, cause = :cause, resolution = "   \
  ":resolution, finding = :finding"
#define REREAD                                                                                     \
  ", observation = :observation, moment = :moment, comparator = :comparator, number = :number, "   \
  "unit = :unit, code = :code, date = :date, text = :text, unit_text = :unit_text, lower = "       \
  ":lower, upper = :upper, laboratory = :laboratory, origin = :origin, method = :method, status "  \
  "= :status, began = :began, volume = :volume, completeness = :completeness"
#define OF_VERSION " WHERE id = :id AND version = :version"

gboolean
pod_arrival_item_settle (PodConnection *connection,
                         const PodArrivalItem *item,
                         gboolean with_finding,
                         GError **error)
{
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     with_finding ? SETTLE REREAD OF_VERSION : SETTLE OF_VERSION,
                                     error);

  if (statement == NULL)
    return FALSE;
  bind_state (statement, item);
  if (with_finding)
    pod_fields_bind (statement, fields, N_FIELDS, item);
  pod_statement_bind_int (statement, "id", item->record.id);
  pod_statement_bind_int (statement, "version", item->record.version);
  if (!pod_statement_run (statement, error))
    return FALSE;
  if (sqlite3_changes (pod_connection_get_db (connection)) == 1)
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT,
                       "what waits was settled by somebody else");
  return FALSE;
}

/* ---- reading ---- */

static gboolean
open_sealed (PodStatement *statement,
             PodVault *vault,
             const PodArrivalItem *item,
             guint which,
             const char **text,
             GError **error)
{
  g_autofree char *name = g_strconcat ("arrival_item.", sealed[which], NULL);
  g_autofree char *bound = pod_arrival_bind (name, item->position);
  int column = N_HEAD + (int) N_FIELDS;
  gsize length;
  gconstpointer data = pod_statement_get_bytes (statement, column + 1 + (int) which, &length);

  if (pod_vault_open (vault, pod_statement_get_text (statement, column), bound, data, length,
                      (char **) text))
    return TRUE;
  g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                       "a sealed text does not open: it was altered or moved");
  return FALSE;
}

static gboolean
read_state (const char *text, PodArrivalState *state)
{
  for (guint i = 0; i < POD_ARRIVAL_N_STATES; i++)
    if (g_strcmp0 (text, pod_arrival_state_to_string (i)) == 0)
      {
        *state = (PodArrivalState) i;
        return TRUE;
      }
  return FALSE;
}

static void
read_head (PodStatement *statement, PodArrivalItem *item)
{
  item->record.id = pod_statement_get_int (statement, 0);
  item->record.subject = pod_statement_get_int (statement, 1);
  item->record.version = (int) pod_statement_get_int (statement, 2);
  item->record.voided = pod_statement_get_int (statement, 3) != 0;
  item->arrival = pod_statement_get_int (statement, 4);
  item->position = (int) pod_statement_get_int (statement, 5);
  item->line = (int) pod_statement_get_int (statement, 6);
  item->message = (int) pod_statement_get_int (statement, 7);
  item->cause = g_strdup (pod_statement_get_text (statement, 9));
  item->resolution = g_strdup (pod_statement_get_text (statement, 10));
  item->result = pod_statement_get_int (statement, 11);
}

/* The statement's own texts do not outlive its step. */
static void
copy_texts (PodArrivalItem *item)
{
  for (gsize i = 0; i < N_FIELDS; i++)
    if (fields[i].type == POD_FIELD_TEXT)
      G_STRUCT_MEMBER (char *, item, fields[i].offset) =
          g_strdup (G_STRUCT_MEMBER (char *, item, fields[i].offset));
}

static PodArrivalItem *
read_item (PodStatement *statement, PodVault *vault, gboolean with_raw, GError **error)
{
  g_autoptr (PodArrivalItem) item = g_new0 (PodArrivalItem, 1);
  gboolean is_read = pod_fields_read (statement, N_HEAD, fields, N_FIELDS, item, error);

  copy_texts (item);
  read_head (statement, item);
  if (!is_read)
    return NULL;
  if (!read_state (pod_statement_get_text (statement, 8), &item->state))
    {
      g_set_error_literal (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT,
                           "the column state holds what it cannot hold");
      return NULL;
    }
  if (vault != NULL && (!open_sealed (statement, vault, item, 0, &item->printed, error) ||
                        (with_raw && !open_sealed (statement, vault, item, 1, &item->raw, error))))
    return NULL;
  return g_steal_pointer (&item);
}

static void
append_states (GString *sql, guint states)
{
  gboolean first = TRUE;

  for (guint i = 0; i < POD_ARRIVAL_N_STATES; i++)
    if (states & 1u << i)
      {
        g_string_append_printf (sql, "%s'%s'", first ? " AND state IN (" : ", ",
                                pod_arrival_state_to_string (i));
        first = FALSE;
      }
  if (!first)
    g_string_append (sql, ")");
}

/* The words of an index, which knows little of them beside what is settled. */
#define OF_LABORATORY                                                                              \
  " AND state IN ('clear', 'waiting', 'unmapped') AND arrival IN (SELECT id FROM arrival WHERE "   \
  "voided = 0 AND laboratory = :laboratory)"

/* What nobody has decided, and does not wait all the same. */
#define ASIDE_OF_LABORATORY                                                                        \
  " AND (state = 'refused' OR state = 'rejected' AND cause = 'duplicate') AND arrival IN (SELECT " \
  "id FROM arrival WHERE voided = 0 AND laboratory = :laboratory)"

/* A result may have come for another attempt of the person.  Mostly there is nothing, and nothing is read then. */
#define WHO(subject) "(SELECT ifnull (person, -id) FROM subject WHERE id = " subject ")"
#define DISPLACING                                                                                 \
  "FROM arrival_item d WHERE d.arrival = :arrival AND d.resolution IN ('corrected', 'withdrawn') " \
  "AND d.state = 'accepted'"
#define OF_DISPLACING                                                                              \
  " AND EXISTS (SELECT 1 " DISPLACING ") AND (observation, " WHO (                                 \
      "arrival_item.subject") ") IN "                                                              \
                              "(SELECT d.observation, " WHO ("d.subject") " " DISPLACING ")"

static char *
write_select (const PodArrivalQuery *query)
{
  GString *sql = g_string_new ("SELECT " HEAD ", " FIELDS
                               ", (SELECT uuid FROM arrival a WHERE a.id "
                               "= arrival_item.arrival), printed, ");

  g_string_append (sql, query->with_raw ? "raw" : "NULL");
  g_string_append (sql, " FROM arrival_item WHERE id > :after");
  if (query->id != 0)
    g_string_append (sql, " AND id = :id");
  if (query->arrival != 0)
    g_string_append (sql, " AND arrival = :arrival");
  if (query->subject != 0)
    g_string_append (sql, " AND subject = :subject");
  if (query->origin != NULL)
    g_string_append (sql, " AND origin = :origin");
  if (query->result != 0)
    g_string_append (sql, " AND finding = :result");
  if (query->laboratory != NULL)
    g_string_append (sql, query->is_aside ? ASIDE_OF_LABORATORY : OF_LABORATORY);
  if (query->observation != NULL)
    g_string_append (sql, " AND observation = :observation");
  if (query->displacing)
    g_string_append (sql, OF_DISPLACING);
  if (query->that_left)
    g_string_append (sql, " AND arrival NOT IN (SELECT id FROM arrival "
                          "WHERE " POD_ARRIVAL_LEFT_NOTHING ")");
  append_states (sql, query->states);
  g_string_append (sql, " ORDER BY id LIMIT :limit");
  return g_string_free (sql, FALSE);
}

static void
bind_query (PodStatement *statement, const PodArrivalQuery *query)
{
  pod_statement_bind_int (statement, "after", query->after);
  pod_statement_bind_int (statement, "limit", query->limit == 0 ? -1 : (gint64) query->limit);
  if (query->id != 0)
    pod_statement_bind_int (statement, "id", query->id);
  if (query->arrival != 0)
    pod_statement_bind_int (statement, "arrival", query->arrival);
  if (query->subject != 0)
    pod_statement_bind_int (statement, "subject", query->subject);
  if (query->origin != NULL)
    pod_statement_bind_text (statement, "origin", query->origin);
  if (query->result != 0)
    pod_statement_bind_int (statement, "result", query->result);
  if (query->laboratory != NULL)
    pod_statement_bind_text (statement, "laboratory", query->laboratory);
  if (query->observation != NULL)
    pod_statement_bind_text (statement, "observation", query->observation);
}

GPtrArray *
pod_arrival_item_list (PodConnection *connection,
                       PodVault *vault,
                       const PodArrivalQuery *query,
                       GError **error)
{
  g_autoptr (GPtrArray)
      items = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_arrival_item_free);
  g_autoptr (PodStatement) statement = NULL;
  g_autofree char *sql = write_select (query);
  GError *local = NULL;

  if (vault != NULL && !pod_vault_keep_up (connection, vault, error))
    return NULL;
  statement = pod_statement_new (connection, sql, error);
  if (statement == NULL)
    return NULL;
  bind_query (statement, query);
  while (pod_statement_step (statement, &local))
    {
      PodArrivalItem *item = read_item (statement, vault, query->with_raw, &local);

      if (item == NULL)
        break;
      g_ptr_array_add (items, item);
    }
  if (local == NULL)
    return g_steal_pointer (&items);
  g_propagate_error (error, local);
  return NULL;
}

/* No column says which it was; the trail does: a correction takes out and puts in one breath.  What was settled by the same press of a button
 * may stand side by side there, too: it is of the same person, and of the same place or day, that the one is which the other took the place of. */
#define DISPLACED                                                                                  \
  "SELECT gone.row FROM audit came JOIN audit gone ON gone.seq = came.seq - 1 JOIN finding old "   \
  "ON old.id = gone.row JOIN finding new ON new.id = came.row WHERE came.tbl = 'finding' AND "     \
  "came.row = :result AND came.action = 'I' AND gone.tbl = 'finding' AND gone.action = 'U' AND "   \
  "gone.ts = came.ts AND gone.session = came.session AND old.voided AND new.status = 'corrected' " \
  "AND old.observation = new.observation AND (old.origin = new.origin OR "                         \
  "substr (old.moment, 1, 10) = substr (new.moment, 1, 10)) AND (old.subject = new.subject OR "    \
  "(SELECT person FROM subject WHERE id = old.subject) = (SELECT person FROM subject WHERE id = "  \
  "new.subject))"

gint64
pod_arrival_item_find_displaced (PodConnection *connection, gint64 result, GError **error)
{
  g_autoptr (PodStatement) statement = pod_statement_new (connection, DISPLACED, error);

  if (statement == NULL)
    return 0;
  pod_statement_bind_int (statement, "result", result);
  return pod_statement_step (statement, error) ? pod_statement_get_int (statement, 0) : 0;
}

GArray *
pod_arrival_item_list_positions (PodConnection *connection, gint64 arrival, GError **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (PodStatement)
      statement = pod_statement_new (connection,
                                     "SELECT position FROM arrival_item WHERE arrival = :arrival "
                                     "ORDER BY position",
                                     error);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  pod_statement_bind_int (statement, "arrival", arrival);
  while (pod_statement_step (statement, &local))
    {
      int position = (int) pod_statement_get_int (statement, 0);

      g_array_append_val (positions, position);
    }
  if (local == NULL)
    return g_steal_pointer (&positions);
  g_propagate_error (error, local);
  return NULL;
}
