/* What is typed of a course, as it is kept while somebody types. */

#include "pod-course-choices.h"
#include "pod-course-editor-private.h"

static const char *
get_date_text (PodDateRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static GKeyFile *
write_fields (PodCourseEditor *self)
{
  GKeyFile *file = g_key_file_new ();
  const PodUnit *unit = pod_course_editor_get_unit (self);
  const char *route = pod_course_editor_get_route (self),
             *treatment = pod_course_editor_get_treatment (self);

  g_key_file_set_integer (file, POD_COURSE_DRAFT, "task", self->task);
  g_key_file_set_int64 (file, POD_COURSE_DRAFT, "record", self->base.record.id);
  g_key_file_set_string (file, POD_COURSE_DRAFT, "treatment", treatment != NULL ? treatment : "");
  g_key_file_set_string (file, POD_COURSE_DRAFT, "dose", gtk_editable_get_text (self->dose));
  g_key_file_set_string (file, POD_COURSE_DRAFT, "unit",
                         unit != NULL ? pod_unit_get_ucum (unit) : "");
  g_key_file_set_string (file, POD_COURSE_DRAFT, "route", route != NULL ? route : "");
  g_key_file_set_string (file, POD_COURSE_DRAFT, "start", get_date_text (self->start));
  g_key_file_set_string (file, POD_COURSE_DRAFT, "end", get_date_text (self->end));
  g_key_file_set_boolean (file, POD_COURSE_DRAFT, "ongoing", gtk_switch_get_active (self->ongoing));
  g_key_file_set_string (file, POD_COURSE_DRAFT, "lot", gtk_editable_get_text (self->lot));
  g_key_file_set_string (file, POD_COURSE_DRAFT, "note", gtk_editable_get_text (self->note));
  return file;
}

char *
pod_course_editor_to_string (PodCourseEditor *self)
{
  g_autoptr (GKeyFile) file = write_fields (self);

  return g_key_file_to_data (file, NULL, NULL);
}

gboolean
pod_course_editor_is_touched (PodCourseEditor *self)
{
  g_autofree char *now = NULL;

  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), FALSE);

  if (self->task == POD_COURSE_NONE)
    return FALSE;
  now = pod_course_editor_to_string (self);
  return g_strcmp0 (now, self->as_filled) != 0;
}

void
pod_course_editor_write (PodCourseEditor *self, GKeyFile *file)
{
  g_autoptr (GKeyFile) fields = NULL;
  g_auto (GStrv) keys = NULL;

  g_return_if_fail (POD_IS_COURSE_EDITOR (self));

  if (!pod_course_editor_is_touched (self))
    return;
  fields = write_fields (self);
  keys = g_key_file_get_keys (fields, POD_COURSE_DRAFT, NULL, NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_value (fields, POD_COURSE_DRAFT, keys[i], NULL);

      g_key_file_set_value (file, POD_COURSE_DRAFT, keys[i], value);
    }
}

static char *
get_string (GKeyFile *file, const char *key)
{
  char *text = g_key_file_get_string (file, POD_COURSE_DRAFT, key, NULL);

  return text != NULL ? text : g_strdup ("");
}

static void
read_text (GKeyFile *file, const char *key, gpointer editable)
{
  g_autofree char *text = get_string (file, key);

  gtk_editable_set_text (editable, text);
}

static void
read_fields (PodCourseEditor *self, GKeyFile *file)
{
  g_autofree char *treatment = get_string (file, "treatment");
  g_autofree char *unit = get_string (file, "unit");
  g_autofree char *route = get_string (file, "route");

  self->filling = TRUE;
  pod_search_row_choose (POD_SEARCH_ROW (self->treatment), *treatment != '\0' ? treatment : NULL);
  pod_course_editor_fill_units (self, *unit != '\0' ? pod_unit_from_ucum (unit) : NULL);
  pod_course_editor_fill_routes (self, *route != '\0' ? route : NULL);
  read_text (file, "dose", self->dose);
  read_text (file, "start", self->start);
  read_text (file, "end", self->end);
  read_text (file, "lot", self->lot);
  read_text (file, "note", self->note);
  gtk_switch_set_active (self->ongoing,
                         g_key_file_get_boolean (file, POD_COURSE_DRAFT, "ongoing", NULL));
  self->filling = FALSE;
  pod_course_editor_show_end (self);
}

gboolean
pod_course_editor_read (PodCourseEditor *self,
                        PodTrial *trial,
                        PodCasebook *casebook,
                        GKeyFile *file)
{
  int task = g_key_file_get_integer (file, POD_COURSE_DRAFT, "task", NULL);
  gint64 id = g_key_file_get_int64 (file, POD_COURSE_DRAFT, "record", NULL);
  const PodIntervention *base = id != 0 ? pod_course_find (casebook, id) : NULL;

  g_return_val_if_fail (POD_IS_COURSE_EDITOR (self), FALSE);

  if (task <= POD_COURSE_NONE || task >= POD_COURSE_VOID ||
      (id != 0 && (base == NULL || base->record.voided)) || (id == 0 && task > POD_COURSE_ADD_DOSE))
    return FALSE;
  pod_course_editor_start (self, trial, casebook, (PodCourseTask) task, base);
  read_fields (self, file);
  g_signal_emit_by_name (self, "changed");
  return TRUE;
}
