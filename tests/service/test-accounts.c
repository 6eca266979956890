/* R16: names that are one person's for ever, passwords that are worth trying, and what a password costs to try. */

#include <string.h>

#include "pod-connection-private.h"
#include "pod-test-forge.h"
#include "pod-trial-users.h"
#include "pod-vault-private.h"
#include "service-fixture.h"

static gboolean
add (PodTrial *trial, const char *user, const char *password, GError **error)
{
  return pod_trial_add_person (trial,
                               &(PodNewUser){ .user = user,
                                              .password = password,
                                              .role = POD_USER_MONITOR,
                                              .own_password = TRUE },
                               error);
}

static void
refuse (PodTrial *trial, const char *user, const char *password)
{
  const char *head = fixture_audit_head (pod_trial_get_path (trial));
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", user);
  g_assert_false (add (trial, user, password, &error));
  g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
  g_assert_cmpstr (fixture_audit_head (pod_trial_get_path (trial)), ==, head);
}

static void
take (PodTrial *trial, const char *user, const char *password)
{
  g_autoptr (GError) error = NULL;

  add (trial, user, password, &error);
  g_assert_no_error (error);
}

/* ---- names ---- */

/* As another capital, in full width, composed otherwise: what a reader of the trail takes for the same. */
static const struct
{
  const char *name;
  const char *same;
} names[] = {
  { "zhang.wei", "zhang.wei" },
  { "zhang.wei", "Zhang.Wei" },
  { "zhang.wei", "ZHANG.WEI" },
  { "zhang.wei", "ｚｈａｎｇ．ｗｅｉ" },
  { "zhang.wei", "ＺＨＡＮＧ.wei" },
  { "jos\xc3\xa9", "jose\xcc\x81" },
  { "jos\xc3\xa9", "JOSE\xcc\x81" },
  { "stra\xc3\x9f"
    "e",
    "STRASSE" },
  { "王伟", "王伟" },
  { "lab 3", "lab\xe3\x80\x80"
             "3" },
};

static gint64
find_user (PodTrial *trial, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = pod_trial_list_users (trial, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < users->len; i++)
    if (g_str_equal (((PodUser *) users->pdata[i])->name, name))
      return ((PodUser *) users->pdata[i])->id;
  g_assert_not_reached ();
}

static void
test_names (void)
{
  for (int is_ended = 0; is_ended <= 1; is_ended++)
    for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
      {
        PodTrial *trial = fixture_trial ();
        g_autoptr (GError) error = NULL;

        take (trial, names[i].name, FIXTURE_PASSWORD);
        if (is_ended)
          g_assert_true (pod_trial_revoke_user (trial, find_user (trial, names[i].name),
                                                "left the "
                                                "site",
                                                &error));
        g_assert_no_error (error);
        refuse (trial, names[i].same, FIXTURE_PASSWORD);
        /* The founder's, too. */
        refuse (trial, "Paul", FIXTURE_PASSWORD);
        take (trial, "another", FIXTURE_PASSWORD);
        fixture_end (trial);
      }
}

