#pragma once

#include "pod-dataset.h"
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

#define FIXTURE_HEAD "12:00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

void fixture_set_up (Fixture *fixture, PodProfile profile);
void fixture_tear_down (Fixture *fixture);
/* Adds an adverse event that only the verbatim text describes, with the first person's name in it, and a finding of that text. */
void fixture_add_free_text (Fixture *fixture);
/* A subject whose results were collected, judged, corrected, preliminary and not done. */
void fixture_add_laboratory (Fixture *fixture);
/* A treated person with results of CAR copies; both lists end with NULL: days of infusions, and "2026-03-22 <50". */
void fixture_add_infused (Fixture *fixture,
                          guint number,
                          const char *const *doses,
                          const char *const *results);
/* Adds a person whose adverse event, enrolment and visit are signed, and whose casebook was, before it was changed; @printed_name signed
 * them, on 2 April 2026 at 13:30:05 in Shanghai. */
void fixture_add_signed (Fixture *fixture, const char *printed_name);
/* Writes the package; its directory, and in @hash, where asked for, the manifest's. Strings live until the test ends. */
const char *fixture_write (Fixture *fixture, const char **hash);
/* One of its datasets. */
PodDataset *fixture_load (const char *directory, const char *name);

G_END_DECLS
