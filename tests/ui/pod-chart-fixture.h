#pragma once

#include "pod-chart-view.h"
#include "pod-test-window.h"

G_BEGIN_DECLS

#define PANELS 3
#define RESULTS 5
#define ZERO 20000

/* A chart of three panels in a window, with the keyboard on it. */
typedef struct
{
  PodChartView *view;
  PodChartCanvas *canvas;
  GtkWindow *window;
  PodDayView *days;
  guint records; /* what the scene says there are */
  guint not_graded;
  const char *below;
  gint64 course; /* the record of a course below the first panel, from day −5; 0 for none */
  gint64
      event; /* an adverse event of days −5 to 12 below it, of which little is seen; 0 for none */
  gboolean twins;     /* the second panel's are events, with the numbers of the first's findings */
  gboolean explained; /* its marks, at its foot */
  guint layouts;
  guint noted;
  int activated_type;
  gint64 activated;
} ChartFixture;

void chart_set_up (ChartFixture *fixture, gconstpointer data);
void chart_tear_down (ChartFixture *fixture, gconstpointer data);
/* Panel p has results on days 0, 10, … 40, worth 10 p + 1 …; ids count from 100 p. */
void chart_add_panel (PodScene *scene, guint p, const PodDayAxis *axis, gboolean twins);
void chart_do_int (ChartFixture *fixture, const char *action, int step);
void chart_do_plain (ChartFixture *fixture, const char *action);
/* The number of the record that has the keyboard; 0 for none. */
gint64 chart_get_record (ChartFixture *fixture);

G_END_DECLS