/* What could not be told from another name on the screen. */
static void
test_strange_names (void)
{
  static const char *const strange[] = {
    " anna",
    "anna ",
    "an  na",
    "anna\n",
    "an\tna",
    "anna\xe2\x80\x8b",
    "\xe2\x80\xae"
    "anna",
    "an\xc2\xad"
    "na",
    "anna\xc2\xa0",
    "an\xff"
    "na",
    "anna\xe2\x80\xa8",
    "\xef\xbb\xbf"
    "anna",
    "",
  };
  PodTrial *trial = fixture_trial ();

  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (add (trial, strange[i], FIXTURE_PASSWORD, &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
    }
  take (trial, "anna van dyck", FIXTURE_PASSWORD);
  take (trial, "赵 敏", FIXTURE_PASSWORD);
  fixture_end (trial);
}

/* At the store's own door a name is unique, and a row is never removed, so that it cannot come free. */
static void
test_names_at_the_door (void)
{
  PodTrial *trial = fixture_trial ();
  const char *path = pod_trial_get_path (trial);
  static const char *const refused[] = {
    "INSERT INTO user (name, role, active) VALUES ('paul', 'monitor', 1)",
    "DELETE FROM user WHERE name = 'paul'",
    "INSERT OR REPLACE INTO user (name, role, active) VALUES ('paul', 'monitor', 1)",
  };
  g_autoptr (PodConnection) connection = pod_connection_open (path, NULL);
  g_autoptr (PodStamp) stamp = pod_stamp_new ("paul", "pi", "s", "why", fixture_now);

  g_assert_true (pod_connection_begin (connection, POD_ACCESS_WRITE, NULL, NULL));
  g_assert_true (pod_connection_set_stamp (connection, stamp, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (pod_connection_exec (connection, refused[i], &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CONSTRAINT);
    }
  pod_connection_rollback (connection);
  g_clear_pointer (&connection, pod_connection_free);
  fixture_end (trial);
}

/* ---- passwords ---- */

static void
test_passwords (void)
{
  static const char *const bad[] = {
    NULL,
    "",
    "elevenchars",
    "十一个汉字的密码不够长",
    "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
    /* of the list, in any capitals */
    "123456789012",
    "password1234",
    "PassWord1234",
    "PASSWORDPASSWORD",
    "1qaz2wsx3edc",
    "1QAZ2WSX3EDC",
    "woaini1314520",
    "changhai1234",
    "podocyte1234",
    "qwertyuiop12",
    /* little more than the name */
    "nora-nora-no",
    "NORAnoraNORA1234",
  };
  PodTrial *trial = fixture_trial ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    refuse (trial, "nora", bad[i]);
  /* Twelve: the first that is taken. */
  take (trial, "nora", "twelve chars");
  take (trial, "mona", "十二个汉字的密码刚好够长");
  /* The same rules where it is changed, and where it is given anew. */
  for (gsize i = 1; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_false (pod_trial_change_password (trial, FIXTURE_PASSWORD, bad[MIN (i, 14)],
                                                 &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
      g_assert_false (pod_trial_reset_password (trial, find_user (trial, "nora"), bad[i],
                                                "forgotten", &error));
      g_assert_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT);
      g_clear_error (&error);
    }
  fixture_end (trial);
}

/* ---- the cost ---- */

/* Before any test asks for less: RFC 9106, section 4, second choice. */
static guint64 real_ops;
static gsize real_mem;

static gint64
ask_int (const char *path, const char *sql)
{
  g_autoptr (PodConnection) connection = pod_connection_open (path, NULL);
  gint64 value;

  g_assert_true (pod_connection_begin (connection, POD_ACCESS_READ, NULL, NULL));
  g_assert_true (pod_connection_query_int (connection, sql, &value, NULL));
  pod_connection_rollback (connection);
  return value;
}

/* What is written costs at least the floor: of a slot, and of the hash of who has none. */
static void
test_floor (void)
{
  PodTrial *trial;
  const char *path;

  g_assert_cmpuint (real_ops, ==, 3);
  g_assert_cmpuint (real_mem, ==, 64 << 20);
  trial = fixture_trial ();
  path = pod_trial_get_path (trial);
  take (trial, "mona", FIXTURE_PASSWORD);
  g_assert_cmpint (ask_int (path, "SELECT min (ops) FROM key_slot"), >=, pod_vault_get_ops ());
  g_assert_cmpint (ask_int (path, "SELECT min (mem) FROM key_slot"), >=, pod_vault_get_mem ());
  g_assert_cmpint (ask_int (path, "SELECT count (*) FROM user WHERE password_hash LIKE "
                                  "'$argon2id$v=19$m=8,t=1,p=1$%' AND name = 'mona'"),
                   ==, 1);
  g_assert_cmpuint (pod_vault_get_mem (), ==, 8 << 10);
  g_assert_cmpuint (pod_vault_get_ops (), ==, 1);
  fixture_end (trial);
}

/* Made cheaper by another program, whether the slot would open at that cost or not: it is not even tried. */
static void
test_lowered (void)
{
  static const struct
  {
    const char *sql;
    const char *user;
  } cases[] = {
    { "UPDATE key_slot SET ops = 0", FIXTURE_PI },
    { "UPDATE key_slot SET mem = 4096", FIXTURE_PI },
    { "UPDATE key_slot SET mem = 8191", FIXTURE_PI },
    { "UPDATE key_slot SET ops = -1", FIXTURE_PI },
    { "UPDATE user SET password_hash = replace (password_hash, 'm=8,', 'm=7,')", "mona" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      PodTrial *trial = fixture_trial ();
      g_autofree char *kept = g_strdup (pod_trial_get_path (trial));
      g_autoptr (GError) error = NULL;
      PodClock clock = pod_clock_fixed (&fixture_now);

      take (trial, "mona", FIXTURE_PASSWORD);
      fixture_end (trial);
      pod_test_forge (kept, cases[i].sql);
      trial = pod_trial_open (kept, &clock, NULL, &error);
      g_assert_no_error (error);
      g_test_message ("%s", cases[i].sql);
      g_assert_false (pod_trial_sign_in (trial, cases[i].user, FIXTURE_PASSWORD, &error));
      g_assert_error (error, POD_STORE_ERROR, POD_STORE_ERROR_CORRUPT);
      fixture_end (trial);
    }
}

/* A slot that was truly made at a lower cost, by a program without the floor, opens for nobody. */
static void
test_cheap_slot (void)
{
  PodSlotCost cost = { FIXTURE_PI, pod_vault_get_ops (), pod_vault_get_mem (), { 0 } };

  g_assert_true (pod_slot_is_known_cost (&cost));
  cost.mem--;
  g_assert_false (pod_slot_is_known_cost (&cost));
  cost.mem++;
  cost.ops--;
  g_assert_false (pod_slot_is_known_cost (&cost));
}

int
main (int argc, char **argv)
{
  real_ops = pod_vault_get_ops ();
  real_mem = pod_vault_get_mem ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/service/accounts/R16-name-is-never-used-again", test_names);
  g_test_add_func ("/service/accounts/R16-no-name-looks-like-another", test_strange_names);
  g_test_add_func ("/service/accounts/R16-name-is-unique-in-the-store", test_names_at_the_door);
  g_test_add_func ("/service/accounts/R16-passwords", test_passwords);
  g_test_add_func ("/service/accounts/R16-cost-is-the-floor", test_floor);
  g_test_add_func ("/service/accounts/R16-lowered-cost-is-refused", test_lowered);
  g_test_add_func ("/service/accounts/R16-floor-and-one-below", test_cheap_slot);
  return g_test_run ();
}
