/* What lies in the quarantine: sealed, bound to its place, sealed anew with the key, and never edited. */

#include <string.h>

#include "pod-arrival-table.h"
#include "pod-key-grant.h"
#include "store-fixture.h"

#define CANARY "Invented Labperson 7700123"
#define N_ITEMS 1203

static PodVault *
sign_in (PodConnection *connection)
{
  g_autofree char *role = NULL;
  g_autoptr (GError) error = NULL;
  PodVault *vault = NULL;

  pod_vault_sign_in (connection, "anna", "another phrase", &role, &vault, &error);
  g_assert_no_error (error);
  return vault;
}

static gint64
add_arrival (PodConnection *connection, PodVault *vault, int n)
{
  g_autoptr (PodArrival) arrival = g_new0 (PodArrival, 1);
  g_autoptr (GError) error = NULL;
  PodArrivalItem item = { .state = POD_ARRIVAL_WAITING, .cause = "flag", .printed = CANARY };

  arrival->laboratory = g_strdup ("Central");
  arrival->kind = g_strdup ("table");
  arrival->encoding = g_strdup ("UTF-8");
  fixture_begin (connection, NULL);
  pod_arrival_table_add (connection, vault, arrival, CANARY ",heading", &error);
  g_assert_no_error (error);
  pod_finding_init (&item.finding);
  item.record.subject = 1;
  for (int i = 0; i < n; i++)
    {
      g_autofree char *raw = g_strdup_printf (CANARY ",%d", i);

      item.position = item.line = i;
      item.raw = raw;
      item.finding.quantity.number = i;
      g_assert_cmpint (pod_arrival_item_add (connection, vault, arrival, &item, &error), >, 0);
    }
  fixture_commit (connection);
  return arrival->id;
}

static void
check_items (PodConnection *connection, PodVault *vault, gint64 arrival, guint n)
{
  const PodArrivalQuery query = { .arrival = arrival, .with_raw = TRUE };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  char *heading;

  fixture_read (connection);
  items = pod_arrival_item_list (connection, vault, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, n);
  for (guint i = 0; i < n; i++)
    {
      const PodArrivalItem *item = g_ptr_array_index (items, i);
      g_autofree char *raw = g_strdup_printf (CANARY ",%u", i);

      g_assert_cmpstr (item->raw, ==, raw);
      g_assert_cmpstr (item->printed, ==, CANARY);
      g_assert_cmpfloat (item->finding.quantity.number, ==, i);
    }
  heading = pod_arrival_table_open_heading (connection, vault, arrival, &error);
  g_assert_cmpstr (heading, ==, CANARY ",heading");
  pod_arrival_free_text (heading);
  fixture_commit (connection);
}

