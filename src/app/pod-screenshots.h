#pragma once

#include "pod-trial-window.h"

G_BEGIN_DECLS

/**
 * PodScreenshotOptions:
 * For people who look at the pages without a display, and for the README: podocyte --screenshots DIR --db FILE
 * --user NAME --password-file FILE [--dark] [--size WxH] signs in, walks every page and writes one PNG each.  With --amounts only those of
 * results, with none, one, 60 and 5,000, which it records in FILE; with --prints what is printed, as PDF.
 */
typedef struct
{
  char *directory;
  char *user;
  char *password_file;
  gboolean dark;
  gboolean amounts;
  gboolean prints;
  int width;
  int height;
} PodScreenshotOptions;

void pod_screenshots_add_options (GApplication *application);
void pod_screenshots_read_options (PodScreenshotOptions *options, GVariantDict *dict);
void pod_screenshots_clear_options (PodScreenshotOptions *options);
/* Walks the pages from the main loop and ends the program when done. */
void pod_screenshots_start (PodTrialWindow *window, const PodScreenshotOptions *options);

G_END_DECLS
