/* What somebody is typing: theirs alone, sealed, and gone when it is forgotten. */

#include "pod-draft-table.h"
#include "pod-vault-private.h"
#include "store-fixture.h"

#define CANARY "Invented Draftperson, record 7700123"

static PodVault *
sign_in (PodConnection *connection, const char *user, const char *password)
{
  g_autofree char *role = NULL;
  g_autoptr (GError) error = NULL;
  PodVault *vault = NULL;

  pod_vault_sign_in (connection, user, password, &role, &vault, &error);
  g_assert_no_error (error);
  return vault;
}

/* In the name of "anna", whom the fixture's stamp names. */
static void
put (PodConnection *connection, PodVault *vault, gint64 record, const char *content)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  pod_draft_table_put (connection, vault, "adverse_event", 1, record, content, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
}

static void
forget (PodConnection *connection, gint64 record)
{
  g_autoptr (GError) error = NULL;

  fixture_begin (connection, NULL);
  g_assert_true (pod_draft_table_remove (connection, "adverse_event", 1, record, &error));
  g_assert_no_error (error);
  fixture_commit (connection);
}

static GPtrArray *
list (PodConnection *connection, PodVault *vault, const char *user)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drafts;

  fixture_read (connection);
  drafts = pod_draft_table_list (connection, vault, user, &error);
  g_assert_no_error (error);
  fixture_commit (connection);
  return drafts;
}

static const char *
get_content (const GPtrArray *drafts, guint i)
{
  g_assert_cmpuint (i, <, drafts->len);
  return ((const PodStoredDraft *) g_ptr_array_index (drafts, i))->content;
}

static gboolean
is_in_file (const char *path, gconstpointer needle, gsize length)
{
  gsize size;
  const char *bytes = pod_test_read (path, &size);

  return memmem (bytes, size, needle, length) != NULL;
}

static void
test_kept (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autoptr (GPtrArray) drafts = NULL;
  g_autoptr (GPtrArray) after = NULL;

  put (connection, vault, 0, "first");
  put (connection, vault, 7, "of a saved record");
  put (connection, vault, 0, "second, in the place of the first\nwith 两 lines");
  drafts = list (connection, vault, "anna");
  g_assert_cmpuint (drafts->len, ==, 2);
  g_assert_cmpstr (get_content (drafts, 0), ==, "of a saved record");
  g_assert_cmpstr (get_content (drafts, 1), ==, "second, in the place of the first\nwith 两 lines");
  g_assert_cmpstr (((PodStoredDraft *) drafts->pdata[0])->moment, ==, "2026-03-14T06:30:00.000Z");

  forget (connection, 0);
  forget (connection, 0);
  after = list (connection, vault, "anna");
  g_assert_cmpuint (after->len, ==, 1);
}

static void
test_theirs_alone (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) anna = sign_in (connection, "anna", "another phrase");
  g_autoptr (PodVault) paul = sign_in (connection, "paul", "a pass phrase");
  g_autoptr (GPtrArray) hers = NULL;
  g_autoptr (GPtrArray) his = NULL;
  g_autoptr (GPtrArray) nobodys = NULL;

  put (connection, anna, 0, CANARY);
  hers = list (connection, anna, "anna");
  his = list (connection, paul, "paul");
  nobodys = list (connection, paul, "no such user");
  g_assert_cmpuint (hers->len, ==, 1);
  g_assert_cmpuint (his->len, ==, 0);
  g_assert_cmpuint (nobodys->len, ==, 0);
}

/* Nothing of it is readable in the file; and once it is forgotten not even its sealed bytes are there (secure_delete). */
static void
test_sealed_and_gone (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autofree guint8 *sealed = NULL;
  sqlite3 *db = raw_open (path);
  sqlite3_stmt *stmt;
  gsize length;

  put (connection, vault, 0, CANARY);
  g_assert_false (is_in_file (path, CANARY, strlen (CANARY)));
  g_assert_false (is_in_file (path, "Draftperson", 11));
  sqlite3_prepare_v2 (db, "SELECT content FROM draft", -1, &stmt, NULL);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  length = (gsize) sqlite3_column_bytes (stmt, 0);
  sealed = g_memdup2 (sqlite3_column_blob (stmt, 0), length);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  g_assert_true (is_in_file (path, sealed, length));
  forget (connection, 0);
  g_assert_false (is_in_file (path, sealed, length));
}

