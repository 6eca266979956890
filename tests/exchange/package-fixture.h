#pragma once

#include "pod-package.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * Three invented persons: one who failed screening and came again, was enrolled and treated; one still in screening; one who
 * died. Day 1 of the first, the first dose of fludarabine, is 2026-03-10.
 */
typedef struct
{
  PodStudy *study;
  PodSite *site;
  PodPackage package;
} Fixture;

/* The names of the first person's identities. */
#define FIXTURE_NAME "欧阳修文"
#define FIXTURE_BIRTH "1971-03-05"
#define FIXTURE_RECORD "0012345678"

void fixture_set_up (Fixture *fixture, PodProfile profile);
void fixture_tear_down (Fixture *fixture);
/* Adds an adverse event that only the verbatim text describes, with the first person's name in it, and a finding of that text. */
void fixture_add_free_text (Fixture *fixture);

G_END_DECLS
