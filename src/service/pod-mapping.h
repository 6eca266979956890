#pragma once

#include "pod-importing.h"

G_BEGIN_DECLS

/*
 * What somebody has said that a laboratory's items are: a setting, one a line: observation, tab, item.
 */

/* Before a line: it is being taken back, and nothing is read by it any more. */
#define POD_MAPPING_GOING "-"

/* @value with @after in the place of @before; either may be NULL: nothing gives way, or nothing comes.  NULL where @before is not there. */
char *pod_mapping_replace (const char *value, const char *before, const char *after);
/* What the setting @key says; *value (out) (nullable) */
gboolean
pod_mapping_read (PodConnection *connection, const char *key, char **value, GError **error);
/* Says @value, and returns the site with it. */
PodSite *
pod_mapping_write (PodConnection *connection, const char *key, const char *value, GError **error);

G_END_DECLS
