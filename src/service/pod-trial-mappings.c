/* What the items of a laboratory are, said by a person beside its map. */

#include "pod-config.h"
#define GETTEXT_PACKAGE POD_GETTEXT_DOMAIN

#include <glib/gi18n-lib.h>
#include <string.h>

#include "pod-identities.h"
#include "pod-importing.h"
#include "pod-mapping.h"
#include "pod-trial-history.h"

typedef struct
{
  PodStamp *stamp;
  PodKey *vault_key;
  const char *laboratory;
  const char *item;
  const char *observation;
  char *key;
  char *line;
} Mapping;

static void
clear_mapping (Mapping *mapping)
{
  g_clear_pointer (&mapping->stamp, pod_stamp_free);
  g_clear_pointer (&mapping->vault_key, pod_key_unref);
  g_free (mapping->key);
  g_free (mapping->line);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mapping, clear_mapping)

static void
fill_mapping (Mapping *mapping, PodTrial *self)
{
  mapping->key = g_strconcat (POD_SETTING_LAB_MAP, mapping->laboratory, NULL);
  mapping->line = g_strconcat (mapping->observation, "\t", mapping->item, NULL);
  mapping->stamp = pod_trial_make_stamp (self, _ ("what a laboratory calls an observation"));
  mapping->vault_key = pod_key_ref (self->key);
}

/* ---- which there are ---- */

void
pod_lab_mapping_free (PodLabMapping *mapping)
{
  g_free (mapping->item);
  g_free (mapping->observation);
  g_free (mapping->when);
  g_free (mapping->user);
  g_free (mapping);
}

GPtrArray *
pod_trial_list_mappings (PodTrial *self, const char *laboratory, GError **error)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_MAP, laboratory, NULL);
  g_auto (GStrv) lines = NULL;
  const char *value;
  GPtrArray *mappings;

  if (!pod_trial_require (self, POD_VERB_IMPORT, error))
    return NULL;
  value = pod_site_get_setting (self->site, key);
  lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  mappings = g_ptr_array_new_with_free_func ((GDestroyNotify) pod_lab_mapping_free);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *tab = strchr (lines[i], '\t');
      PodLabMapping *mapping = tab != NULL ? g_new0 (PodLabMapping, 1) : NULL;

      if (mapping == NULL)
        continue;
      mapping->is_going = *lines[i] == *POD_MAPPING_GOING;
      mapping->observation = g_strndup (lines[i] + mapping->is_going,
                                        (gsize) (tab - lines[i]) - mapping->is_going);
      mapping->item = g_strdup (tab + 1);
      g_ptr_array_add (mappings, mapping);
    }
  return mappings;
}

/* ---- who has said them ---- */

static gboolean
has_line (const char *value, const PodLabMapping *mapping)
{
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  g_autofree char *line = g_strconcat (mapping->observation, "\t", mapping->item, NULL);

  return g_strv_contains ((const char *const *) lines, line);
}

/* By the newest entry that has brought it. */
static void
date_mapping (PodLabMapping *mapping, PodHistoryItem *entry)
{
  if (mapping->when != NULL || has_line (pod_history_item_get_old (entry), mapping) ||
      !has_line (pod_history_item_get_new (entry), mapping))
    return;
  mapping->when = g_strdup (pod_history_item_get_when (entry));
  mapping->user = g_strdup (pod_history_item_get_user (entry));
}

void
pod_lab_mappings_date (GPtrArray *mappings, const char *laboratory, GListModel *history)
{
  g_autofree char *key = g_strconcat (POD_SETTING_LAB_MAP, laboratory, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (history); i++)
    {
      g_autoptr (PodHistoryItem) entry = g_list_model_get_item (history, i);

      if (g_strcmp0 (pod_history_item_get_setting (entry), key) != 0)
        continue;
      for (guint j = 0; j < mappings->len; j++)
        date_mapping (mappings->pdata[j], entry);
    }
}

/* ---- written ---- */

