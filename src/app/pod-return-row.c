#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-return-row.h"

#include <glib/gi18n-lib.h>

#include "pod-arrival-words.h"

struct _PodReturnRow
{
  GObject parent_instance;

  const PodUndoneResult *result;
  gboolean ticked;
};

G_DEFINE_FINAL_TYPE (PodReturnRow, pod_return_row, G_TYPE_OBJECT)

enum
{
  PROP_TICKED = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

static void
pod_return_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, POD_RETURN_ROW (object)->ticked);
}

static void
pod_return_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  pod_return_row_set_ticked (POD_RETURN_ROW (object), g_value_get_boolean (value));
}

static void
pod_return_row_class_init (PodReturnRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_return_row_get_property;
  object_class->set_property = pod_return_row_set_property;
  props[PROP_TICKED] = g_param_spec_boolean ("ticked", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS |
                                                 G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
pod_return_row_init (PodReturnRow *self)
{
}

PodReturnRow *
pod_return_row_new (const PodUndoneResult *result)
{
  PodReturnRow *self = g_object_new (POD_TYPE_RETURN_ROW, NULL);

  self->result = result;
  self->ticked = !pod_undone_result_is_doubtful (result);
  return self;
}

const PodUndoneResult *
pod_return_row_get_result (PodReturnRow *self)
{
  return self->result;
}

gboolean
pod_return_row_is_open (PodReturnRow *self)
{
  return !self->result->is_replaced && self->result->impossible == NULL;
}

gboolean
pod_return_row_get_ticked (PodReturnRow *self)
{
  return self->ticked;
}

void
pod_return_row_set_ticked (PodReturnRow *self, gboolean ticked)
{
  if (self->ticked == ticked || !pod_return_row_is_open (self))
    return;
  self->ticked = ticked;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TICKED]);
}

/* ---- in words ---- */

static void
add_other (GString *words, PodTrial *trial, const PodUndoneResult *result)
{
  g_autofree char *finding = result->other != NULL
                                 ? pod_arrival_finding_to_words (trial, result->other)
                                 : NULL;

  if (finding == NULL)
    return;
  g_string_append_c (words, '\n');
  /* Translators: a result. */
  g_string_append_printf (words,
                          result->is_replaced ? _ ("It stays out: in its place stands %s.")
                                              : _ ("Beside it stands %s."),
                          finding);
}

/* What speaks against it: then it comes back only if somebody says so, or cannot. */
char *
pod_return_row_to_words (PodReturnRow *self, PodTrial *trial)
{
  const PodUndoneResult *result = self->result;
  g_autofree char *finding = pod_arrival_result_to_words (trial, result);
  GString *words = g_string_new (finding);

  if (result->is_undone)
    g_string_append_printf (words, "\n%s", _ ("The file that brought it was undone, too."));
  if (result->is_withdrawn)
    g_string_append_printf (words, "\n%s", _ ("Another file takes it back."));
  if (result->impossible != NULL)
    {
      g_string_append_c (words, '\n');
      /* Translators: why, as a sentence. */
      g_string_append_printf (words, _ ("It stays out. %s"), result->impossible);
    }
  add_other (words, trial, result);
  return g_string_free (words, FALSE);
}
