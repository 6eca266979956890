#pragma once

#include "pod-test.h"
#include "pod-trial-window.h"

G_BEGIN_DECLS

/*
 * Windows without an application: one takes its trial as a property, so a test makes as many as it likes.  The trials are
 * new ones in a folder of pod_test_dir(); their clock stands on Monday 23 November 2026, noon at the site.
 */

#define POD_TEST_PASSWORD "twelve invented letters"

/* For main(): no animations, every warning fatal. */
void pod_test_window_init (int *argc, char ***argv);

/* A trial with the users "pi", "coordinator" and "monitor"; signed in as the PI. */
PodTrial *pod_test_trial (const char *dir);
/* The study of such a trial without what that file of knowledge brings, as before an amendment. */
PodStudy *pod_test_load_without (const char *file);
/* Sets the clock of these trials on, or back, by so many seconds. */
void pod_test_move_clock (int seconds);
/* Moves the clock of every such trial, also backwards, until the program ends: "2026-11-23T04:00:00.000Z" is where it stood. */
void pod_test_set_now (const char *instant);
/* Registers an invented woman of 58 in @cohort (nullable), who consented today; the test fails where it cannot be. */
gint64 pod_test_register (PodTrial *trial,
                          const char *name,
                          const char *record_number,
                          const char *cohort);
/* Signs out and in again. */
void pod_test_sign_in (PodTrial *trial, const char *user);

/* As it is now; the test fails where it cannot be had. */
PodCasebook *pod_test_load (PodTrial *trial, gint64 subject);
guint pod_test_count_drafts (PodTrial *trial);
/* Waits until there are so many. */
gboolean pod_test_wait_drafts (PodTrial *trial, guint n);

/* Takes the trial (transfer full, nullable), shows the window and waits until it is drawn. */
PodTrialWindow *pod_test_window_open (PodTrial *trial);
/* Destroys it; the test fails where anything still holds it. */
void pod_test_window_close (PodTrialWindow *window);

/* What is waiting is done, and what is shown is drawn. */
void pod_test_settle (void);
/* Until nothing is under way any more of what the "spinner" of @widget stands for; @widget may be gone by then. */
void pod_test_wait_work (gpointer widget);
/* A child of a template, by its id; the test fails where there is none. */
gpointer pod_test_child (gpointer widget, const char *id);
/* The open toplevel of @type; NULL where there is none. */
gpointer pod_test_toplevel (GType type);
/* Waits until there is one, or none any more. */
gboolean pod_test_wait_toplevel (GType type, gboolean is_there);
/* Shows a window and waits until it is drawn. */
void pod_test_present (gpointer window);
/* Whether a visible label below @root, or a row's title, holds @text. */
gboolean pod_test_shows (gpointer root, const char *text);
/* Waits for it. */
gboolean pod_test_wait_shows (gpointer root, const char *text);
/* The first label below @root, as they are read, that says @text, and nothing else where @whole; seen or not; NULL for none. */
GtkLabel *pod_test_find_label (gpointer root, const char *text, gboolean whole);
/* The first that is on the screen and says @text and nothing else. */
GtkLabel *pod_test_see_label (gpointer root, const char *text);
/* With xdotool, to the window that has the keyboard. */
void pod_test_press_key (const char *key);
/* Presses the first button @label below @root, as a person does; FALSE where there is none. */
gboolean pod_test_press (gpointer root, const char *label);
/* Presses the button @label of the open question; the test fails where there is none. */
void pod_test_answer (const char *label);
/* A picture beside the test's program, for people. */
void pod_test_picture (gpointer window, const char *name);

G_END_DECLS
