#pragma once

#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodLabMap: a key file, one for each laboratory
 *
 *   [map changhai] laboratory=Changhai central laboratory  encoding=auto|utf-8|gb18030  delimiter=,|tab|;
 *     subject=<column heading>  subject.kind=screening_number|enrolment_number|record_number
 *     item= result= unit= range= (or lower= upper=) collected= collected.time= specimen= flag=   column headings;
 *     several spellings with |.  subject, item, result and collected are required
 *     missing=NA|/            what stands for no result, beside an empty cell
 *   [item creatinine] names=肌酐|*肌酐|Creatinine|CREA  unit=umol/L  specimen=血清|血浆
 *     what the laboratory calls an observation of the study; unit= is for where the file gives none; specimen= keeps the
 *     creatinine of urine apart from that of serum: another specimen is not this item
 *   [answers] negative=阴性|阴性(-)|-|未检出  positive=阳性|阳性(+)|+
 *   [answers anca_iif] negative=阴性     for one observation, before the common ones
 *
 * Spellings are compared without regard to case, full-width forms, spaces, and a quality star before them; nothing is guessed.
 */
typedef struct _PodLabMap PodLabMap;

/* NULL, with the problems added, where there was any fault. */
PodLabMap *pod_lab_map_load (const char *path, const PodStudy *study, GPtrArray *problems);
void pod_lab_map_free (PodLabMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabMap, pod_lab_map_free)

typedef enum
{
  POD_SUBJECT_KEY_SCREENING_NUMBER,
  POD_SUBJECT_KEY_ENROLMENT_NUMBER,
  POD_SUBJECT_KEY_RECORD_NUMBER,
} PodSubjectKeyKind;

PodSubjectKeyKind pod_lab_map_get_key_kind (const PodLabMap *map);

G_END_DECLS
