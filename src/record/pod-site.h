#pragma once

#include "pod-record.h"

G_BEGIN_DECLS

/**
 * PodRange:
 * @laboratory: (nullable): NULL for every laboratory of the site
 * @observation: the study's name
 * @sex: (nullable): NULL for both
 * @age_from, @age_to: completed years, inclusive; 0 and 200 where open
 * @from, @to: the dates of its validity, inclusive; no date where open
 * @lower, @upper: NAN where open
 * @unit: of the limits
 * @id: the row; 0 for one that is not stored
 *
 * What a laboratory holds normal: belongs to one laboratory, one analyte, one sex and age band and one span of dates.
 */
typedef struct
{
  const char *laboratory;
  const char *observation;
  const char *sex;
  int age_from;
  int age_to;
  PodDate from;
  PodDate to;
  double lower;
  double upper;
  const PodUnit *unit;
  gint64 id;
} PodRange;

/**
 * PodSite:
 * The immutable rest that answers depend on beside study, casebook and day: laboratory ranges and settings.
 * Counted by references.
 */
typedef struct _PodSite PodSite;

PodSite *pod_site_new (const PodRange *ranges, guint n_ranges, GHashTable *settings);
/* The same site with one setting changed: to ask what would follow from it. */
PodSite *pod_site_with_setting (const PodSite *site, const char *key, const char *value);
/* The same settings with other ranges: to ask that of limits. */
PodSite *pod_site_with_ranges (const PodSite *site, const PodRange *ranges, guint n);
PodSite *pod_site_ref (PodSite *site);
void pod_site_unref (PodSite *site);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodSite, pod_site_unref)

/* The range in force, or NULL. @age: completed years, or -1 where it is not known. */
const PodRange *pod_site_find_range (const PodSite *site,
                                     const char *laboratory,
                                     const char *observation,
                                     const char *sex,
                                     int age,
                                     PodDate date);
/* All of them, by observation; of one, what came into force last first. */
const PodRange *pod_site_get_ranges (const PodSite *site, guint *n);
/* NULL where there is none. */
const PodRange *pod_site_find_range_by_id (const PodSite *site, gint64 id);
/* NULL where it was never set. */
const char *pod_site_get_setting (const PodSite *site, const char *key);
/* (element-type utf8): the rest of the keys that begin with @prefix and have a value, in order. */
GPtrArray *pod_site_list_settings (const PodSite *site, const char *prefix);

G_END_DECLS
