/* Who may open what, and what a forger of the file can do with it.  All names are invented. */

#include <glib/gstdio.h>

#include "pod-key-grant.h"
#include "store-fixture.h"

static PodVault *
sign_in (PodConnection *connection, const char *user, const char *password, GError **error)
{
  g_autofree char *role = NULL;
  PodVault *vault = NULL;

  pod_vault_sign_in (connection, user, password, &role, &vault, error);
  return vault;
}

static void
assert_refused (PodConnection *connection, const char *user, const char *password, int code)
{
  g_autofree char *role = NULL;
  PodVault *vault = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pod_vault_sign_in (connection, user, password, &role, &vault, &error));
  if (!g_error_matches (error, POD_STORE_ERROR, code))
    g_error ("%s: %s", user, error->message);
  g_assert_null (role);
  g_assert_null (vault);
}

static void
test_sign_in (void)
{
  static const struct
  {
    const char *user;
    const char *password;
    const char *role;
    gboolean has_key;
  } cases[] = {
    { "paul", "a pass phrase", "pi", TRUE },
    { "anna", "another phrase", "coordinator", TRUE },
    { "mona", "third phrase", "monitor", FALSE },
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *role = NULL;
      g_autoptr (PodVault) vault = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_true (pod_vault_sign_in (connection, cases[i].user, cases[i].password, &role, &vault,
                                        &error));
      g_assert_no_error (error);
      g_assert_cmpstr (role, ==, cases[i].role);
      g_assert_true ((vault != NULL) == cases[i].has_key);
      assert_refused (connection, cases[i].user, "", POD_STORE_ERROR_PASSWORD);
      assert_refused (connection, cases[i].user, "a pass phrasE", POD_STORE_ERROR_PASSWORD);
    }
  assert_refused (connection, "nobody", "a pass phrase", POD_STORE_ERROR_PASSWORD);
  assert_refused (connection, "' OR 1 --", "x", POD_STORE_ERROR_PASSWORD);
  assert_refused (connection, "anna", "a pass phrase", POD_STORE_ERROR_PASSWORD);
}

