#pragma once

#include "pod-lab-value.h"
#include "pod-site.h"
#include "pod-study.h"

G_BEGIN_DECLS

/**
 * PodLabMap: a key file, one for each laboratory; data/manual/laboratory-maps.md says the same at length
 *
 *   [map changhai] laboratory=Changhai central laboratory  encoding=auto|utf-8|gb18030  delimiter=auto|,|tab|;
 *     subject.kind=screening_number|enrolment_number|record_number
 *     missing=NA|/            what stands for no result, beside an empty cell
 *     zone=+08:00             the site's clock (or Asia/Shanghai): a time that comes with another zone is told by it; without
 *                             zone= a time with a zone is refused
 *     range.sexes=male|female which limits "62~115/53~97" gives first; without it, and without the patient's sex in the file,
 *                             such limits are not read
 *   For tables, column headings, several spellings with |:
 *     subject= item= result= collected=    required, or none of them: then the map is for messages only
 *     collected.time= unit= range= lower= upper= specimen= flag= comparator= code= sex= birth= status= reported= order= method=
 *     code.system=LOINC       what the codes in the column code are
 *     heading.rows=2          the heading has two lines; a column may be named in either
 *     decimal=,               numbers are written 1.234,5
 *     result=ORRES_{item}  unit=ORRESU_{item}  item=TEST_{item} …   one line has many items: what stands for {item} in a heading
 *                             of results tells them apart; the item's name is in its own column, or is that very word where
 *                             item={item}
 *   For messages (HL7 v2, FHIR):
 *     identifier=MR|urn:oid:1.2.3   which of a patient's identifiers is the subject's key: its type (PID-3.5, type.coding.code), its
 *                             authority (PID-3.4) or its system.  Without it: the only one, else the only one of type MR
 *     status.default=final    for a result without a status; without it, such a result is refused
 *   [item creatinine] names=肌酐|*肌酐|Creatinine|CREA  codes=LOINC|14682-9; LIS|CREA  unit=umol/L  specimen=血清|血浆
 *     what the laboratory calls an observation of the study; unit= is for where the file gives none; specimen= keeps the
 *     creatinine of urine apart from that of serum: another specimen is not this item
 *   [answers] negative=阴性|阴性(-)|-|未检出  positive=阳性|阳性(+)|+
 *   [range hgb.1] unit=g/L lower=115 upper=150 sex=female ages=18..59 from=2026-01-01 to=2026-12-31
 *     what the laboratory holds normal, for results that come without limits; lower= or upper= alone will do; without sex= for both, without
 *     ages= for all, without to= until it is ended.  After the dot stands whatever tells several of one observation apart
 *   [answers anca_iif] negative=阴性     for one observation, before the common ones
 *   [unit 10*3/uL] names=THOU/uL|K/cumm     what the laboratory prints for a UCUM unit, letter for letter, where the program does not
 *     know it (pod-unit.h)
 *   [status] final=已审核  preliminary=初步  corrected=更正  withdrawn=作废  entered_in_error= cancelled=
 *
 * Spellings are compared without regard to case, full-width forms, spaces, and a quality star before them; nothing is guessed.
 * The LOINC code of an observation of the study (loinc=) needs no entry, where unit and specimen fit; what codes= gives comes first.
 * A code that is one item and a name that is another contradict each other, and the result is not taken.
 */
typedef struct _PodLabMap PodLabMap;

/* NULL, with the problems added, where there was any fault. */
PodLabMap *pod_lab_map_load (const char *path, const PodStudy *study, GPtrArray *problems);
/* The same from a text that was kept; @name: what problems call it. */
PodLabMap *
pod_lab_map_parse (const char *text, const char *name, const PodStudy *study, GPtrArray *problems);
void pod_lab_map_free (PodLabMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodLabMap, pod_lab_map_free)

typedef enum
{
  POD_SUBJECT_KEY_SCREENING_NUMBER,
  POD_SUBJECT_KEY_ENROLMENT_NUMBER,
  POD_SUBJECT_KEY_RECORD_NUMBER,
} PodSubjectKeyKind;

/* "screening_number" …, in the order of the kinds, and NULL. */
const char *const *pod_subject_key_kind_list (void);

PodSubjectKeyKind pod_lab_map_get_key_kind (const PodLabMap *map);
/* Of its tables, as long as nobody has said it of one. */
PodLabDates pod_lab_map_get_dates (const PodLabMap *map);
const char *pod_lab_map_get_laboratory (const PodLabMap *map);
/* Another than the map's own, as for what another hospital has sent. */
void pod_lab_map_set_laboratory (PodLabMap *map, const char *laboratory);
/* How a person says that this laboratory writes the numbers of its tables, whatever the map says: 1.234,5 or 1,234.5. */
void pod_lab_map_set_decimal_comma (PodLabMap *map, gboolean decimal_comma);
gboolean pod_lab_map_has_decimal_comma (const PodLabMap *map);
/* What of a form of table is said beside its columns. */
#define POD_LAB_FORM_KIND "subject.kind"
#define POD_LAB_FORM_DATES "dates"

/* How a person says that tables are headed: "subject.kind", tab, kind; "dates", tab, "dmy" (pod_lab_dates_list()); then "column", tab, heading of
 * each.  Another "subject.kind" begins another form of table.  A table with all headings of a form has these columns and no others, whatever the map
 * says of headings, delimiter, rows and dates; any other is read by the map's own.
 * FALSE, and nothing was changed, where they are not clear: a column that a map does not know, no heading, one for two columns, a column twice, or one
 * of the four that a table must have not among them. */
gboolean pod_lab_map_choose_columns (PodLabMap *map, const char *const *columns);
gboolean pod_lab_columns_are_clear (const char *const *columns);
/* What a person has said beside the map; what the map says of that very name goes before.  FALSE where the study has no such
 * observation, or the name is none. */
gboolean pod_lab_map_add_name (PodLabMap *map,
                               const PodStudy *study,
                               const char *observation,
                               const char *name);
/* What spellings are compared by.  Free with g_free(). */
char *pod_lab_fold (const char *text);
/* Its [range …]; they are the map's own, and no row has been given to them. */
const PodRange *pod_lab_map_get_ranges (const PodLabMap *map, guint *n);

G_END_DECLS
