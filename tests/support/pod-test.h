#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * What tests of several rooms need.  Nothing here knows a room: it stands on GIO alone.
 * What these functions give is kept until the running test ends (g_test_queue_free), so that a
 * test needs no tidying of its own.
 */

/* Runs the default main context until @condition says TRUE, or @timeout_ms have passed.  Returns
 * what the condition said last.  The condition is asked after every round of the context, and
 * at least every ten milliseconds, so that what another thread does is seen too. */
typedef gboolean (*PodTestCondition) (gpointer data);
gboolean pod_test_run_until (PodTestCondition condition, gpointer data, guint timeout_ms);

/* The same, waiting for *@where to be no longer NULL: what an async callback leaves its
 * GAsyncResult in. */
gboolean pod_test_run_until_set (gpointer *where, guint timeout_ms);
/* A GAsyncReadyCallback for it: stores a reference to the result in *@user_data. */
void pod_test_take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);

/* An empty private folder, removed with all that is in it when the test ends. */
const char *pod_test_dir (void);
/* A path in a folder of pod_test_dir(); the file is not made. */
const char *pod_test_path (const char *dir, const char *name);

/* The path of a file or folder among those that nobody here wrote (vectors, samples), named
 * relative to POD_SHARED_DIR.  Where it is absent the test is marked as skipped, with the reason,
 * and NULL is returned: the test then returns at once. */
const char *pod_test_shared (const char *relative);
/* The path of a file of data/, which is always there. */
const char *pod_test_data (const char *relative);

/* The whole file, with a NUL after it; the test fails where it cannot be read.  @length may be
 * NULL. */
const char *pod_test_read (const char *path, gsize *length);
/* Writes @text to @name in @dir and returns its path. */
const char *pod_test_write (const char *dir, const char *name, const char *text);
/* Copies the *.ini of one folder to another, which is made, so that they can be changed. */
void pod_test_copy_texts (const char *from, const char *to);

G_END_DECLS