static void
test_identity (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase", NULL);
  g_autoptr (PodIdentity) first = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const PodIdentity *second;

  first = pod_person_open (connection, vault, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->name, ==, "Test Person One");
  g_assert_cmpstr (first->record_number, ==, "0000001");
  g_assert_cmpstr (first->birth_date, ==, "1980-02-29");
  all = pod_person_open_all (connection, vault, &error);
  g_assert_cmpuint (all->len, ==, 2);
  second = all->pdata[1];
  g_assert_cmpstr (second->name, ==, "测试甲");
  g_assert_cmpstr (second->phone, ==, "001");
  g_assert_cmpstr (second->id_number, ==, "ID-2");

  g_assert_null (pod_person_open (connection, vault, 99, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pod_person_open (connection, NULL, 1, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_cmpint (pod_person_find (connection, NULL, "0000001", NULL, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
}

/* The same patient, however the number was typed; and nobody else. */
static void
test_find (void)
{
  static const struct
  {
    const char *record_number;
    const char *id_number;
    gint64 person;
  } cases[] = {
    { "0000001", NULL, 1 },
    { " 0000-001 ", NULL, 1 },
    { "０００００００１", NULL, 0 },
    { "０００００0２", NULL, 2 },
    { NULL, "id-2", 2 },
    { "absent", "ＩＤ１", 1 },
    { "ID-1", NULL, 0 },
    { NULL, "0000001", 0 },
    { "1", NULL, 0 },
    { "", "", 0 },
    { NULL, NULL, 0 },
    { "-", NULL, 0 },
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "paul", "a pass phrase", NULL);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 person = pod_person_find (connection, vault, cases[i].record_number,
                                       cases[i].id_number, &error);

      g_assert_no_error (error);
      if (person != cases[i].person)
        g_error ("%s/%s", cases[i].record_number, cases[i].id_number);
    }
}

static void
test_duplicate (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "paul", "a pass phrase", NULL);
  PodIdentity same = { .name = "Another Spelling", .record_number = "000-0001" };
  PodIdentity unnumbered = { .name = "Test Person Three" };
  g_autoptr (GError) error = NULL;
  gint64 number;

  fixture_begin (connection, NULL);
  g_assert_cmpint (pod_person_add (connection, vault, &same, &number, &error), ==, 0);
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  pod_connection_rollback (connection);
  fixture_begin (connection, NULL);
  g_assert_cmpint (pod_person_add (connection, vault, &unnumbered, &number, &error), ==, 3);
  g_assert_cmpint (number, ==, 3);
  g_assert_cmpint (pod_person_add (connection, vault, &unnumbered, &number, &error), ==, 4);
  g_assert_no_error (error);
  fixture_commit (connection);
}

/* A secret number of days: made once, never 0, and the same ever after. */
static void
test_offset (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "paul", "a pass phrase", NULL);
  PodIdentity person = { .name = "Test Person" };
  g_autoptr (GError) error = NULL;
  int negative = 0;

  fixture_begin (connection, NULL);
  for (int i = 0; i < 60; i++)
    {
      gint64 number, id = pod_person_add (connection, vault, &person, &number, &error);
      int offset = pod_person_get_offset (connection, vault, id, &error);

      g_assert_cmpint (offset, !=, 0);
      g_assert_cmpint (ABS (offset), <=, 365);
      g_assert_cmpint (pod_person_get_offset (connection, vault, id, &error), ==, offset);
      negative += offset < 0;
    }
  g_assert_no_error (error);
  fixture_commit (connection);
  g_assert_cmpint (negative, >, 0);
  g_assert_cmpint (negative, <, 60);
}

/* A sealed field opens in its own row and column only. */
static void
test_moved_fields (void)
{
  static const char *const forged[] = {
    "UPDATE person SET name = (SELECT name FROM person WHERE id = 2) WHERE id = 1",
    "UPDATE person SET name = phone WHERE id = 1",
    "UPDATE person SET uuid = (SELECT uuid || '' FROM person WHERE id = 2) || 'x' WHERE id = 1",
    "UPDATE person SET name = zeroblob (10) WHERE id = 1",
    "UPDATE person SET name = x'' WHERE id = 1",
    "UPDATE person SET name = substr (name, 1, length (name) - 1) WHERE id = 1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forged); i++)
    {
      const char *path = fixture_site ();
      g_autoptr (PodConnection) connection = NULL;
      g_autoptr (PodVault) vault = NULL;
      g_autoptr (PodIdentity) identity = NULL;
      g_autoptr (GError) error = NULL;

      raw_forge (path, forged[i]);
      connection = fixture_open (path);
      vault = sign_in (connection, "paul", "a pass phrase", &error);
      identity = pod_person_open (connection, vault, 1, &error);
      g_assert_null (identity);
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
    }
}

static void
test_forged_slots (void)
{
  static const struct
  {
    const char *sql;
    int code;
  } cases[] = {
    /* Below the floor, above the ceiling, and within both but not what the slot was made with. */
    { "UPDATE key_slot SET mem = 4096 WHERE user = 1", POD_STORE_ERROR_CORRUPT },
    { "UPDATE key_slot SET ops = 0 WHERE user = 1", POD_STORE_ERROR_CORRUPT },
    { "UPDATE key_slot SET ops = 11 WHERE user = 1", POD_STORE_ERROR_CORRUPT },
    { "UPDATE key_slot SET mem = 1 << 31 WHERE user = 1", POD_STORE_ERROR_CORRUPT },
    { "UPDATE key_slot SET ops = ops + 1 WHERE user = 1", POD_STORE_ERROR_PASSWORD },
    { "UPDATE key_slot SET mem = mem + 1024 WHERE user = 1", POD_STORE_ERROR_PASSWORD },
    { "UPDATE key_slot SET salt = zeroblob (16) WHERE user = 1", POD_STORE_ERROR_PASSWORD },
    /* Another's slot under one's own name, and the other way round. */
    { "UPDATE key_slot SET user = 100 - user; UPDATE key_slot SET user = 1 WHERE user = 98",
      POD_STORE_ERROR_PASSWORD },
    { "UPDATE user SET name = 'eve' WHERE id = 2; UPDATE user SET name = 'paul2' WHERE id = 1; "
      "UPDATE user SET name = 'paul' WHERE id = 2",
      POD_STORE_ERROR_PASSWORD },
    { "UPDATE user SET active = 0 WHERE id = 1", POD_STORE_ERROR_PASSWORD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *path = fixture_site ();
      g_autoptr (PodConnection) connection = NULL;

      raw_forge (path, cases[i].sql);
      connection = fixture_open (path);
      assert_refused (connection, "paul", "a pass phrase", cases[i].code);
    }
}

/* A password's hash carries its cost: one that would eat the machine, or cost nothing, is not even tried. */
static void
test_forged_hash (void)
{
  static const char *const costs[] = { "m=4194304", "m=9" };

  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++)
    {
      const char *path = fixture_site ();
      g_autoptr (PodConnection) connection = NULL;
      g_autofree char *sql = g_strdup_printf ("UPDATE user SET password_hash = "
                                              "replace (password_hash, 'm=8', '%s')",
                                              costs[i]);

      raw_forge (path, sql);
      connection = fixture_open (path);
      assert_refused (connection, "mona", "third phrase", POD_STORE_ERROR_CORRUPT);
    }
}

/* What names a person is nowhere in the bytes of the file; nor is the length of a name. */
static void
test_nothing_in_clear (void)
{
  static const char *const secrets[] = { "Test Person", "测试甲",        "0000001",
                                         "1980-02-29",  "a pass phrase", "ID-1" };
  const char *path = fixture_site ();
  gsize length;
  const char *bytes = pod_test_read (path, &length);
  sqlite3 *db = raw_open (path);

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (memmem (bytes, length, secrets[i], strlen (secrets[i])));
  g_assert_cmpstr (raw_text (db, "SELECT count (DISTINCT length (name)) FROM person"), ==, "1");
  sqlite3_close (db);
}

static const PodAuditEntry *
find_newest (const GPtrArray *entries, const char *action)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const PodAuditEntry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->action, action))
        return entry;
    }
  g_assert_not_reached ();
}

