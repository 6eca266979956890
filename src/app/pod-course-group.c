#include "pod-course-group.h"

struct _PodCourseGroup
{
  GtkBox parent_instance;

  GtkLabel *title;
  GtkLabel *exposure;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PodCourseGroup, pod_course_group, GTK_TYPE_BOX)

static void
pod_course_group_class_init (PodCourseGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/podocyte/Podocyte/pod-course-group.ui");
  gtk_widget_class_bind_template_child (widget_class, PodCourseGroup, title);
  gtk_widget_class_bind_template_child (widget_class, PodCourseGroup, exposure);
  gtk_widget_class_bind_template_child (widget_class, PodCourseGroup, list);
}

static void
pod_course_group_init (PodCourseGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pod_course_group_new (const char *title, const char *exposure)
{
  PodCourseGroup *self = g_object_new (POD_TYPE_COURSE_GROUP, NULL);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->exposure, exposure != NULL ? exposure : "");
  gtk_widget_set_visible (GTK_WIDGET (self->exposure), exposure != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  return GTK_WIDGET (self);
}

void
pod_course_group_add (PodCourseGroup *self, GtkWidget *row)
{
  g_return_if_fail (POD_IS_COURSE_GROUP (self));

  gtk_list_box_append (self->list, row);
}

void
pod_course_group_add_line (PodCourseGroup *self, const char *title, const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title-lines", 0,
                                 "subtitle-lines", 0, "focusable", FALSE, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  pod_course_group_add (self, row);
}
