#pragma once

#include "pod-test-window.h"

G_BEGIN_DECLS

/* A trial with one subject and one adverse event ("fever", grade 2), its window open, the PI signed in. */
typedef struct
{
  PodTrial *trial;
  PodTrialWindow *window;
  GtkWindow *dialog; /* of the test; NULL once it is gone */
  gint64 subject;
  gint64 event;
} Fixture;

/* Adds a test of it; the window is closed afterwards. */
void fixture_add (const char *path, void (*test) (Fixture *fixture, gconstpointer data));
/* The event as it is saved; strings live until the test ends. */
PodAdverseEvent fixture_load (Fixture *fixture);
/* Saves it with other words and another grade. */
void fixture_change (Fixture *fixture, const char *words, int grade, const char *why);
/* Shows @dialog as the test's. */
void fixture_show (Fixture *fixture, gpointer dialog);

G_END_DECLS
