#include "pod-chart-fixture.h"

#include "pod-scene-event.h"

void
chart_add_panel (PodScene *scene, guint p, const PodDayAxis *axis, gboolean twins)
{
  g_autofree char *label = g_strdup_printf ("Test %u", p);
  PodScenePanel panel = { .name = "test",
                          .label = label,
                          .unit = "g/L",
                          .x = axis->left,
                          .y = 20 + 120.0 * p,
                          .w = axis->right - axis->left,
                          .h = 80,
                          .axis = *axis,
                          .has_scale = TRUE };

  panel.scale = (PodScale){ .high = 50, .bottom = panel.y + panel.h, .top = panel.y };
  pod_scene_begin_panel (scene, &panel);
  for (guint i = 0; i < RESULTS; i++)
    {
      gint32 day = ZERO + 10 * (gint32) i;
      double value = 10.0 * p + 1 + i;
      g_autofree char *what = g_strdup_printf ("Test %u: %g g/L", p, value);
      g_autofree char *cell = g_strdup_printf ("%g", value);
      g_autofree char *on = g_strdup_printf ("%u", 10 * i);
      PodMark mark = { .kind = POD_MARK_SYMBOL,
                       .role = POD_ROLE_SERIES,
                       .w = 6,
                       .type = POD_RECORD_FINDING,
                       .id = 100 * p + i + 1,
                       .what = what };

      if (day < axis->first || day > axis->last)
        {
          pod_scene_leave_out (scene, POD_RECORD_FINDING, mark.id, what, "outside the days shown");
          scene->not_drawn++;
          continue;
        }
      if (twins && p == 1)
        {
          mark.type = POD_RECORD_EVENT;
          mark.id = i + 1;
        }
      mark.x = pod_day_axis_x (axis, day);
      mark.y = pod_scale_y (&panel.scale, value);
      pod_scene_add (scene, &mark);
      pod_scene_add_row (scene, mark.type, mark.id, label, on, cell, NULL);
    }
  pod_scene_end_panel (scene);
}

static void
add_event (PodScene *scene, const PodDayAxis *axis, gint64 id)
{
  scene->panel = 1;
  pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                    .x = pod_day_axis_x (axis, ZERO + 10),
                                    .y = 110,
                                    .w = 20,
                                    .h = 8,
                                    .what = "Fever, grade 2",
                                    .type = POD_RECORD_ADVERSE_EVENT,
                                    .id = id });
  pod_scene_end_panel (scene);
  pod_scene_note_lasting (scene, POD_RECORD_ADVERSE_EVENT, id, ZERO - 5, ZERO + 12);
}

static PodScene *
lay_out (double width, PodDayRange days, gpointer data)
{
  ChartFixture *fixture = data;
  PodScene *scene = pod_scene_new (width, 20 + 120 * PANELS);
  gboolean all = pod_day_range_is_all (days);
  PodDayAxis axis = { all ? ZERO - 10 : ZERO + days.first, all ? ZERO + 50 : ZERO + days.last, ZERO,
                      40, width - 20 };

  fixture->layouts++;
  scene->value_column = 3;
  pod_scene_add_row (scene, POD_N_RECORD_TYPES, 0, "Observation", "Day", "Value", NULL);
  for (guint p = 0; p < PANELS; p++)
    chart_add_panel (scene, p, &axis, fixture->twins);
  if (fixture->course != 0)
    {
      scene->panel = 1;
      pod_scene_add (scene, &(PodMark){ .kind = POD_MARK_RECT,
                                        .x = pod_day_axis_x (&axis, ZERO - 5),
                                        .y = 101,
                                        .w = 200,
                                        .h = 8,
                                        .what = "Course",
                                        .type = POD_RECORD_INTERVENTION,
                                        .id = fixture->course });
      pod_scene_end_panel (scene);
    }
  if (fixture->event != 0)
    add_event (scene, &axis, fixture->event);
  if (fixture->explained)
    {
      scene->legend_top = scene->height;
      pod_scene_add_text (scene, POD_ROLE_TEXT, 40, scene->height + 8, POD_ALIGN_START, 11,
                          "Dots: results");
      scene->legend_bottom = scene->height += 16;
    }
  scene->title = g_strdup ("Results");
  scene->description = g_strdup ("Fifteen results");
  scene->not_drawn_why = g_strdup ("outside the days shown");
  scene->records = fixture->records;
  scene->below = g_strdup (fixture->below);
  scene->not_graded = fixture->not_graded;
  for (guint i = 0; i < fixture->not_graded; i++)
    pod_scene_leave_ungraded (scene, POD_RECORD_FINDING, 201 + i, "Test 2", "no baseline");
  scene->not_graded_why = g_strdup ("no baseline");
  return scene;
}

static gboolean
note (PodScene *scene, gpointer data, GError **error)
{
  ((ChartFixture *) data)->noted++;
  return TRUE;
}

static void
activated_cb (ChartFixture *fixture, int type, gint64 id)
{
  fixture->activated_type = type;
  fixture->activated = id;
}

void
chart_set_up (ChartFixture *fixture, gconstpointer data)
{
  fixture->view = g_object_new (POD_TYPE_CHART_VIEW, NULL);
  fixture->canvas = pod_chart_view_get_canvas (fixture->view);
  fixture->days = pod_day_view_new ();
  fixture->window = GTK_WINDOW (gtk_window_new ());
  pod_chart_view_set_days (fixture->view, fixture->days);
  g_signal_connect_swapped (fixture->view, "record-activated", G_CALLBACK (activated_cb), fixture);
  pod_chart_view_set_func (fixture->view, lay_out, note, fixture);
  gtk_window_set_default_size (fixture->window, 900, 600);
  gtk_window_set_child (fixture->window, GTK_WIDGET (fixture->view));
  gtk_window_present (fixture->window);
  pod_test_settle ();
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  pod_test_settle ();
}

void
chart_tear_down (ChartFixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  pod_test_settle ();
  g_object_unref (fixture->days);
}

void
chart_do_int (ChartFixture *fixture, const char *action, int step)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, "i", step);
  pod_test_settle ();
}

void
chart_do_plain (ChartFixture *fixture, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL);
  pod_test_settle ();
}

gint64
chart_get_record (ChartFixture *fixture)
{
  const PodMark *mark = pod_chart_canvas_get_record (fixture->canvas);

  return mark != NULL ? mark->id : 0;
}
