#pragma once

#include "pod-json-node.h"
#include "pod-lab-line.h"

G_BEGIN_DECLS

/* Inside the room only: FHIR R4 in JSON. */

/* Extensions nest; nothing that anybody sends nests so deep. */
#define POD_FHIR_DEPTH 64

/* A resource of the file.  @entry: its number in the bundle, from 1, of the outermost one; @full_url: "" where there is none;
 * @container: of a contained one, what contains it; @written: the entry that it stands in, or the whole where that is no bundle;
 * @is_test: made up for testing, as its sender marks it, or what contains it, or its bundle */
typedef struct
{
  guint node;
  guint entry;
  guint container;
  guint written;
  const char *type;
  const char *id;
  const char *full_url;
  gboolean is_test;
} PodFhirResource;

/* A piece that pod_fhir_join() makes no entry of, but a mark of the whole: what marked a result may not be kept beside it. */
#define POD_FHIR_TEST_MARK                                                                         \
  "{\"resourceType\":\"Bundle\",\"meta\":{\"security\":[{\"code\":\"HTEST\"}]}}"

/**
 * PodFhir:
 * @resources: PodFhirResource, in the file's order, contained ones behind what contains them
 * @by_name: "Patient/1", a full URL, or "#1" behind its container's number → index + 1; 0 where several are called so
 * @reports: node of an Observation → node of the DiagnosticReport that lists it
 * @pieces: node → its text, of what several results refer to
 */
typedef struct
{
  PodJson *json;
  GStringChunk *strings;
  GArray *resources;
  GHashTable *by_name;
  GHashTable *reports;
  GHashTable *pieces;
} PodFhir;

/* Errors: FORMAT, TOO_LARGE. */
PodFhir *pod_fhir_load (const char *text, GStringChunk *strings, GError **error);
void pod_fhir_free (PodFhir *fhir);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodFhir, pod_fhir_free)

const char *pod_fhir_get (const PodFhir *fhir, guint node, const char *path);
/* What @reference, a Reference inside @from, points to; NULL where that is not in the file, or not certain. */
const PodFhirResource *
pod_fhir_resolve (const PodFhir *fhir, const PodFhirResource *from, guint reference);
/* The entry of @resource, to be kept beside @beside; "" where that holds it, or it is too long to be kept with each result. */
const char *
pod_fhir_keep (PodFhir *fhir, const PodFhirResource *resource, const PodFhirResource *beside);
/* Entries and resources, one behind the other, as a bundle; NULL where they are none. */
char *pod_fhir_join (const char *pieces);
/* Resources, one in each line (NDJSON), as a bundle; NULL where there is one alone, or where one is none. */
char *pod_fhir_join_lines (const char *text);
/* Whether a resource carries that mark itself. */
gboolean pod_fhir_is_marked (const PodFhir *fhir, guint node);
/* "" where it is no CodeableConcept: text, else the first display, else the first code. */
const char *pod_fhir_concept (const PodFhir *fhir, guint concept);

/* Subject's key, sex and birth date, or a refusal. */
void pod_fhir_read_patient (PodFhir *fhir,
                            const PodFhirResource *observation,
                            const PodLabMap *map,
                            PodLabLine *line);
/* Result, comparator, unit, range and flag of an Observation or of one of its components. */
void pod_fhir_read_value (const PodFhir *fhir, guint node, PodLabLine *line);
/* Whether it has a value[x], or says why it has none. */
gboolean pod_fhir_has_value (const PodFhir *fhir, guint node);

G_END_DECLS
