/* Signatures that nobody made, and what shows it. */

#include "pod-canon.h"
#include "signature-fixture.h"

/* Each leaves a row that says what nobody signed.  %s is made the id of the signature. */
static void
test_forged (void)
{
  static const char *const forgeries[] = {
    /* another record, another subject, another kind */
    "UPDATE signature SET record = 2",
    "UPDATE signature SET subject = 2",
    "UPDATE signature SET scope = 'event'",
    "INSERT INTO signature SELECT 2, subject, scope, 2, meaning, user, user_name, printed_name, "
    "role, moment, utc_offset, head, hash, signing_key, seal, 0 FROM signature; "
    "DELETE FROM signature WHERE id = 1; UPDATE signature SET id = 1",
    /* who, as what, meaning what, when */
    "UPDATE signature SET printed_name = 'Dr Other'",
    "UPDATE signature SET user_name = 'anna'",
    "UPDATE signature SET role = 'investigator'",
    "UPDATE signature SET meaning = 'review'",
    "UPDATE signature SET moment = '2026-03-13T06:30:00.000Z'",
    "UPDATE signature SET utc_offset = 0",
    "UPDATE signature SET user = 2",
    /* the seal itself */
    "UPDATE signature SET hash = zeroblob (32)",
    "UPDATE signature SET seal = zeroblob (64)",
    "UPDATE signature SET seal = CAST (substr (seal, 1, 63) || x'ff' AS BLOB)",
    "UPDATE signature SET signing_key = zeroblob (32)",
    "UPDATE signature SET head = '0:'",
    "UPDATE signature SET head = head || '0'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++)
    {
      Site site;
      g_autoptr (PodVerification) verification = NULL;
      gint64 id;

      site_set_up (&site);
      site_begin (site.connection, "paul", "pi", NULL);
      g_assert_true (pod_connection_exec (site.connection,
                                          "INSERT INTO user (name, role, active) VALUES ('mona', "
                                          "'monitor', 1)",
                                          NULL));
      fixture_commit (site.connection);
      id = site_sign (&site, "adverse_event", site.adverse_event);
      g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
      g_clear_pointer (&site.connection, pod_connection_free);
      raw_forge (site.path, forgeries[i]);
      site.connection = fixture_open (site.path);
      g_test_message ("%s", forgeries[i]);
      g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_FALSE);
      g_clear_pointer (&site.connection, pod_connection_free);
      verification = fixture_verify (site.path, NULL);
      g_assert_true (has_fault (verification, "signature", "signature", "1", NULL));
      site_tear_down (&site);
    }
}

/* A key of one's own, with which everything was sealed anew: the trail knows whose key was whose. */
static void
test_forged_key (void)
{
  Site site;
  guint8 key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES], seal[64];
  char seal_hex[129], key_hex[65];
  g_autofree char *sql = NULL, *hash = NULL;
  g_autoptr (GByteArray) canon = NULL;
  guint8 hash_bytes[32];
  gsize length;
  gint64 id;

  site_set_up (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  crypto_sign_keypair (key, secret);
  hash = g_strdup (site_ask (&site, "SELECT hex (hash) FROM signature"));
  sodium_hex2bin (hash_bytes, 32, hash, 64, NULL, &length, NULL);
  canon = pod_canon_new ("pod-signature-1");
  pod_canon_add_text (canon, "adverse_event");
  pod_canon_add_int (canon, site.adverse_event);
  pod_canon_add_int (canon, site.subject);
  pod_canon_add_text (canon, "review");
  pod_canon_add_int (canon, 1);
  pod_canon_add_text (canon, "paul");
  pod_canon_add_text (canon, "paul");
  pod_canon_add_text (canon, "pi");
  pod_canon_add_text (canon, site_ask (&site, "SELECT moment FROM signature"));
  pod_canon_add_int (canon, 480);
  pod_canon_add_text (canon, site_ask (&site, "SELECT head FROM signature"));
  pod_canon_add_bytes (canon, hash_bytes, 32);
  crypto_sign_detached (seal, NULL, canon->data, canon->len, secret);
  sodium_bin2hex (seal_hex, sizeof seal_hex, seal, sizeof seal);
  sodium_bin2hex (key_hex, sizeof key_hex, key, sizeof key);
  sql = g_strdup_printf ("UPDATE signature SET meaning = 'review', seal = x'%s', signing_key = "
                         "x'%s'; UPDATE user SET signing_key = x'%s' WHERE id = 1",
                         seal_hex, key_hex, key_hex);
  g_clear_pointer (&site.connection, pod_connection_free);
  raw_forge (site.path, sql);
  site.connection = fixture_open (site.path);
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_FALSE);
  site_tear_down (&site);
}

