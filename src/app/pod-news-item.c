#include "pod-news-item.h"

struct _PodNewsItem
{
  GObject parent_instance;

  PodNews *news;
  gboolean ticked;
};

enum
{
  PROP_0,
  PROP_TICKED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PodNewsItem, pod_news_item, G_TYPE_OBJECT)

static void
pod_news_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, POD_NEWS_ITEM (object)->ticked);
}

static void
pod_news_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  POD_NEWS_ITEM (object)->ticked = g_value_get_boolean (value);
}

static void
pod_news_item_finalize (GObject *object)
{
  pod_news_free (POD_NEWS_ITEM (object)->news);
  G_OBJECT_CLASS (pod_news_item_parent_class)->finalize (object);
}

static void
pod_news_item_class_init (PodNewsItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = pod_news_item_get_property;
  object_class->set_property = pod_news_item_set_property;
  object_class->finalize = pod_news_item_finalize;
  properties[PROP_TICKED] = g_param_spec_boolean ("ticked", NULL, NULL, FALSE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pod_news_item_init (PodNewsItem *self)
{
}

PodNewsItem *
pod_news_item_new (PodNews *news)
{
  PodNewsItem *self = g_object_new (POD_TYPE_NEWS_ITEM, NULL);

  self->news = news;
  return self;
}

const PodNews *
pod_news_item_get_news (PodNewsItem *self)
{
  return self->news;
}

gboolean
pod_news_item_is_ticked (PodNewsItem *self)
{
  return self->ticked;
}

/* Results and treatments are signed with their visit. */
static gint64
find_visit (PodCasebook *casebook, const char *table, gint64 row)
{
  const PodFinding *finding;
  const PodIntervention *all;
  guint n;

  if (g_str_equal (table, "finding"))
    {
      finding = pod_casebook_find_finding (casebook, row);
      return finding != NULL ? finding->visit : 0;
    }
  if (!g_str_equal (table, "intervention"))
    return 0;
  all = pod_casebook_get_interventions (casebook, &n);
  for (guint i = 0; i < n; i++)
    if (all[i].record.id == row)
      return all[i].visit;
  return 0;
}

gboolean
pod_news_item_find_scope (PodNewsItem *self, PodTrial *trial, const char **scope, gint64 *about)
{
  static const char *const scopes[] = { "adverse_event", "event", "visit" };
  g_autoptr (PodCasebook) casebook = pod_trial_load_casebook (trial, self->news->subject, NULL);

  *scope = NULL;
  if (casebook == NULL)
    return FALSE;
  *about = find_visit (casebook, self->news->table, self->news->row);
  if (*about != 0)
    *scope = "visit";
  for (gsize i = 0; *scope == NULL && i < G_N_ELEMENTS (scopes); i++)
    if (g_str_equal (self->news->table, scopes[i]))
      {
        *scope = scopes[i];
        *about = self->news->row;
      }
  return *scope != NULL && pod_signing_get (casebook, *scope, *about) != POD_SIGNING_CURRENT;
}