static void
test_accounts (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "paul", "a pass phrase", NULL);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  g_assert_true (pod_vault_add_user (connection, vault, "nina", "coordinator", "x", TRUE, &error));
  entries = pod_audit_list (connection, NULL, 0, 20, NULL);
  g_assert_cmpstr (find_newest (entries, "ACCOUNT")->new_value, ==, "nina");
  g_assert_null (pod_vault_create (connection, "eve", NULL, "pi", "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (pod_vault_add_user (connection, NULL, "eve", "pi", "x", TRUE, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  g_clear_error (&error);
  g_assert_false (pod_vault_add_user (connection, vault, "anna", "pi", "x", TRUE, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
  pod_connection_rollback (connection);
}

/* What was typed as a name is written down only where somebody has that name. */
static void
test_has_user (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = NULL;

  raw_forge (path, "UPDATE user SET active = 0 WHERE name = 'anna'");
  connection = fixture_open (path);
  fixture_read (connection);
  g_assert_true (pod_vault_has_user (connection, "paul"));
  g_assert_true (pod_vault_has_user (connection, "mona"));
  g_assert_true (pod_vault_has_user (connection, "anna"));
  g_assert_false (pod_vault_has_user (connection, "a pass phrase"));
  g_assert_false (pod_vault_has_user (connection, "Paul"));
  g_assert_false (pod_vault_has_user (connection, ""));
  fixture_commit (connection);
}

/* ---- another data key ---- */

static char *
open_name (PodConnection *connection, PodVault *vault)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PodStatement) statement =
      pod_statement_new (connection, "SELECT uuid, name FROM person WHERE id = 1", &error);
  gconstpointer data;
  gsize length;
  char *name = NULL;

  g_assert_no_error (error);
  g_assert_true (pod_statement_step (statement, &error));
  data = pod_statement_get_bytes (statement, 1, &length);
  pod_vault_open (vault, pod_statement_get_text (statement, 0), "name", data, length, &name);
  return name;
}

/* One field that somebody damaged takes nothing else of the person along, when all else gets another key. */
static void
test_rotate_damaged (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = NULL;
  g_autoptr (PodVault) vault = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  sqlite3 *db;

  raw_forge (path, "UPDATE person SET birth_date = zeroblob (length (birth_date)) WHERE id = 1");
  connection = fixture_open (path);
  vault = sign_in (connection, "paul", "a pass phrase", NULL);
  fixture_begin (connection, "somebody left");
  g_assert_true (pod_vault_rotate (connection, vault, &error));
  g_assert_no_error (error);
  g_assert_true (pod_vault_keep_up (connection, vault, &error));
  name = open_name (connection, vault);
  g_assert_cmpstr (name, ==, "Test Person One");
  g_assert_cmpint (pod_person_find (connection, vault, "0000001", NULL, &error), ==, 1);
  g_assert_no_error (error);
  fixture_commit (connection);
  /* What was damaged is found as damaged. */
  db = raw_open (path);
  g_assert_cmpstr (raw_text (db, "SELECT birth_date = zeroblob (length (birth_date)) FROM person "
                                 "WHERE id = 1"),
                   ==, "1");
  sqlite3_close (db);
}

/* What was tried is written only to the account that it was tried on. */
static void
test_check_same (void)
{
  static const char *const changes[] = {
    "UPDATE user SET active = 0 WHERE name = 'anna'",
    "UPDATE user SET role = 'nurse' WHERE name = 'anna'",
    "UPDATE key_slot SET wrapped = NULL WHERE user = (SELECT id FROM user WHERE name = 'anna')",
  };
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (PodAccount) account = NULL;
      g_autoptr (GError) error = NULL;

      fixture_begin (connection, NULL);
      account = pod_account_read (connection, "anna", &error);
      g_assert_true (pod_account_check_same (connection, account, &error));
      pod_connection_exec (connection, changes[i], &error);
      g_assert_no_error (error);
      g_assert_false (pod_account_check_same (connection, account, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_PASSWORD);
      pod_connection_rollback (connection);
    }
}

/* A person is found by an index that was stored whenever they were registered: of every spelling it is what it was. */
static void
test_index (void)
{
  static const struct
  {
    const char *number;
    const char *index;
  } vectors[] = {
    { "12345-6", "a638e5d60b7ecbeb587d0bdddf74bce45f36dd441148e2258a34db4ebb0017f1" },
    { "１２３４５－６", "a638e5d60b7ecbeb587d0bdddf74bce45f36dd441148e2258a34db4ebb0017f1" },
    { "ab 12", "353e901c7fab67874a380ca4783cb1c5b7bdbecb31584b58c84190dd1a541910" },
    { "12345\xe2\x88\x92"
      "6",
      "a638e5d60b7ecbeb587d0bdddf74bce45f36dd441148e2258a34db4ebb0017f1" },
  };
  static const guint8 data[POD_KEY_BYTES] = { 7, 11, 13 };
  g_autoptr (PodVault) vault = pod_vault_new_from_data (data);

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (GBytes) index = pod_vault_index (vault, "record_number", vectors[i].number);
      char hex[2 * 32 + 1];

      sodium_bin2hex (hex, sizeof hex, g_bytes_get_data (index, NULL), g_bytes_get_size (index));
      g_assert_cmpstr (hex, ==, vectors[i].index);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vault/sign-in", test_sign_in);
  g_test_add_func ("/vault/identity", test_identity);
  g_test_add_func ("/vault/find", test_find);
  g_test_add_func ("/vault/duplicate", test_duplicate);
  g_test_add_func ("/vault/offset", test_offset);
  g_test_add_func ("/vault/moved-fields", test_moved_fields);
  g_test_add_func ("/vault/forged-slots", test_forged_slots);
  g_test_add_func ("/vault/forged-hash", test_forged_hash);
  g_test_add_func ("/vault/nothing-in-clear", test_nothing_in_clear);
  g_test_add_func ("/vault/accounts", test_accounts);
  g_test_add_func ("/vault/has-user", test_has_user);
  g_test_add_func ("/vault/rotate-damaged", test_rotate_damaged);
  g_test_add_func ("/vault/check-same", test_check_same);
  g_test_add_func ("/vault/index", test_index);
  return g_test_run ();
}
