#include "sign-fixture.h"

gint64
sign_put_adverse_event (PodTrial *trial,
                        gint64 subject,
                        const PodAdverseEvent *event,
                        const char *why)
{
  g_autoptr (PodChange) change = pod_change_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  pod_change_put_adverse_event (change, event);
  pod_trial_commit (trial, change, why, ids, &error);
  g_assert_no_error (error);
  return g_array_index (ids, gint64, 0);
}

gint64
sign_add_adverse_event (PodTrial *trial, gint64 subject)
{
  PodAdverseEvent event;

  pod_adverse_event_init (&event);
  event.record = (PodRecord){ .id = -1, .subject = subject };
  event.verbatim = "headache";
  event.start = pod_moment_on (pod_date_new (2026, 3, 9));
  return sign_put_adverse_event (trial, subject, &event, NULL);
}

PodCasebook *
sign_load (PodTrial *trial, gint64 subject)
{
  g_autoptr (GError) error = NULL;
  PodCasebook *casebook = pod_trial_load_casebook (trial, subject, &error);

  g_assert_no_error (error);
  return casebook;
}

void
sign_edit (PodTrial *trial, gint64 subject, gint64 id, const char *verbatim)
{
  g_autoptr (PodCasebook) casebook = sign_load (trial, subject);
  PodAdverseEvent event = *pod_casebook_find_adverse_event (casebook, id);

  event.verbatim = verbatim;
  sign_put_adverse_event (trial, subject, &event, "asked the patient again");
}

gint64
sign_get_audit (PodTrial *trial, gint64 subject)
{
  g_autoptr (PodCasebook) casebook = sign_load (trial, subject);

  return pod_casebook_get_audit (casebook);
}

PodSigning
sign_get_state (PodTrial *trial, gint64 subject, const char *scope, gint64 about)
{
  g_autoptr (PodCasebook) casebook = sign_load (trial, subject);

  return pod_signing_get (casebook, scope, about);
}

gint64
sign_find (PodTrial *trial, gint64 subject, const char *scope, gint64 about)
{
  g_autoptr (PodCasebook) casebook = sign_load (trial, subject);

  return pod_casebook_find_signature (casebook, scope, about)->id;
}

gboolean
sign_try (PodTrial *trial, gint64 subject, const char *scope, gint64 about, GError **error)
{
  return pod_trial_sign (trial, subject, scope, about, pod_signing_get_meanings (scope)[0],
                         FIXTURE_PASSWORD, sign_get_audit (trial, subject), error);
}

void
sign_now (PodTrial *trial, gint64 subject, const char *scope, gint64 about)
{
  g_autoptr (GError) error = NULL;

  sign_try (trial, subject, scope, about, &error);
  g_assert_no_error (error);
}

/* "column old → new", a line each. */
char *
sign_list_differences (PodTrial *trial, gint64 signature)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) differences = pod_trial_list_differences (trial, signature, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < differences->len; i++)
    {
      const PodDifference *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (text, "%s %s %s → %s\n", difference->table, difference->column,
                              difference->old_value, difference->new_value);
    }
  return g_string_free (text, FALSE);
}
