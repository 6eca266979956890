/* The recovery key: printed once, kept in an envelope; only its public half is stored. */

#include <string.h>

#include "pod-vault-private.h"

#define SECRET_BYTES 20 /* 160 bits: 32 letters of base 32 */
#define LETTERS 32
#define CHECKS 2
#define GROUP 4

/* RFC 4648, section 6: no 0, 1, 8 or 9, which a printed O, I and B resemble. */
static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/* 32 letters and 2 that check them, without groups. */
static void
encode (const guint8 *secret, char *letters)
{
  guint8 hash[crypto_generichash_BYTES];

  for (guint i = 0; i < LETTERS; i++)
    {
      guint bit = i * 5;
      guint two = secret[bit / 8] << 8 | (bit / 8 + 1 < SECRET_BYTES ? secret[bit / 8 + 1] : 0);

      letters[i] = alphabet[two >> (11 - bit % 8) & 31];
    }
  crypto_generichash (hash, sizeof hash, secret, SECRET_BYTES,
                      (const guint8 *) "pod-recovery-check", strlen ("pod-recovery-check"));
  letters[LETTERS] = alphabet[hash[0] & 31];
  letters[LETTERS + 1] = alphabet[hash[1] & 31];
}

static gboolean
decode (const char *letters, guint8 *secret)
{
  char again[LETTERS + CHECKS];
  gboolean same;

  memset (secret, 0, SECRET_BYTES);
  for (guint i = 0; i < LETTERS; i++)
    {
      guint bit = i * 5;
      guint two = (guint) (strchr (alphabet, letters[i]) - alphabet) << (11 - bit % 8);

      secret[bit / 8] |= (guint8) (two >> 8);
      if (bit / 8 + 1 < SECRET_BYTES)
        secret[bit / 8 + 1] |= (guint8) two;
    }
  encode (secret, again);
  same = sodium_memcmp (again, letters, sizeof again) == 0;
  sodium_memzero (again, sizeof again);
  return same;
}

static PodVault *
make_vault (const guint8 *secret)
{
  guint8 seed[POD_KEY_BYTES];
  PodVault *vault;

  crypto_generichash (seed, sizeof seed, secret, SECRET_BYTES,
                      (const guint8 *) "pod-recovery-box-1", strlen ("pod-recovery-box-1"));
  vault = pod_vault_new_from_box_seed (seed);
  sodium_memzero (seed, sizeof seed);
  return vault;
}

char *
pod_recovery_key_draw (PodVault **vault)
{
  guint8 secret[SECRET_BYTES];
  char letters[LETTERS + CHECKS];
  /* In one piece from the start, so that no part of it is left behind. */
  char *text = g_malloc0 (sizeof letters + sizeof letters / GROUP + 1), *end = text;

  randombytes_buf (secret, sizeof secret);
  encode (secret, letters);
  for (guint i = 0; i < sizeof letters; i++)
    {
      if (i > 0 && i % GROUP == 0)
        *end++ = '-';
      *end++ = letters[i];
    }
  *vault = make_vault (secret);
  sodium_memzero (secret, sizeof secret);
  sodium_memzero (letters, sizeof letters);
  return text;
}

PodVault *
pod_recovery_key_read (const char *text)
{
  guint8 secret[SECRET_BYTES];
  char letters[LETTERS + CHECKS];
  PodVault *vault = NULL;
  guint n = 0;

  for (; *text != '\0'; text++)
    {
      char letter = g_ascii_toupper (*text);

      if (letter == '-' || g_ascii_isspace (letter))
        continue;
      if (n == sizeof letters || strchr (alphabet, letter) == NULL)
        return NULL;
      letters[n++] = letter;
    }
  if (n == sizeof letters && decode (letters, secret))
    vault = make_vault (secret);
  sodium_memzero (secret, sizeof secret);
  sodium_memzero (letters, sizeof letters);
  return vault;
}
