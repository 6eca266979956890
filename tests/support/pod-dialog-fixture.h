#pragma once

#include "pod-test-window.h"

G_BEGIN_DECLS

/**
 * PodDialogFixture:
 * A trial with one subject, its window open, the PI signed in; and the dialog that the test opens over it.
 * @dialog: NULL before it is shown and once it is gone
 */
typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  gint64 subject;
  gpointer dialog;
} PodDialogFixture;

typedef void (*PodDialogTest) (PodDialogFixture *fixture, gconstpointer data);

void pod_dialog_fixture_set_up (PodDialogFixture *fixture, gconstpointer data);
/* Closes the dialog, which must then be gone, and the window. */
void pod_dialog_fixture_tear_down (PodDialogFixture *fixture, gconstpointer data);
/* Shows @dialog as the test's, until it is drawn. */
void pod_dialog_fixture_show (PodDialogFixture *fixture, gpointer dialog);
/* Does what the dialog calls @action. */
void pod_dialog_fixture_act (PodDialogFixture *fixture, const char *action);
/* One test of a trial of its own. */
void pod_dialog_fixture_add (const char *path, PodDialogTest test);

G_END_DECLS
