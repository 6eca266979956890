#pragma once

#include "pod-chart-view.h"

G_BEGIN_DECLS

struct _PodChartView
{
  AdwBin parent_instance;

  char *file_name;
  PodChartFunc func;
  PodChartPrintFunc print;
  gpointer data;
  PodDayView *days;
  guint update_id;
  guint scenes;          /* how many the chart has had */
  guint explained;       /* the last of them that the key is of */
  PodScene *legend;      /* (nullable): what the key shows */
  gboolean is_filling;   /* the table: nobody selects anything */
  gboolean is_following; /* the scrollbar follows, nobody moves it */
  GtkStack *stack;
  PodChartCanvas *canvas;
  GtkColumnView *table;
  AdwStatusPage *empty;
  GtkWidget *tools;
  AdwBin *control;
  GtkWidget *zoom_box;
  GtkMenuButton *days_button;
  GtkWidget *scrollbar;
  GtkAdjustment *scroll;
  GtkMenuButton *notes;
  GtkLabel *notes_text;
  GtkLabel *caption;
  GtkMenuButton *key;
  PodChartCanvas *key_canvas;
  GtkButton *counts;
  GtkToggleButton *table_button;
  GtkWidget *bar;
};

gboolean pod_chart_view_update_cb (gpointer data);

/* Which days are shown: pod-chart-view-days.c. */
void pod_chart_view_add_days (GtkWidgetClass *widget_class);
void pod_chart_view_update_days (PodChartView *self);
void pod_chart_view_scrolled_cb (PodChartView *self);

/* What explains its marks, near at hand wherever the chart is scrolled to: pod-chart-view-key.c. */
void pod_chart_view_init_key (PodChartView *self);
void pod_chart_view_update_key (PodChartView *self, gboolean is_drawn);

/* What leaves: pod-chart-view-save.c. */
void pod_chart_view_add_saving (GtkWidgetClass *widget_class);

G_END_DECLS
