/* Which passwords are refused: 21 CFR 11.300; twelve characters and no well-known one, after NIST SP 800-63B 5.1.1.2, which asks for a
 * list and for no mixture of kinds of letters. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-trial-private.h"

#define MIN_PASSWORD 12
/* The site's choice. */
#define MIN_BESIDE_NAME 8

/* What people type where twelve letters are asked for, in small letters: rows of keys, counting, words for "password" in both languages, and
 * what this program and this trial are called. */
static const char *const banned[] = {
  "123456789012",   "1234567890123", "12345678901234",   "123456789123",     "123123123123",
  "111111111111",   "000000000000",  "888888888888",     "666666666666",     "112233445566",
  "121212121212",   "123412341234",  "987654321012",     "098765432109",     "qwertyuiop12",
  "qwertyuiop[]",   "qwertyuiop123", "qwertyuiopas",     "qwerty123456",     "123456qwerty",
  "1q2w3e4r5t6y",   "1qaz2wsx3edc",  "qazwsxedcrfv",     "asdfghjkl;'\\",    "asdfghjkl123",
  "zxcvbnm12345",   "abcdefghijkl",  "abcdefg12345",     "abc123abc123",     "abcd1234abcd",
  "aaaaaaaaaaaa",   "password1234",  "password12345",    "password123!",     "passwordpassword",
  "p@ssw0rd1234",   "p@ssword1234",  "passw0rd1234",     "mypassword12",     "changeme1234",
  "changemenow!",   "letmein12345",  "welcome12345",     "welcome123456",    "administrator",
  "administrator1", "admin1234567",  "adminadmin12",     "iloveyou1234",     "iloveyou12345",
  "woaini123456",   "woaini1314520", "5201314520131",    "a123456789012",    "mima12345678",
  "mimamimamima",   "changhai1234",  "changhaihospital", "podocyte1234",     "podocytepodocyte",
  "nct07241468!",   "kn3601kn3601",  "clinicaltrial",    "investigator1",    "coordinator1",
  "hospital1234",   "shanghai1234",  "secret123456",     "trustno1trustno1", "monkey123456",
};

static gboolean
is_banned (const char *password)
{
  char *plain = g_utf8_strdown (password, -1);
  gboolean found = FALSE;

  for (gsize i = 0; !found && i < G_N_ELEMENTS (banned); i++)
    found = strcmp (plain, banned[i]) == 0;
  pod_wipe (plain);
  return found;
}

/* What is left of a password without the user's name in it, in letters. */
static glong
count_beside_name (const char *user, const char *password)
{
  g_autofree char *name = g_utf8_casefold (user, -1);
  char *text = g_utf8_casefold (password, -1);
  glong left = g_utf8_strlen (text, -1);

  for (const char *p = strstr (text, name); p != NULL; p = strstr (p + strlen (name), name))
    left -= g_utf8_strlen (name, -1);
  pod_wipe (text);
  return left;
}

gboolean
pod_trial_check_password_rules (const char *user, const char *password, GError **error)
{
  if (password == NULL || !g_utf8_validate (password, -1, NULL) ||
      g_utf8_strlen (password, -1) < MIN_PASSWORD)
    g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                 _ ("a password of at least %d characters is needed"), MIN_PASSWORD);
  else if (is_banned (password))
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         _ ("This password is one that everybody tries. Choose another, of several "
                            "words perhaps."));
  else if (count_beside_name (user, password) < MIN_BESIDE_NAME)
    g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                         _ ("The password is little more than the user’s name. Choose another."));
  else
    return TRUE;
  return FALSE;
}
