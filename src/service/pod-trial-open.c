/* Making a trial database, and opening one. */

#include "pod-config.h"

#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN
#include <glib/gi18n-lib.h>

#include "pod-trial-private.h"

#include <glib/gstdio.h>

static PodTrial *
make_trial (const char *path, const PodClock *clock)
{
  PodTrial *self = g_object_new (POD_TYPE_TRIAL, NULL);

  self->path = g_strdup (path);
  self->clock = clock != NULL ? *clock : *pod_clock_system ();
  self->site = pod_site_new (NULL, 0, NULL);
  return self;
}

typedef struct
{
  PodStamp *stamp;
  const PodTrialCreation *creation;
  PodStudy *study;
  PodVault *vault;
  gint64 user_id;
  char *pinned;
} Foundation;

static gboolean
pin_study (PodConnection *connection, const PodStudy *study, GError **error)
{
  for (guint i = 0; i < pod_study_get_n_files (study); i++)
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *name = pod_study_get_file (study, i, &bytes);

      if (!pod_pin_add (connection, name, bytes, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
found (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Foundation *foundation = data;
  const PodTrialCreation *creation = foundation->creation;
  g_autoptr (PodAccount) account = NULL;

  if (!pod_connection_set_stamp (connection, foundation->stamp, error) ||
      !pod_setting_set (connection, "study", pod_study_get_id (foundation->study), error) ||
      !pod_setting_set (connection, "demo", creation->demo ? "yes" : "no", error) ||
      !pin_study (connection, foundation->study, error) ||
      (foundation->pinned = pod_pin_digest (connection, error)) == NULL)
    return NULL;
  foundation->vault = pod_vault_create (connection, creation->user, creation->full_name, "pi",
                                        creation->password, error);
  account = foundation->vault ? pod_account_read (connection, creation->user, error) : NULL;
  foundation->user_id = account != NULL ? account->id : 0;
  return NULL;
}

/* Only what was made a moment ago, and is of no use. */
static void
remove_database (PodTrial *self)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  pod_trial_close (self);
  g_unlink (self->path);
  g_unlink (journal);
}

PodTrial *
pod_trial_create (const PodTrialCreation *creation, GPtrArray *problems, GError **error)
{
  g_autoptr (PodStudy) study = NULL;
  g_autoptr (PodTrial) self = make_trial (creation->path, creation->clock);
  g_autoptr (PodStamp) stamp = NULL;
  Foundation foundation = { .creation = creation };
  g_autoptr (GError) failure = NULL;

  if (!pod_user_name_check (creation->user, error) ||
      !pod_trial_check_credentials (creation->user, creation->password, error))
    return NULL;
  study = creation->folder != NULL ? pod_load_study (creation->folder, problems, error)
                                   : pod_study_find_on_disk (creation->study, problems, error);
  foundation.study = study;
  if (study == NULL)
    return NULL;
  self->database = pod_database_create (creation->path, error);
  if (self->database == NULL)
    return NULL;
  foundation.stamp = stamp = pod_stamp_new (creation->user, "pi", "creation", NULL,
                                            pod_clock_now (&self->clock));
  pod_database_call (self->database, POD_ACCESS_WRITE, found, &foundation, NULL, NULL, &failure);
  if (failure != NULL)
    {
      g_clear_pointer (&foundation.vault, pod_vault_free);
      g_free (foundation.pinned);
      remove_database (self);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self->study = g_steal_pointer (&study);
  self->pinned = foundation.pinned;
  self->demo = creation->demo;
  pod_trial_set_session (self, creation->user, POD_USER_PI, foundation.vault);
  self->user_id = foundation.user_id;
  self->full_name = g_strdup (creation->full_name);
  return g_steal_pointer (&self);
}

/* ---- the study in force ---- */

/* What was pinned without contents was dropped by an amendment. */
static GPtrArray *
read_pins (PodConnection *connection, GPtrArray *contents, GError **error)
{
  g_autoptr (GPtrArray) all = pod_pin_list (connection, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GError *failure = NULL;

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const char *name = g_ptr_array_index (all, i);
      g_autoptr (GBytes) bytes = pod_pin_get (connection, name, &failure);

      if (bytes == NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (g_bytes_get_size (bytes) == 0)
        continue;
      g_ptr_array_add (names, g_strdup (name));
      g_ptr_array_add (contents, g_steal_pointer (&bytes));
    }
  return all != NULL ? g_steal_pointer (&names) : NULL;
}

/* The study in force is the one that was pinned. What an update of the program brings is a proposal, and changes no verdict. */
static PodStudy *
load_pinned (const GPtrArray *names, const GPtrArray *contents, GPtrArray *problems, GError **error)
{
  g_autoptr (GPtrArray) faults = pod_problems_new ();
  PodStudy *study = pod_study_load_files (names, contents, faults);

  if (study == NULL)
    {
      g_autofree char *first = faults->len > 0
                                   ? pod_problem_to_string (g_ptr_array_index (faults, 0))
                                   : g_strdup ("?");

      g_set_error (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_AMENDED,
                   g_dngettext (GETTEXT_PACKAGE,
                                "this version of the program does not read the study that is in "
                                "force, for %u fault: %s",
                                "this version of the program does not read the study that is in "
                                "force, for %u faults; the first: %s",
                                faults->len),
                   faults->len, first);
    }
  if (problems != NULL)
    g_ptr_array_extend_and_steal (problems, g_steal_pointer (&faults));
  return study;
}

PodStudy *
pod_study_read_pinned (PodConnection *connection,
                       const char *pinned,
                       GPtrArray *problems,
                       char **digest,
                       GError **error)
{
  g_autofree char *now = pod_pin_digest (connection, error);
  g_autoptr (GPtrArray) contents = NULL;
  g_autoptr (GPtrArray) names = NULL;
  PodStudy *study;

  if (now == NULL || g_strcmp0 (now, pinned) == 0)
    return NULL;
  contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  names = read_pins (connection, contents, error);
  study = names != NULL ? load_pinned (names, contents, problems, error) : NULL;
  if (study != NULL)
    *digest = g_steal_pointer (&now);
  return study;
}

/* ---- opening ---- */

typedef struct
{
  GPtrArray *problems;
  gboolean demo;
  PodStudy *study;
  char *pinned;
} Cover;

/* What stands on the cover of a database, before anybody signs in. */
static gpointer
read_cover (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Cover *cover = data;
  GError *failure = NULL;
  g_autofree char *demo = pod_setting_get (connection, "demo", &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  cover->demo = g_strcmp0 (demo, "yes") == 0;
  cover->study = pod_study_read_pinned (connection, NULL, cover->problems, &cover->pinned, error);
  return NULL;
}

PodTrial *
pod_trial_open (const char *path, const PodClock *clock, GPtrArray *problems, GError **error)
{
  g_autoptr (PodTrial) self = make_trial (path, clock);
  Cover cover = { .problems = problems };

  self->database = pod_database_open (path, error);
  if (self->database == NULL)
    return NULL;
  if (!pod_trial_call (self, POD_ACCESS_READ, read_cover, &cover, error))
    {
      pod_trial_close (self);
      return NULL;
    }
  self->demo = cover.demo;
  pod_trial_take_study (self, cover.study, cover.pinned);
  return g_steal_pointer (&self);
}

PodTrial *
pod_trial_open_for_verifying (const char *path, const PodClock *clock, GError **error)
{
  g_autoptr (PodTrial) self = make_trial (path, clock);

  self->database = pod_database_open (path, error);
  return self->database != NULL ? g_steal_pointer (&self) : NULL;
}
