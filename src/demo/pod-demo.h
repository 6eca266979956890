#pragma once

#include "pod-trial.h"

G_BEGIN_DECLS

/* What the demonstration's users (pi, coordinator, monitor) sign in with where the application made it.  No secret. */
#define POD_DEMO_PASSWORD "demonstration"
/* The one study that there are invented courses for: they are of its cohorts, its visits and its results. */
#define POD_DEMO_STUDY "nct07241468"
/* How many subjects the demonstration has: the trial's whole plan. */
#define POD_DEMO_SUBJECTS 36

/**
 * PodDemo:
 * @path: a file that does not exist yet
 * @subjects: how many people are screened into the trial; 36 fills it (screen failures come on top)
 * @seed: the same seed gives the same subjects (never the same keys, salts or offsets)
 * @user, @password: of the PI; coordinator and monitor get the same password
 */
typedef struct
{
  const char *path;
  const char *study;
  guint subjects;
  guint32 seed;
  const char *user;
  const char *password;
  void (*progress) (double fraction, gpointer data);
  gpointer progress_data;
} PodDemo;

/**
 * pod_demo_create:
 *
 * Makes a demo trial: invented subjects with plausible courses over the three cohorts, written through the verbs with
 * a clock of its own, one transaction a visit.  Opens and closes the database itself, so that it may run in any
 * thread; on error or when cancelled nothing is left behind.  INPUT where the study is not POD_DEMO_STUDY.
 */
gboolean pod_demo_create (const PodDemo *demo, GCancellable *cancellable, GError **error);

G_END_DECLS
