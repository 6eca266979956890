#include "pod-record-table.h"

/* The offsets of the texts of a subject. */
static const gsize texts[] = {
  G_STRUCT_OFFSET (PodSubject, usubjid),
  G_STRUCT_OFFSET (PodSubject, screening_number),
  G_STRUCT_OFFSET (PodSubject, enrolment_number),
  G_STRUCT_OFFSET (PodSubject, cohort),
  G_STRUCT_OFFSET (PodSubject, sex),
};

static void
free_subject (gpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (G_STRUCT_MEMBER (char *, data, texts[i]));
  g_free (data);
}

static void
add_subject (gpointer data, gconstpointer record)
{
  PodSubject *subject = g_new (PodSubject, 1);

  *subject = *(const PodSubject *) record;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    G_STRUCT_MEMBER (char *, subject,
                     texts[i]) = g_strdup (G_STRUCT_MEMBER (char *, subject, texts[i]));
  g_ptr_array_add (data, subject);
}

GPtrArray *
pod_subject_table_list (PodConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (free_subject);

  if (!pod_table_read (connection, pod_record_get_shape (POD_RECORD_SUBJECT), 0, add_subject,
                       subjects, error))
    return NULL;
  return g_steal_pointer (&subjects);
}