/* More rows than are sealed at once. */
static void
test_rotate (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVault) vault = sign_in (connection);
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  gint64 arrival = add_arrival (connection, vault, N_ITEMS), before = pod_vault_get_version (vault);
  const char *bytes;
  gsize length;

  check_items (connection, vault, arrival, N_ITEMS);
  fixture_begin (connection, "another key");
  pod_vault_rotate (connection, vault, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  check_items (connection, vault, arrival, N_ITEMS);
  g_assert_cmpint (pod_vault_get_version (vault), ==, before + 1);
  g_clear_pointer (&connection, pod_connection_free);
  bytes = pod_test_read (path, &length);
  g_assert_null (memmem (bytes, length, CANARY, strlen (CANARY)));
  verification = fixture_verify (path, NULL);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

/* A text that is put in another row's place opens nowhere, and verification names both. */
static void
test_moved (void)
{
  const char *path = fixture_site ();
  PodConnection *connection = fixture_open (path);
  PodVault *vault = sign_in (connection);
  gint64 arrival = add_arrival (connection, vault, 2);
  const PodArrivalQuery query = { .arrival = arrival, .with_raw = TRUE };
  g_autoptr (PodVerification) verification = NULL;
  g_autoptr (GError) error = NULL;

  pod_connection_free (connection);
  pod_vault_free (vault);
  raw_forge (path,
             "UPDATE arrival_item SET raw = (SELECT raw FROM arrival_item WHERE position = 1) "
             "WHERE position = 0");
  connection = fixture_open (path);
  vault = sign_in (connection);
  fixture_read (connection);
  g_assert_null (pod_arrival_item_list (connection, vault, &query, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
  fixture_commit (connection);
  pod_connection_free (connection);
  pod_vault_free (vault);
  verification = fixture_verify (path, NULL);
  g_assert_true (has_fault (verification, NULL, "arrival_item", NULL, "raw"));
}

static void
test_kept (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection);
  const PodArrivalQuery query = { .arrival = add_arrival (connection, vault, 1) };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  PodArrivalItem *item;

  fixture_begin (connection, "settled");
  items = pod_arrival_item_list (connection, NULL, &query, &error);
  item = g_ptr_array_index (items, 0);
  item->state = POD_ARRIVAL_REJECTED;
  g_assert_true (pod_arrival_item_settle (connection, item, FALSE, &error));
  g_assert_false (pod_arrival_item_settle (connection, item, FALSE, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_assert_false (pod_connection_exec (connection, "UPDATE arrival_item SET line = 9", &error));
  g_clear_error (&error);
  g_assert_false (pod_connection_exec (connection, "UPDATE arrival_item SET raw = x'00'", &error));
  g_clear_error (&error);
  g_assert_false (pod_connection_exec (connection, "DELETE FROM arrival_item", &error));
  fixture_commit (connection);
}

/* The one that the test has added: the fixture has others. */
static char *
make_update (const char *table, const char *what)
{
  return g_strdup_printf ("UPDATE %s SET %s WHERE id = (SELECT max (id) FROM %s)", table, what,
                          table);
}

static void
check_not_edited (PodConnection *connection, const char *table, const char *what)
{
  g_autofree char *sql = make_update (table, what);
  g_autoptr (GError) error = NULL;

  if (pod_connection_exec (connection, sql, &error))
    g_error ("it was let through: %s", sql);
  g_assert_nonnull (strstr (error->message, "not edited"));
}

/* Of what came in nothing is written anew in any way; only a key that is changed seals it again, with everything else as it is. */
static void
test_not_edited (void)
{
  static const struct
  {
    const char *table;
    const char *what;
  } edits[] = {
    { "arrival_item", "version = version + 1, raw = x'00'" },
    { "arrival_item", "version = version + 1, printed = x'00'" },
    { "arrival_item", "version = version + 1, key_version = key_version + 1" },
    { "arrival_item", "version = version + 1, number = 7" },
    { "arrival_item", "version = version + 1, laboratory = 'Elsewhere'" },
    { "arrival_item", "version = version + 1, voided = 1" },
    { "arrival_item", "version = version + 2, state = 'clear'" },
    { "arrival_item", "key_version = key_version + 1, raw = x'00', state = 'accepted'" },
    { "arrival_item", "key_version = key_version + 1, raw = x'00', number = 7" },
    { "arrival", "version = version + 1, heading = x'00'" },
    { "arrival", "version = version + 1, laboratory = 'Elsewhere'" },
    { "arrival", "version = version + 1, hash = randomblob (32)" },
    { "arrival", "version = version + 1, user = 'else'" },
    { "arrival", "lines = 9" },
    { "arrival", "heading = x'00'" },
    { "arrival", "key_version = key_version + 1, heading = x'00', lines = 9" },
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection);

  add_arrival (connection, vault, 1);
  fixture_begin (connection, "edited");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    check_not_edited (connection, edits[i].table, edits[i].what);
  fixture_commit (connection);
}

static void
write_arrival (PodConnection *connection, const char *what)
{
  g_autofree char *sql = make_update ("arrival", what);
  g_autoptr (GError) error = NULL;

  pod_connection_exec (connection, sql, &error);
  g_assert_no_error (error);
}

/* It is counted while it is taken in.  Then the counts stay; all of it can still be undone. */
static void
test_counted (void)
{
  static const char *const edits[] = { "version = version + 1, complete = 0",
                                       "version = version + 1, lines = 1",
                                       "version = version + 1, skipped = 0",
                                       "version = version + 1, duplicates = 0",
                                       "version = version + 1, voided = 1, skipped = 0" };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection);

  add_arrival (connection, vault, 1);
  fixture_begin (connection, "counted");
  write_arrival (connection, "version = version + 1, lines = 9, skipped = 40, duplicates = 1");
  write_arrival (connection, "version = version + 1, lines = 42, complete = 1");
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    check_not_edited (connection, "arrival", edits[i]);
  write_arrival (connection, "version = version + 1, voided = 1");
  fixture_commit (connection);
}

#define DUPLICATE "rejected', cause = 'duplicate"

static char *
make_state (const char *state)
{
  g_autofree char *what = g_strdup_printf ("version = version + 1, state = '%s'", state);

  return make_update ("arrival_item", what);
}

/* What is settled is settled; what was taken can be undone, and what nobody had decided can be unmapped again, and nothing else. */
static void
test_settled (void)
{
  static const struct
  {
    const char *state;
    const char *next;
    gboolean may;
  } steps[] = {
    { "unmapped", "waiting", TRUE },   { "waiting", "accepted", TRUE },
    { "accepted", "waiting", FALSE },  { "accepted", "undone", TRUE },
    { "undone", "waiting", FALSE },    { "rejected", "clear", FALSE },
    { "refused", "clear", FALSE },     { "refused", "unmapped", TRUE },
    { "refused", "accepted", FALSE },  { "refused", "unmapped', resolution = 'x", FALSE },
    { "rejected", "unmapped", FALSE }, { "rejected', cause = 'unit", "unmapped", FALSE },
    { DUPLICATE, "unmapped", TRUE },   { DUPLICATE, "clear", FALSE }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
      g_autoptr (PodVault) vault = sign_in (connection);
      g_autofree char *first = NULL;
      g_autofree char *next = NULL;
      g_autoptr (GError) error = NULL;

      add_arrival (connection, vault, 1);
      first = make_state (steps[i].state);
      next = make_state (steps[i].next);
      fixture_begin (connection, "settled");
      pod_connection_exec (connection, first, &error);
      g_assert_no_error (error);
      g_assert_cmpint (pod_connection_exec (connection, next, NULL), ==, steps[i].may);
      fixture_commit (connection);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrival/rotate", test_rotate);
  g_test_add_func ("/arrival/moved", test_moved);
  g_test_add_func ("/arrival/kept", test_kept);
  g_test_add_func ("/arrival/not-edited", test_not_edited);
  g_test_add_func ("/arrival/counted", test_counted);
  g_test_add_func ("/arrival/settled", test_settled);
  return g_test_run ();
}
