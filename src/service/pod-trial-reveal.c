/* Looking at a name or a birth date, which leaves a trace. */

#include "pod-trial-private.h"

typedef const char *(*Field) (const PodIdentity *identity);

typedef struct
{
  PodStamp *stamp;
  PodKey *key;
  gint64 person;
  const char *number;
  Field field;
} Look;

static const char *
get_name (const PodIdentity *identity)
{
  return identity->name;
}

static const char *
get_birth (const PodIdentity *identity)
{
  return identity->birth_date;
}

static gpointer
reveal (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  g_autoptr (PodIdentity) identity = NULL;

  if (!pod_trial_begin_writing (connection, look->stamp, error) ||
      !pod_audit_note (connection, "VIEW_ID", look->number, error))
    return NULL;
  identity = pod_person_open (connection, look->key->vault, look->person, error);
  return identity != NULL ? g_strdup (look->field (identity)) : NULL;
}

static char *
look_at (PodTrial *self, gint64 subject, Field field, GError **error)
{
  g_autoptr (PodCasebook) casebook = NULL;
  g_autoptr (PodStamp) stamp = NULL;
  const PodSubject *who;

  if (!pod_trial_require (self, POD_VERB_SEE_IDENTITY, error))
    return NULL;
  casebook = pod_trial_load_casebook (self, subject, error);
  if (casebook == NULL)
    return NULL;
  who = pod_casebook_get_subject (casebook);
  stamp = pod_trial_make_stamp (self, NULL);
  return pod_database_call (self->database, POD_ACCESS_WRITE, reveal,
                            &(Look){ stamp, self->key, who->person, who->screening_number, field },
                            g_free, NULL, error);
}

char *
pod_trial_reveal_name (PodTrial *self, gint64 subject, GError **error)
{
  return look_at (self, subject, get_name, error);
}

gboolean
pod_trial_reveal_birth (PodTrial *self, gint64 subject, PodDate *birth, GError **error)
{
  GError *local = NULL;
  g_autofree char *text = look_at (self, subject, get_birth, &local);

  if (text == NULL || !pod_date_parse (text, birth))
    *birth = POD_DATE_NONE;
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}
