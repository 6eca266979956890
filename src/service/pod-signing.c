/* What a signature says, in words, and how what is signed stands: of a casebook in hand, without a database. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>

#include "pod-trial-sign.h"

PodSigning
pod_signing_get (const PodCasebook *casebook, const char *scope, gint64 about)
{
  const PodSignature *signature = pod_casebook_find_signature (casebook, scope, about);

  if (signature == NULL)
    return POD_SIGNING_NONE;
  return signature->changed ? POD_SIGNING_CHANGED : POD_SIGNING_CURRENT;
}

gboolean
pod_signing_covers (const PodCasebook *casebook, const PodFinding *result)
{
  gint32 day = pod_date_first_day (result->when.date);

  return pod_signing_get (casebook, "report", day) == POD_SIGNING_CURRENT ||
         pod_signing_get (casebook, "casebook", 0) == POD_SIGNING_CURRENT ||
         (result->visit != 0 &&
          pod_signing_get (casebook, "visit", result->visit) == POD_SIGNING_CURRENT);
}

/* An event is signed for what it decides (an enrolment, a screening failure), the rest for its content. */
const char *const *
pod_signing_get_meanings (const char *scope)
{
  static const char *const of_record[] = { "approval", "author", "review", NULL };
  static const char *const of_event[] = { "decision", "approval", "author", "review", NULL };
  static const char *const of_report[] = { "review", "approval", NULL };
  static const char *const of_casebook[] = { "responsibility", "approval", NULL };
  static const char *const of_review[] = { "review", NULL };
  static const char *const of_ledger[] = { "decision", "acceptance", NULL };
  static const char *const of_nothing[] = { NULL };

  if (g_strcmp0 (scope, "adverse_event") == 0 || g_strcmp0 (scope, "visit") == 0)
    return of_record;
  if (g_strcmp0 (scope, "event") == 0)
    return of_event;
  if (g_strcmp0 (scope, "report") == 0)
    return of_report;
  if (g_strcmp0 (scope, "casebook") == 0)
    return of_casebook;
  if (g_strcmp0 (scope, "readings") == 0)
    return of_ledger;
  return g_strcmp0 (scope, "access_review") == 0 ? of_review : of_nothing;
}

const char *
pod_signing_meaning_to_words (const char *meaning)
{
  static const struct
  {
    const char *meaning;
    const char *words;
  } all[] = {
    { "author", N_ ("authorship: I entered this") },
    { "review", N_ ("review: I have read this") },
    { "approval", N_ ("approval: this is correct and complete") },
    { "responsibility", N_ ("responsibility: I answer for the whole record") },
    { "decision", N_ ("decision: this is my medical decision") },
    { "acceptance", N_ ("acceptance: the protocol is read in everything as the study proposes") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].meaning, meaning) == 0)
      return _ (all[i].words);
  return meaning;
}

/* A short word for the line; the whole sentence stands where one chooses. */
static const char *
name_meaning (const char *meaning)
{
  static const struct
  {
    const char *meaning;
    const char *word;
  } all[] = {
    { "author", NC_ ("meaning of a signature", "authorship") },
    { "review", NC_ ("meaning of a signature", "review") },
    { "approval", NC_ ("meaning of a signature", "approval") },
    { "responsibility", NC_ ("meaning of a signature", "responsibility") },
    { "decision", NC_ ("meaning of a signature", "decision") },
    { "acceptance", NC_ ("meaning of a signature", "every proposed reading accepted unchanged") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (g_strcmp0 (all[i].meaning, meaning) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "meaning of a signature", all[i].word);
  return meaning;
}

static const char *
name_role (const char *role)
{
  PodUserRole known;

  return pod_user_role_from_string (role, &known) ? pod_user_role_to_words (known) : role;
}

/* "+8", "-3:30", or nothing where the workstation's clock is UTC. */
static char *
print_offset (int minutes)
{
  int rest = ABS (minutes) % 60;

  if (minutes == 0)
    return g_strdup ("");
  return rest == 0
             ? g_strdup_printf ("%c%d", minutes < 0 ? '-' : '+', ABS (minutes) / 60)
             : g_strdup_printf ("%c%d:%02d", minutes < 0 ? '-' : '+', ABS (minutes) / 60, rest);
}

/* 21 CFR 11.50 asks for date and time; the rule of this program is UTC, beside it how far the workstation's clock was from it. */
static char *
print_when (PodInstant when)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (when.utc_us / G_USEC_PER_SEC);
  g_autofree char *time = utc ? g_date_time_format (utc, "%Y-%m-%d %H:%M:%S") : g_strdup ("?");
  g_autofree char *offset = print_offset (when.offset_min);

  /* Translators: date and time in UTC; then, where the workstation's clock showed another time, how many hours it was ahead. */
  return *offset == '\0' ? g_strdup_printf (_ ("%s UTC"), time)
                         : g_strdup_printf (_ ("%1$s UTC (local time: UTC%2$s)"), time, offset);
}

char *
pod_signature_to_words (const PodSignature *signature)
{
  g_autofree char *when = print_when (signature->when);

  /* Translators: the printed name, the role, date and time, and what the signing meant. */
  return g_strdup_printf (_ ("Signed by %1$s, %2$s, %3$s: %4$s"), signature->printed_name,
                          name_role (signature->role), when, name_meaning (signature->meaning));
}