/* Of the row that paul has signed, in the words of somebody else and under their key. */
static char *
make_forgery (Site *site,
              const guint8 *secret,
              const char *user,
              const char *printed,
              const char *role)
{
  g_autofree char *hash = g_strdup (site_ask (site, "SELECT hex (hash) FROM signature"));
  g_autoptr (GByteArray) canon = pod_canon_new ("pod-signature-1");
  guint8 hash_bytes[32], seal[64];
  char seal_hex[129], key_hex[65];
  gsize length;

  sodium_hex2bin (hash_bytes, 32, hash, 64, NULL, &length, NULL);
  pod_canon_add_text (canon, "adverse_event");
  pod_canon_add_int (canon, site->adverse_event);
  pod_canon_add_int (canon, site->subject);
  pod_canon_add_text (canon, "approval");
  pod_canon_add_int (canon, 2);
  pod_canon_add_text (canon, user);
  pod_canon_add_text (canon, printed);
  pod_canon_add_text (canon, role);
  pod_canon_add_text (canon, site_ask (site, "SELECT moment FROM signature"));
  pod_canon_add_int (canon, 480);
  pod_canon_add_text (canon, site_ask (site, "SELECT head FROM signature"));
  pod_canon_add_bytes (canon, hash_bytes, 32);
  crypto_sign_detached (seal, NULL, canon->data, canon->len, secret);
  sodium_bin2hex (seal_hex, sizeof seal_hex, seal, sizeof seal);
  sodium_bin2hex (key_hex, sizeof key_hex, secret + 32, 32);
  return g_strdup_printf ("INSERT INTO signature SELECT 2, subject, scope, record, meaning, 2, "
                          "'%s', '%s', '%s', moment, utc_offset, head, hash, x'%s', x'%s', 0 FROM "
                          "signature",
                          user, printed, role, key_hex, seal_hex);
}

/* Somebody with a key of their own signs in another's name or role, or enters what another is to have signed; the row is chained as any
 * other is. */
static void
test_forged_by_colleague (void)
{
  static const struct
  {
    const char *user, *printed, *role; /* that the row says */
    const char *by, *as;               /* who enters it */
    PodSealCheck check;
  } cases[] = {
    { "mona", "Mona Invented", "coordinator", "mona", "coordinator", POD_SEAL_TRUE },
    { "paul", "Mona Invented", "coordinator", "mona", "coordinator", POD_SEAL_FALSE },
    { "paul", "Mona Invented", "coordinator", "paul", "coordinator", POD_SEAL_FALSE },
    { "mona", "paul", "coordinator", "mona", "coordinator", POD_SEAL_FALSE },
    { "mona", "Mona Invented", "pi", "mona", "pi", POD_SEAL_FALSE },
    { "mona", "Mona Invented", "coordinator", "paul", "pi", POD_SEAL_FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Site site;
      guint8 key[crypto_sign_PUBLICKEYBYTES], secret[crypto_sign_SECRETKEYBYTES];
      char hex[65];
      g_autofree char *account = NULL, *forgery = NULL;
      g_autoptr (GError) error = NULL;

      site_set_up (&site);
      crypto_sign_keypair (key, secret);
      sodium_bin2hex (hex, sizeof hex, key, sizeof key);
      account =
          g_strdup_printf ("INSERT INTO user (id, name, full_name, role, active, signing_key) "
                           "VALUES (2, 'mona', 'Mona Invented', 'coordinator', 1, x'%s')",
                           hex);
      site_begin (site.connection, "paul", "pi", NULL);
      pod_connection_exec (site.connection, account, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      site_sign (&site, "adverse_event", site.adverse_event);
      forgery = make_forgery (&site, secret, cases[i].user, cases[i].printed, cases[i].role);
      site_begin (site.connection, cases[i].by, cases[i].as, NULL);
      pod_connection_exec (site.connection, forgery, &error);
      g_assert_no_error (error);
      fixture_commit (site.connection);
      g_test_message ("%s as %s, by %s", cases[i].user, cases[i].role, cases[i].by);
      g_assert_cmpint (site_check (&site, 1), ==, POD_SEAL_TRUE);
      g_assert_cmpint (site_check (&site, 2), ==, cases[i].check);
      site_tear_down (&site);
    }
}

/* A key that was changed since is no forgery: the password was forgotten, and new keys were made. */
static void
test_new_key (void)
{
  Site site;
  g_autoptr (GError) error = NULL;
  gint64 id;

  site_set_up (&site);
  id = site_sign (&site, "adverse_event", site.adverse_event);
  site_begin (site.connection, "paul", "pi", "forgotten password");
  pod_connection_exec (site.connection, "UPDATE user SET signing_key = zeroblob (32)", &error);
  g_assert_no_error (error);
  fixture_commit (site.connection);
  g_assert_cmpint (site_check (&site, id), ==, POD_SEAL_TRUE);
  site_tear_down (&site);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/signature/R13-moved-or-altered", test_forged);
  g_test_add_func ("/store/signature/forged-key", test_forged_key);
  g_test_add_func ("/store/signature/forged-by-colleague", test_forged_by_colleague);
  g_test_add_func ("/store/signature/new-key", test_new_key);
  return g_test_run ();
}
