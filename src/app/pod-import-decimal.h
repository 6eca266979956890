#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * PodImportDecimal:
 * Whether a laboratory writes decimals with a comma, to tick.
 *
 * Signal "changed": by a person.
 */
#define POD_TYPE_IMPORT_DECIMAL (pod_import_decimal_get_type ())
G_DECLARE_FINAL_TYPE (PodImportDecimal, pod_import_decimal, POD, IMPORT_DECIMAL, AdwBin)

/* @n: how many results of the file cannot be read for how their decimals are written. */
void pod_import_decimal_show (PodImportDecimal *self, gboolean decimal_comma, guint n);
gboolean pod_import_decimal_get (PodImportDecimal *self);

G_END_DECLS