/* No record: the trail does not grow, and verification does not miss them. */
static void
test_no_record (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autoptr (PodVerification) verification = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  before = pod_audit_head (connection, NULL);
  put (connection, vault, 0, CANARY);
  put (connection, vault, 0, CANARY " more");
  after = pod_audit_head (connection, NULL);
  g_assert_cmpstr (before, ==, after);
  verification = fixture_verify (path, before);
  g_assert_cmpstr (describe_faults (verification), ==, "");
}

/* Like every write it takes somebody who is signed in, and a key. */
static void
test_stamp_and_key (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autoptr (GError) error = NULL;
  sqlite3 *db = raw_open (path);

  pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pod_draft_table_put (connection, vault, "form", 0, 0, "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (pod_draft_table_remove (connection, "form", 0, 0, &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_FAILED);
  g_clear_error (&error);
  pod_connection_rollback (connection);

  fixture_begin (connection, NULL);
  g_assert_false (pod_draft_table_put (connection, NULL, "form", 0, 0, "x", &error));
  g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_LOCKED);
  pod_connection_rollback (connection);

  g_assert_cmpint (
      sqlite3_exec (db,
                    "INSERT INTO draft (user, form, uuid, key_version, moment, content) "
                    "VALUES (1, 'f', '0123456789abcdef0123456789abcdef', 1, '', x'00')",
                    NULL, NULL, NULL),
      !=, SQLITE_OK);
  sqlite3_close (db);
}

/* What somebody altered, or moved from another draft, opens no more, and keeps no other draft from opening. */
static void
test_altered (void)
{
  const char *path = fixture_site ();
  g_autoptr (PodConnection) connection = fixture_open (path);
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autoptr (GPtrArray) drafts = NULL;

  put (connection, vault, 0, "one");
  put (connection, vault, 1, "two");
  raw_forge (path, "UPDATE draft SET content = (SELECT content FROM draft WHERE record = 0) WHERE "
                   "record = 1");
  drafts = list (connection, vault, "anna");
  g_assert_cmpuint (drafts->len, ==, 1);
  g_assert_cmpstr (get_content (drafts, 0), ==, "one");
}

/* A data key that is nobody's own. */
static PodVault *
make_stray_vault (void)
{
  guint8 data[32];

  randombytes_buf (data, sizeof data);
  return pod_vault_new_from_data (data);
}

/* To read with what a person holds after the change. */
static GPtrArray *
list_under (PodConnection *connection, PodVault *vault)
{
  g_autoptr (PodVault) reader = make_stray_vault ();

  pod_vault_copy_data (reader, vault);
  return list (connection, reader, "anna");
}

static void
test_reseal (void)
{
  g_autoptr (PodConnection) connection = fixture_open (fixture_site ());
  g_autoptr (PodVault) vault = sign_in (connection, "anna", "another phrase");
  g_autoptr (PodVault) stranger = make_stray_vault ();
  g_autoptr (PodVault) next = pod_vault_renew (vault);
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GError) error = NULL;

  put (connection, vault, 0, "one");
  put (connection, vault, 1, "two");
  put (connection, stranger, 2, "of a key that is lost");
  fixture_begin (connection, NULL);
  g_assert_true (pod_draft_table_reseal (connection, vault, next, &error));
  g_assert_no_error (error);
  fixture_commit (connection);
  before = list_under (connection, vault);
  after = list_under (connection, next);
  g_assert_cmpuint (before->len, ==, 0);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (get_content (after, 0), ==, "two");
  g_assert_cmpstr (get_content (after, 1), ==, "one");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draft/kept", test_kept);
  g_test_add_func ("/draft/theirs-alone", test_theirs_alone);
  g_test_add_func ("/draft/sealed-and-gone", test_sealed_and_gone);
  g_test_add_func ("/draft/no-record", test_no_record);
  g_test_add_func ("/draft/stamp-and-key", test_stamp_and_key);
  g_test_add_func ("/draft/altered", test_altered);
  g_test_add_func ("/draft/reseal", test_reseal);
  return g_test_run ();
}
