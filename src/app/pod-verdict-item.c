#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include "pod-verdict-item.h"

#include <glib/gi18n-lib.h>

#include "pod-words.h"

struct _PodVerdictItem
{
  GObject parent_instance;

  const PodVerdict *verdict;
  char *words;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_LABEL,
  PROP_GLYPH,
  PROP_GLYPH_CLASSES,
  PROP_WORDS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodVerdictItem, pod_verdict_item, G_TYPE_OBJECT)

const char *
pod_truth_to_glyph (PodTruth truth)
{
  return truth == POD_TRUE ? "✓" : truth == POD_FALSE ? "✗" : "?";
}

const char *
pod_truth_to_style (PodTruth truth)
{
  return truth == POD_TRUE    ? "verdict-true"
         : truth == POD_FALSE ? "verdict-false"
                              : "verdict-unknown";
}

static char *
list_missing (const PodVerdict *verdict)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < verdict->missing->len; i++)
    {
      const PodObservation *observation = g_ptr_array_index (verdict->missing, i);

      g_string_append_printf (list, "%s%s", i > 0 ? C_ ("list", ", ") : "",
                              pod_words_get (&observation->label, pod_words_locale ()));
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
say (const PodVerdict *verdict)
{
  const char *words = pod_verdict_to_words (verdict);
  g_autofree char *more = NULL;

  if (verdict->holds == POD_UNKNOWN && verdict->missing->len > 0)
    {
      more = list_missing (verdict);
      /* Translators: a verdict, then what is missing for it. */
      return g_strdup_printf (_ ("%s: %s"), words, more);
    }
  if (!pod_date_is_set (verdict->valid_until))
    return g_strdup (words);
  more = pod_date_to_words (verdict->valid_until);
  /* Translators: a verdict, then the last day on which it holds. */
  return g_strdup_printf (_ ("%s · until %s"), words, more);
}

static void
pod_verdict_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PodVerdictItem *self = POD_VERDICT_ITEM (object);
  const PodCriterion *criterion = self->verdict->criterion;
  PodTruth passes = self->verdict->passes;

  switch (id)
    {
    case PROP_ID:
      g_value_set_string (value, criterion->id);
      break;
    case PROP_LABEL:
      g_value_set_string (value, pod_words_get (&criterion->label, pod_words_locale ()));
      break;
    case PROP_GLYPH:
      g_value_set_string (value, pod_truth_to_glyph (passes));
      break;
    case PROP_GLYPH_CLASSES:
      g_value_take_boxed (value,
                          g_strdupv ((char *[]){ "verdict-glyph", "title-4",
                                                 (char *) pod_truth_to_style (passes), NULL }));
      break;
    case PROP_WORDS:
      g_value_set_string (value, self->words);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
pod_verdict_item_finalize (GObject *object)
{
  g_free (POD_VERDICT_ITEM (object)->words);
  G_OBJECT_CLASS (pod_verdict_item_parent_class)->finalize (object);
}

static void
pod_verdict_item_class_init (PodVerdictItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = pod_verdict_item_get_property;
  object_class->finalize = pod_verdict_item_finalize;
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_GLYPH] = g_param_spec_string ("glyph", NULL, NULL, NULL, flags);
  properties[PROP_GLYPH_CLASSES] = g_param_spec_boxed ("glyph-classes", NULL, NULL, G_TYPE_STRV,
                                                       flags);
  properties[PROP_WORDS] = g_param_spec_string ("words", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_verdict_item_init (PodVerdictItem *self)
{
}

PodVerdictItem *
pod_verdict_item_new (const PodVerdict *verdict)
{
  PodVerdictItem *self = g_object_new (POD_TYPE_VERDICT_ITEM, NULL);

  self->verdict = verdict;
  self->words = say (verdict);
  return self;
}

const PodVerdict *
pod_verdict_item_get_verdict (PodVerdictItem *self)
{
  g_return_val_if_fail (POD_IS_VERDICT_ITEM (self), NULL);

  return self->verdict;
}