char *
pod_mapping_replace (const char *value, const char *before, const char *after)
{
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (before != NULL && !g_strv_contains ((const char *const *) lines, before))
    return NULL;
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_strcmp0 (lines[i], before) == 0 && after != NULL)
      g_ptr_array_add (kept, (gpointer) after);
    else if (*lines[i] != '\0' && g_strcmp0 (lines[i], before) != 0)
      g_ptr_array_add (kept, lines[i]);
  if (before == NULL)
    g_ptr_array_add (kept, (gpointer) after);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("\n", (char **) kept->pdata);
}

/* Said once more while it is being taken back, it stays. */
static char *
add_line (const char *value, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (value != NULL ? value : "", "\n", -1);
  g_autofree char *going = g_strconcat (POD_MAPPING_GOING, line, NULL);
  const char *const *all = (const char *const *) lines;

  if (g_strv_contains (all, line))
    return g_strdup (value);
  return pod_mapping_replace (value, g_strv_contains (all, going) ? going : NULL, line);
}

/* A setting lies in the clear, and by the wrong map any column may be the one that names the test. */
static gboolean
check_names_nobody (PodConnection *connection, const Mapping *mapping, GError **error)
{
  return pod_identities_check_none (
      connection, mapping->vault_key->vault, mapping->item,
      _ ("What stands there in place of the name of a test tells who a patient is, so it is "
         "not kept. The file may have been read by the wrong map: read it by another."),
      error);
}

gboolean
pod_mapping_read (PodConnection *connection, const char *key, char **value, GError **error)
{
  GError *local = NULL;

  *value = pod_setting_get (connection, key, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

PodSite *
pod_mapping_write (PodConnection *connection, const char *key, const char *value, GError **error)
{
  return pod_setting_set (connection, key, value, error) ? pod_site_load (connection, error) : NULL;
}

static gpointer
write_mapping (PodConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Mapping *mapping = data;
  g_autofree char *value = NULL;
  g_autofree char *before = NULL;
  PodSnapshot *snapshot;
  PodSite *site;

  if (!pod_trial_begin_writing (connection, mapping->stamp, error) ||
      !check_names_nobody (connection, mapping, error) ||
      !pod_mapping_read (connection, mapping->key, &before, error))
    return NULL;
  value = add_line (before, mapping->line);
  site = pod_mapping_write (connection, mapping->key, value, error);
  if (site == NULL)
    return NULL;
  snapshot = pod_snapshot_new ();
  snapshot->site = site;
  return snapshot;
}

static gboolean
check_mapping (PodTrial *self, const char *item, const char *observation, GError **error)
{
  const PodObservation *found = pod_study_find_observation (self->study, observation);

  if (found != NULL && !found->derived && *item != '\0' && strpbrk (item, "\t\n") == NULL)
    return TRUE;
  g_set_error_literal (error, POD_SERVICE_ERROR, POD_SERVICE_ERROR_INPUT,
                       _ ("Choose which observation of the study this item is."));
  return FALSE;
}

static gboolean
run (PodTrial *self, PodDatabaseFunc func, Mapping *mapping, GError **error)
{
  PodSnapshot *snapshot = pod_database_call (self->database, POD_ACCESS_WRITE, func, mapping,
                                             (GDestroyNotify) pod_snapshot_free, NULL, error);

  if (snapshot == NULL)
    return FALSE;
  pod_trial_take_snapshot (self, snapshot);
  pod_snapshot_free (snapshot);
  return TRUE;
}

gboolean
pod_trial_map_item (PodTrial *self,
                    const char *laboratory,
                    const char *item,
                    const char *observation,
                    GError **error)
{
  g_auto (Mapping) mapping = { .laboratory = laboratory, .item = item, .observation = observation };

  if (!pod_trial_require (self, POD_VERB_IMPORT, error) ||
      !check_mapping (self, item, observation, error))
    return FALSE;
  fill_mapping (&mapping, self);
  return run (self, write_mapping, &mapping, error);
}
