#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How old somebody is, told so that nobody is known by it: what leaves the site, and what lies open on paper, counts all of
 * 90 and over as one, as HIPAA's Safe Harbor has it (45 CFR 164.514(b)(2)(i)(C)).
 */

#define POD_AGE_OLDEST 90

/* The age itself, and POD_AGE_OLDEST for all who are older. */
int pod_age_cap (int age);
/* Ten years of age: "50–59", and "90+".  NULL for what is no age.  Free with g_free(). */
char *pod_age_to_band (double age);

G_END_DECLS
