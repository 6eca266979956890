#pragma once

#include <json-glib/json-glib.h>

#include "pod-cli.h"

G_BEGIN_DECLS

/**
 * PodCalculation:
 * @instrument: (nullable): the id of the instrument, which the knowledge has; only of pod_calc_score()
 *
 * From one object to the members of the answer after its id.  FALSE with @fault (static, translated) where a member is
 * not what it has to be; a member that is missing is no fault.
 */
typedef gboolean (*PodCalculation) (const PodStudy *knowledge,
                                    const char *instrument,
                                    JsonObject *line,
                                    GString *answer,
                                    const char **fault);

gboolean pod_calc_egfr (const PodStudy *knowledge,
                        const char *instrument,
                        JsonObject *line,
                        GString *answer,
                        const char **fault);
gboolean pod_calc_grade (const PodStudy *knowledge,
                         const char *instrument,
                         JsonObject *line,
                         GString *answer,
                         const char **fault);
gboolean pod_calc_score (const PodStudy *knowledge,
                         const char *instrument,
                         JsonObject *line,
                         GString *answer,
                         const char **fault);

/* NAN and NULL where the member is missing or null; FALSE where it is of another type. */
gboolean pod_calc_get_number (JsonObject *line, const char *member, double *number);
gboolean pod_calc_get_text (JsonObject *line, const char *member, const char **text);

G_END_DECLS
