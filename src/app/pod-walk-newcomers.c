/* Who signs in for the first time.  That changes an account, so it happens at an invented site of its own, in a folder that is taken
 * away again. */

#include <glib/gstdio.h>

#include "pod-trial-users.h"
#include "pod-walk.h"

/* Opens nothing but this site. */
#define PASSWORD "an invented phrase"

static gboolean
add_people (PodTrial *trial, GError **error)
{
  static const PodNewUser people[] = {
    { "administrator", "Demo Administrator", NULL, PASSWORD, POD_USER_ADMINISTRATOR, TRUE },
    { "newcomer", "Demo Newcomer", NULL, PASSWORD, POD_USER_COORDINATOR, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    if (!pod_trial_add_person (trial, &people[i], error))
      return FALSE;
  return TRUE;
}

/* (nullable) */
static PodTrial *
make_site (const char *path, const char *study, GError **error)
{
  g_autoptr (PodTrial) trial = pod_trial_create (&(PodTrialCreation){ .path = path,
                                                                      .study = study,
                                                                      .user = "pi",
                                                                      .full_name = "Demo Founder",
                                                                      .password = PASSWORD,
                                                                      .demo = TRUE },
                                                 NULL, error);

  if (trial == NULL)
    return NULL;
  if (add_people (trial, error))
    return g_steal_pointer (&trial);
  pod_trial_close (trial);
  return NULL;
}

/* The window as it opens for each of them. */
static void
look (PodWalk *walk, PodTrial *trial)
{
  static const struct
  {
    const char *user;
    const char *name;
  } sights[] = {
    { "pi", "subjects-none" },
    { "newcomer", "first-password" },
    { "administrator", "administrator" },
  };
  PodTrialWindow *window =
      pod_trial_window_new (gtk_window_get_application (GTK_WINDOW (walk->window)));

  pod_walk_fit (walk, GTK_WINDOW (window));
  pod_trial_window_set_trial (window, trial);
  gtk_window_present (GTK_WINDOW (window));
  for (gsize i = 0; i < G_N_ELEMENTS (sights); i++)
    {
      g_autoptr (GError) error = NULL;

      pod_trial_sign_out (trial);
      if (pod_trial_sign_in (trial, sights[i].user, PASSWORD, &error))
        pod_walk_shoot (walk, GTK_WINDOW (window), sights[i].name);
      else
        pod_walk_fail (walk, sights[i].name, error->message);
    }
  pod_trial_sign_out (trial);
  pod_trial_window_set_trial (window, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

void
pod_walk_newcomers (PodWalk *walk, PodTrial *trial)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("podocyte-walk-XXXXXX", &error);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "site.podocyte", NULL) : NULL;
  g_autoptr (PodTrial) site = NULL;

  if (folder != NULL)
    site = make_site (path, pod_study_get_id (pod_trial_get_study (trial)), &error);
  if (site != NULL)
    look (walk, site);
  else
    pod_walk_fail (walk, "a site of newcomers", error->message);
  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
}
