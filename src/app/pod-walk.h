#pragma once

#include "pod-screenshots.h"
#include "pod-subject-item.h"

G_BEGIN_DECLS

/*
 * The walk of --screenshots: how a picture is taken, and the stretches of the way, a file to each.  Whatever stretch cannot be walked
 * leaves its pictures out; what goes wrong is said, and the walk goes on.
 */

/**
 * PodWalk:
 * @number: of the last picture
 * @suffix: (nullable): what the names of pictures end with
 * @failed: something was said to be wrong
 */
typedef struct
{
  PodTrialWindow *window;
  const PodScreenshotOptions *options;
  guint number;
  const char *suffix;
  gboolean failed;
} PodWalk;

void pod_walk_fail (PodWalk *walk, const char *what, const char *why);
/* Runs the main loop for so long. */
void pod_walk_settle (guint ms);
/* No larger than the screen that was asked for, as a window manager would have it; before it is shown. */
void pod_walk_fit (PodWalk *walk, GtkWindow *window);
/* Takes the next picture, once all rows are there and drawn. */
void pod_walk_shoot (PodWalk *walk, GtkWindow *window, const char *name);
/* Shows it, takes the picture, closes it. */
void pod_walk_shoot_dialog (PodWalk *walk, GtkWidget *dialog, const char *name);
/* The same, for one that would not close by itself. */
void pod_walk_shoot_and_destroy (PodWalk *walk, GtkWidget *dialog, const char *name);
/* Of the newest window of @type, which is destroyed; FALSE where there is none. */
gboolean pod_walk_shoot_open (PodWalk *walk, GType type, const char *name);
/* Of what stands over @over, which is destroyed; FALSE where nothing does. */
gboolean pod_walk_shoot_over (PodWalk *walk, GtkWindow *over, const char *name);
/* One's own stays one's own: where anything waits already, the walk neither adds to it nor takes it away. */
gboolean pod_walk_has_drafts (PodTrial *trial);
/* Until what a dialog does is done. */
void pod_walk_wait_while_busy (GtkWidget *dialog);
/* @button: the id of a child of its template. */
void pod_walk_press (GtkWidget *dialog, const char *button);

/* ---- the stretches ---- */

void pod_walk_subjects (PodWalk *walk, PodTrial *trial);
void pod_walk_results (PodWalk *walk, PodTrial *trial, gint64 subject);
/* Who has most results; NULL where there is nobody. */
PodSubjectItem *pod_walk_find_fullest (PodTrial *trial);
/* One subject's results, in all ways in which they are drawn. */
void pod_walk_labs (PodWalk *walk, PodTrial *trial, PodSubjectItem *item);
/* A laboratory's file, from who sent it to what would become of it, and then what came in. */
void pod_walk_laboratory (PodWalk *walk, PodTrial *trial, const char *path);
/* The wall, and all ways in which one subject's results are drawn. */
void pod_walk_charts (PodWalk *walk, PodTrial *trial);
void pod_walk_screening (PodWalk *walk, PodTrial *trial);
void pod_walk_ledger (PodWalk *walk, PodTrial *trial);
/* What is due, and what is printed. */
void pod_walk_paper (PodWalk *walk, PodTrial *trial);
void pod_walk_dialogs (PodWalk *walk, PodTrial *trial);
void pod_walk_people (PodWalk *walk, PodTrial *trial);
/* What lasts for a moment only: a conflict, a draft that is offered, a warning, the copy of closing, the open menu. */
void pod_walk_moments (PodWalk *walk, PodTrial *trial);
/* Who signs in for the first time, at a site of its own which is removed again. */
void pod_walk_newcomers (PodWalk *walk, PodTrial *trial);
/* Instead of all these: the same pages with no result, one, 60 and 5,000.  It records them, so the site is thrown away afterwards. */
void pod_walk_amounts (PodWalk *walk, PodTrial *trial);
/* Instead of all these, too: what is printed, and what a chart is saved as, a PDF each.  That is noted in the trail. */
void pod_walk_prints (PodWalk *walk, PodTrial *trial);
/* Results judged and their report signed, as far as the password.  It writes, too. */
void pod_walk_judging (PodWalk *walk, PodTrial *trial, gint64 subject);

G_END_DECLS
