#include <string.h>

#include "lab-show.h"
#include "pod-fhir.h"
#include "pod-json-node.h"
#include "pod-test.h"

/* FHIR as it is sent, each made here to hold one trap. */

static PodStudy *study;

static const char map_text[] =
    "[map fhir]\nlaboratory=LIS\nsubject.kind=record_number\nzone=+08:00\n"
    "[item creatinine]\nnames=肌酐\nspecimen=血清|SER|Serum\n[item wbc]\nnames=白细胞\n"
    "[item hbsag]\nnames=乙肝表面抗原\n[item uprot24]\nnames=U\n[item "
    "sbp]\nnames=S\ncodes=LOINC|8480-6\n"
    "[item dbp]\nnames=D\ncodes=LOINC|8462-4\n"
    "[answers]\nnegative=阴性|260385009\npositive=阳性\n";

#define PATIENT                                                                                    \
  "{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p1\","          \
  "\"gender\":\"female\",\"birthDate\":\"1970-01\",\"identifier\":[{\"value\":\"R1\"}]}}"
#define BUNDLE(entries)                                                                            \
  "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[" entries "]}"
/* One observation of that patient: what differs goes in @more. */
#define OBSERVATION(more)                                                                          \
  "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o1\",\"subject\":{\"reference\":"      \
  "\"urn:uuid:1\"}," more "}}"
#define ONE(more) BUNDLE (PATIENT "," OBSERVATION (more))
#define CODE "\"code\":{\"text\":\"肌酐\"},"
#define WHEN "\"effectiveDateTime\":\"2026-03-14T08:05:00+08:00\","
#define FINAL "\"status\":\"final\","
#define COMMON CODE WHEN FINAL
#define UMOL "\"unit\":\"umol/L\",\"system\":\"http://unitsofmeasure.org\",\"code\":\"umol/L\""
#define VALUE "\"valueQuantity\":{\"value\":88.40," UMOL "}"
#define GOOD "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n"

#define BARE "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n"
#define RANGES(ranges) ",\"referenceRange\":[" ranges "]"
#define RANGE(low, high, more) "{\"low\":{\"value\":" low "},\"high\":{\"value\":" high "}" more "}"
#define FOR(people) ",\"appliesTo\":[{\"text\":\"" people "\"}]"
#define INFANT ",\"age\":{\"high\":{\"value\":1,\"unit\":\"a\"}}"

#define CODED(unit)                                                                                \
  "\"valueQuantity\":{\"value\":5,\"unit\":\"" unit "\","                                          \
  "\"system\":\"http://unitsofmeasure.org\",\"code\":\"umol/L\"}"

#define RECEIVED(collected)                                                                        \
  "\"specimen\":{\"reference\":\"#s\"},\"contained\":[{\"resourceType\":\"Specimen\","             \
  "\"id\":\"s\",\"receivedTime\":\"2026-03-14T00:30:00Z\",\"collection\":{\"collectedDateTime\":"  \
  "\"2026-03-14T" collected ":00+08:00\"}}],"

static const LabCase cases[] = {
  { ONE (COMMON VALUE), GOOD },
  /* values */
  { ONE (COMMON "\"valueQuantity\":{\"value\":5,\"comparator\":\"<=\"," UMOL "}"),
    "2 R1 creatinine <=5 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON "\"valueQuantity\":{\"value\":5,\"comparator\":\"ad\"," UMOL "}"),
    "2 R1 creatinine ad5 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueQuantity\":{\"value\":5,\"unit\":\"mg/dL\"}"),
    "2 R1 creatinine 5 mg/dL .. final 2026-03-14T08:05\n" },
  { ONE (COMMON "\"valueQuantity\":{\"value\":0.853,\"unit\":\"mg/dL\"}"),
    "2 R1 creatinine 0.853 mg/dL .. final 2026-03-14T08:05\n" },
  { ONE (COMMON "\"valueQuantity\":{\"value\":5}"),
    "2 R1 creatinine 5 - .. final 2026-03-14T08:05: no unit, neither in the file nor in the "
    "map\n" },
  { ONE (COMMON "\"valueQuantity\":{" UMOL "}"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: no result\n" },
  { ONE (COMMON "\"valueString\":\"> 60\""),
    "2 R1 creatinine > 60 - .. final 2026-03-14T08:05: no unit, neither in the file nor in the "
    "map\n" },
  { ONE (COMMON "\"valueInteger\":5"), "2 R1 creatinine 5 - .. final 2026-03-14T08:05: no unit, "
                                       "neither in the file nor in the map\n" },
  { ONE (COMMON "\"valueRatio\":{\"numerator\":{\"value\":1},\"denominator\":{\"value\":320}}"),
    "2 R1 creatinine 1:320 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueRange\":{\"low\":{\"value\":5},\"high\":{\"value\":7}}"),
    "2 R1 creatinine 5-7 - .. final 2026-03-14T08:05: the result is not a number\n" },
  /* one side alone is none below zero */
  { ONE (COMMON "\"valueRange\":{\"high\":{\"value\":5}}"),
    "2 R1 creatinine ?-5 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueRange\":{\"low\":{\"value\":5,\"unit\":\"umol/L\"}}"),
    "2 R1 creatinine 5 umol/L-? - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueRatio\":{\"numerator\":{\"value\":30,\"unit\":\"mg\"},"
                "\"denominator\":{\"value\":1,\"unit\":\"g\"}}"),
    "2 R1 creatinine 30 mg:1 g - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueBoolean\":true"),
    "2 R1 creatinine true - .. final 2026-03-14T08:05: the result is not a number\n" },
  { ONE (COMMON "\"valueDecimal\":5"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: a kind of value that is not read\n" },
  { ONE (COMMON "\"valueSampledData\":{}"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: a kind of value that is not read\n" },
  { ONE (COMMON VALUE ",\"valueString\":\"5\""),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: several results in one field\n" },
  { ONE (COMMON "\"dataAbsentReason\":{\"text\":\"haemolytic\"}"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: no result\n" },
  { ONE (WHEN FINAL "\"code\":{\"text\":\"乙肝表面抗原\"},\"valueCodeableConcept\":{\"coding\":[{"
                    "\"code\":\"260385009\",\"display\":\"Negative\"}]}"),
    "2 R1 hbsag negative - .. final 2026-03-14T08:05\n" },
  { ONE (WHEN FINAL "\"code\":{\"text\":\"乙肝表面抗原\"},\"valueCodeableConcept\":{\"coding\":[{"
                    "\"code\":\"260385009\"}],\"text\":\"阳性\"}"),
    "2 R1 hbsag 阳性 - .. final 2026-03-14T08:05: the result’s code and its words are known as "
    "different answers; ask the laboratory which is right\n" },
  /* what is printed of a unit, beside its code: the same, and another; what is no unit says nothing */
  { ONE (COMMON CODED ("mmol/L")),
    "2 R1 creatinine 5 - .. final 2026-03-14T08:05: its unit is given twice, and the two differ; "
    "ask the laboratory which is right\n" },
  { ONE (COMMON CODED ("micromoles per litre")),
    "2 R1 creatinine 5 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON CODED ("µmol/l") RANGES ("{\"low\":{\"value\":57,\"unit\":\"µmol/l\"},"
                                         "\"high\":{\"value\":111,\"unit\":\"mg/dL\"}}")),
    "2 R1 creatinine 5 umol/L 57.. final 2026-03-14T08:05\n" },
  /* what it is called */
  { ONE (WHEN FINAL "\"code\":{\"coding\":[{\"system\":\"urn:x\",\"code\":\"K\"},{\"system\":"
                    "\"http://loinc.org\",\"code\":\"14682-9\"}]}," VALUE),
    GOOD },
  { ONE (WHEN FINAL "\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":"
                    "\"14682-9\"}],\"text\":\"白细胞\"}," VALUE),
    "2 R1 - 88.40 - .. final 2026-03-14T08:05: the item’s code and its name are known as different "
    "items\n" },
  { ONE (WHEN FINAL VALUE), "2 R1 - 88.40 - .. final 2026-03-14T08:05: the item has no name\n" },
  /* components, panels */
  { ONE (WHEN FINAL
         "\"code\":{\"text\":\"BP\"},\"component\":[{\"code\":{\"coding\":[{\"system\":"
         "\"http://loinc.org\",\"code\":\"8480-6\"}]},\"valueQuantity\":{\"value\":120,"
         "\"unit\":\"mmHg\"}},{\"code\":{\"coding\":[{\"system\":\"http://loinc.org\","
         "\"code\":\"8462-4\"}]},\"valueQuantity\":{\"value\":80,\"unit\":\"mm[Hg]\"}}]"),
    "2 R1 sbp 120 mm[Hg] .. final 2026-03-14T08:05\n2 R1 dbp 80 mm[Hg] .. final "
    "2026-03-14T08:05\n" },
  { ONE (COMMON "\"hasMember\":[{\"reference\":\"x\"}]"),
    "! There is no result in this FHIR resource." },
  /* ranges */
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57},\"high\":{\"value\":111}}],"
                      "\"interpretation\":[{\"coding\":[{\"code\":\"H\"}]}]"),
    "2 R1 creatinine 88.4 umol/L 57..111 final 2026-03-14T08:05 (flag)\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57,\"unit\":\"mg/dL\"}}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"text\":\"57-111\"}]"),
    "2 R1 creatinine 88.4 umol/L 57..111 final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"text\":\"<500\",\"type\":{\"coding\":[{\"code\":"
                      "\"treatment\"}]}}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57}},{\"low\":{\"value\":41}}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  /* of another kind, in whatever words, and of none */
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":20},\"high\":{\"value\":400},"
                      "\"type\":{\"text\":\"Critical\"}}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":20},\"high\":{\"value\":400},"
                      "\"type\":{}}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":20},\"meaning\":[{\"coding\":[{"
                      "\"code\":\"critical\"}]}]}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57},\"type\":{\"text\":"
                      "\"Normal range\"}}]"),
    "2 R1 creatinine 88.4 umol/L 57.. final 2026-03-14T08:05\n" },
  /* for the other sex, and of both the patient's */
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57},\"high\":{\"value\":111},"
                      "\"appliesTo\":[{\"text\":\"Male\"}]}]"),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"low\":{\"value\":57},\"high\":{\"value\":111},"
                      "\"appliesTo\":[{\"coding\":[{\"code\":\"248153007\"}]}]},{\"low\":{"
                      "\"value\":41},\"high\":{\"value\":81},\"appliesTo\":[{\"coding\":[{"
                      "\"display\":\"Female\"}]}]}]"),
    "2 R1 creatinine 88.4 umol/L 41..81 final 2026-03-14T08:05\n" },
  /* of an age, or for people in other words: not known to be hers, and beside another nobody knows which of them is */
  { ONE (COMMON VALUE RANGES (RANGE ("10", "30", INFANT))), BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("10", "30", FOR ("Pregnant")))), BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("57", "111", FOR ("Men")))), BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("57", "111", FOR ("Adult male")))), BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("57", "111", ",\"appliesTo\":[{}]"))), BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("57", "111", FOR ("Male")) "," RANGE ("10",
                                                                           "30",
                                                                           FOR ("Female") INFANT))),
    BARE },
  { ONE (COMMON VALUE RANGES (RANGE ("41", "81", "") "," RANGE ("10", "30", FOR ("Pregnant")))),
    BARE },
  { ONE (COMMON VALUE
             RANGES (RANGE ("41",
                            "111",
                            ",\"appliesTo\":[{\"text\":\"Female\"},{\"text\":\"Male\"}]"))),
    "2 R1 creatinine 88.4 umol/L 41..111 final 2026-03-14T08:05\n" },
  /* hers, wherever it stands, and however it is written; what is listed of all of them is for the eye */
  { ONE (COMMON VALUE
             RANGES (RANGE ("41", "81", FOR ("Female")) "," RANGE ("57", "111", FOR ("Male")))),
    "2 R1 creatinine 88.4 umol/L 41..81 final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE RANGES (
        "{\"text\":\"41-81\"" FOR ("Female") "},{\"text\":\"57-111\"" FOR ("Male") "}")),
    "2 R1 creatinine 88.4 umol/L 41..81 final 2026-03-14T08:05\n" },
  { ONE (COMMON VALUE RANGES ("{\"text\":\"0.6-1.2\",\"low\":{\"value\":0.6,\"unit\":\"mg/dL\"}}")),
    BARE },
  { ONE (COMMON VALUE RANGES ("{\"text\":\"1,500-4,000\"}")), BARE },
  /* flags: as before R4, and HL7's own behind another's */
  { ONE (COMMON VALUE ",\"referenceRange\":[{\"high\":{\"value\":111}}],\"interpretation\":{"
                      "\"coding\":[{\"system\":\"http://snomed.info/sct\",\"code\":\"1\"},{"
                      "\"system\":\"http://hl7.org/fhir/v2/0078\",\"code\":\"H\"}]}"),
    "2 R1 creatinine 88.4 umol/L ..111 final 2026-03-14T08:05 (flag)\n" },
  /* status */
  { ONE (CODE WHEN VALUE),
    "2 R1 creatinine 88.4 umol/L .. none 2026-03-14T08:05: the result has no status\n" },
  { ONE (CODE WHEN "\"status\":\"amended\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. corrected 2026-03-14T08:05\n" },
  { ONE (CODE WHEN "\"status\":\"entered-in-error\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. entered_in_error 2026-03-14T08:05: this result was entered in "
    "error\n" },
  { ONE (CODE WHEN "\"status\":\"preliminary\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. preliminary 2026-03-14T08:05: the result is preliminary\n" },
  { ONE (CODE WHEN "\"status\":\"done\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. unknown 2026-03-14T08:05: the status of the result is not "
    "known\n" },
  { ONE (COMMON VALUE ",\"modifierExtension\":[{\"url\":\"x\"}]"),
    "2 R1 creatinine 88.40 - .. final 2026-03-14T08:05: it carries a modifier that this program "
    "does not know\n" },
  /* times */
  { ONE (CODE FINAL "\"effectiveInstant\":\"2026-03-13T23:30:00.123Z\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T07:30\n" },
  { ONE (CODE FINAL "\"effectivePeriod\":{\"start\":\"2026-03-13\",\"end\":\"2026-03-14\"}," VALUE),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-13\n" },
  { ONE ("\"code\":{\"text\":\"U\"}," FINAL
         "\"effectivePeriod\":{\"start\":\"2026-03-13T08:00:00+08:00\","
         "\"end\":\"2026-03-14T00:10:00Z\"},\"contained\":[{\"resourceType\":\"Specimen\","
         "\"id\":\"s\",\"collection\":{\"quantity\":{\"value\":1.5,\"unit\":\"L\"}}}],"
         "\"specimen\":{\"reference\":\"#s\"},"
         "\"valueQuantity\":{\"value\":3.2,\"unit\":\"g/d\"}"),
    "2 R1 uprot24 3.2 g/d .. final 2026-03-13T08:00, from 2026-03-13T08:00 to 2026-03-14T08:10, "
    "1500 mL\n" },
  { ONE (CODE FINAL "\"effectiveDateTime\":\"2026-03\"," VALUE),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03: the date of collection is not a complete date "
    "in "
    "the order year, month, day\n" },
  /* what was received at 8:30 was not collected later: the specimen's own time, or none */
  { ONE (COMMON RECEIVED ("08:00") VALUE), GOOD },
  { ONE (CODE FINAL "\"effectiveDateTime\":\"2026-03-14T09:15:00+08:00\"," RECEIVED ("08:00")
             VALUE),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:00\n" },
  { ONE (CODE FINAL "\"effectiveDateTime\":\"2026-03-14T09:15:00+08:00\"," RECEIVED ("09:00")
             VALUE),
    "2 R1 creatinine 88.40 - .. final 2026-03-14T09:00: no time given for the sample lies before "
    "the "
    "laboratory received it, so that the time of its collection is not known; ask the "
    "laboratory\n" },
  { ONE (CODE FINAL "\"contained\":[{\"resourceType\":\"Specimen\",\"id\":\"s\",\"type\":{\"text\":"
                    "\"Urine\"}}],\"specimen\":{\"reference\":\"#s\"}," WHEN VALUE),
    "2 R1 - 88.40 - .. final 2026-03-14T08:05: the map knows this item of another specimen "
    "only\n" },
  { ONE (CODE FINAL
         "\"contained\":[{\"resourceType\":\"Specimen\",\"id\":\"s\",\"type\":{\"coding\":"
         "[{\"code\":\"SER\"}]},\"collection\":{\"collectedDateTime\":\"2026-03-14\"}}],"
         "\"specimen\":{\"reference\":\"#s\"}," VALUE),
    "2 R1 creatinine 88.4 umol/L .. final 2026-03-14\n" },
  /* whose it is */
  { BUNDLE (PATIENT ",{\"resource\":{\"resourceType\":\"Observation\",\"subject\":{\"reference\":"
                    "\"Patient/p1/_history/2\"}," COMMON VALUE "}}"),
    GOOD },
  { "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\","
    "\"identifier\":[{\"value\":\"R1\"}]}],\"subject\":{\"reference\":\"#p\"}," COMMON VALUE "}",
    "1 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { "{\"resourceType\":\"Observation\",\"subject\":{\"identifier\":{\"value\":\"R9\"}}," COMMON
        VALUE "}",
    "1 R9 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/9\"}," COMMON VALUE "}",
    "1 - creatinine 88.40 - .. final 2026-03-14T08:05: the patient of this result is not in the "
    "file\n" },
  { "{\"resourceType\":\"Observation\"," COMMON VALUE "}",
    "1 - creatinine 88.40 - .. final 2026-03-14T08:05: the result does not say whose it is\n" },
  /* two that are called the same, and differ */
  { BUNDLE (PATIENT
            ",{\"fullUrl\":\"urn:uuid:1\",\"resource\":{\"resourceType\":\"Patient\",\"id\":"
            "\"p2\",\"identifier\":[{\"value\":\"R2\"}]}}," OBSERVATION (COMMON VALUE)),
    "3 - creatinine 88.40 - .. final 2026-03-14T08:05: the patient of this result is not in the "
    "file\n" },
  /* two patients in one bundle */
  { BUNDLE (PATIENT ",{\"fullUrl\":\"urn:uuid:2\",\"resource\":{\"resourceType\":\"Patient\","
                    "\"identifier\":[{\"value\":\"R2\"}]}}," OBSERVATION (
                        COMMON VALUE) ",{\"resource\":{\"resourceType\":\"Observation\","
                                      "\"subject\":{\"reference\":"
                                      "\"urn:uuid:2\"}," COMMON VALUE "}}"),
    "3 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n4 R2 creatinine 88.4 umol/L .. final "
    "2026-03-14T08:05\n" },
  /* several numbers: the one of type MR, else none */
  { "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\","
    "\"identifier\":[{\"value\":\"A\"},{\"value\":\"B\",\"type\":{\"coding\":[{\"code\":\"MR\"}]}}]"
    "}"
    "],\"subject\":{\"reference\":\"#p\"}," COMMON VALUE "}",
    "1 B creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { "{\"resourceType\":\"Observation\",\"contained\":[{\"resourceType\":\"Patient\",\"id\":\"p\","
    "\"identifier\":[{\"value\":\"A\"},{\"value\":\"B\"}]}],\"subject\":{\"reference\":\"#p\"}"
    "," COMMON VALUE "}",
    "1 - creatinine 88.40 - .. final 2026-03-14T08:05: the patient has several numbers, and the "
    "map does not say which is meant\n" },
  /* reports: what they know of a result, a document, bundles of answers */
  { BUNDLE (PATIENT
            ",{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"subject\":{"
            "\"reference\":\"urn:uuid:1\"},\"result\":[{\"reference\":\"Observation/o9\"}]}},"
            "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o9\"," COMMON VALUE "}}"),
    "3 R1 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  { BUNDLE (PATIENT ",{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"effectiveDateTime\":"
                    "\"2026-03-13\",\"result\":[{\"reference\":\"Observation/o9\"}]}},"
                    "{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o9\",\"subject\":{"
                    "\"reference\":\"urn:uuid:1\"}," CODE FINAL VALUE "}}"),
    "3 R1 creatinine 88.4 umol/L .. final 2026-03-13\n" },
  { BUNDLE (PATIENT ",{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"subject\":{"
                    "\"reference\":\"urn:uuid:1\"}," COMMON
                    "\"text\":{\"status\":\"generated\",\"div\":\"<div>88</div>\"}}}"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: a report in words; it has to be read by a "
    "person\n" },
  { BUNDLE (PATIENT ",{\"resource\":{\"resourceType\":\"DiagnosticReport\",\"subject\":{"
                    "\"reference\":\"urn:uuid:1\"}," COMMON
                    "\"presentedForm\":[{\"data\":\"\"}]}}"),
    "2 R1 creatinine - - .. final 2026-03-14T08:05: an attached document or picture; it has to be "
    "read by a person\n" },
  { "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":[{},{\"resource\":" ONE (
        COMMON VALUE) "}]}",
    GOOD },
  /* a resource in each line */
  { "{\"resourceType\":\"Patient\",\"id\":\"p1\",\"identifier\":[{\"value\":\"R1\"}]}\n"
    "{\"resourceType\":\"Observation\",\"subject\":{\"reference\":\"Patient/p1\"}," COMMON VALUE
    "}\r\n",
    GOOD },
  { "{\"resourceType\":\"Patient\"}\n{\"a\":1}", "! Line 2, column 1: something after the value" },
  /* refused as a whole */
  { "[{\"resourceType\":\"Patient\"}]", "! This is JSON, but no FHIR resource." },
  { "{\"resourceType\":\"Bundle\",\"entry\":[]}",
    "! This bundle does not say of what type it is, so that it may hold results that no longer "
    "stand. Ask for a collection." },
  { "{\"resourceType\":\"Bundle\",\"type\":\"history\"}",
    "! This bundle is of a type that is not read; a collection, a document, a message, a "
    "transaction or a search is." },
  { "{\"a\":1}", "! This is JSON, but no FHIR resource." },
  { "{\"resourceType\":\"Patient\"}", "! There is no result in this FHIR resource." },
  { "{\"resourceType\":\"Observation\",", "! Line 1, column 31: expected a text in quotes" },
  { "{\"resourceType\":\"Observation\",\"status\":\"final\",\"status\":\"amended\"}",
    "! Line 1, column 56: a name that is there twice" },
};

static void
test_cases (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  lab_check_cases (study, map, cases, G_N_ELEMENTS (cases));
}

static void
test_marks (void)
{
  static const char text[] = "\xEF\xBB\xBF" ONE (COMMON VALUE);
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autofree char *shown = lab_show (study, map, text, -1);
  gsize length = 0;
  g_autofree char *utf16 = g_convert (text + 3, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autofree char *wide = lab_show (study, map, utf16, (gssize) length);

  g_assert_cmpstr (shown, ==, GOOD);
  g_assert_cmpstr (wide, ==, GOOD);
}

/* As deep as the stack, and more values than anybody sends. */
static void
test_depth (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GString) text = g_string_new ("{\"resourceType\":\"Bundle\",\"x\":");
  g_autoptr (GString) many = g_string_new ("{\"resourceType\":\"Bundle\",\"x\":[");
  g_autofree char *deep = NULL;
  g_autofree char *wide = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < POD_JSON_MAX_NODES; i++)
    g_string_append (many, "1,");
  g_string_append (many, "1]}");
  deep = lab_show (study, map, text->str, -1);
  wide = lab_show (study, map, many->str, -1);
  g_assert_nonnull (strstr (deep, "nested too deep"));
  g_assert_cmpstr (wide, ==, "! There are too many values in this file.");
}

/* Escapes, halves of characters, numbers as they are written. */
static void
test_texts (void)
{
  static const char text[] = "{\"a\":\"\\u00e9\\ud83d\\ude00\\ud83d\\n\\\\\\/"
                             "\\\"\",\"b\":6.30e+1,\"c\":{\"d\":[1, 2]},\"e\":null}";
  g_autoptr (PodJson) json = pod_json_parse (text, 4, NULL);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (64);

  g_assert_nonnull (json);
  g_assert_cmpstr (pod_json_text (json, pod_json_at (json, 1, "a"), strings), ==,
                   "é😀\xEF\xBF\xBD\n\\/\"");
  g_assert_cmpstr (pod_json_text (json, pod_json_at (json, 1, "b"), strings), ==, "6.30e+1");
  g_assert_cmpstr (pod_json_raw (json, pod_json_at (json, 1, "c.d"), strings), ==, "[1, 2]");
  g_assert_cmpstr (pod_json_text (json, pod_json_at (json, 1, "e"), strings), ==, "");
  g_assert_cmpuint (pod_json_at (json, 1, "c.x.y"), ==, 0);
}

/* What is kept beside the result. */
static void
test_context (void)
{
  static const char text[] =
      ONE (COMMON VALUE
           ",\"issued\":\"2026-03-14T12:00:00+08:00\",\"identifier\":[{\"value\":\"F1\"}],"
           "\"method\":{\"text\":\"enzymatic\"},\"note\":[{\"text\":\"n\"}]");
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
  const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);
  g_autofree char *reported = pod_moment_to_string (item->reported);

  g_assert_cmpstr (item->value, ==, "88.40");
  g_assert_cmpstr (item->sex, ==, "female");
  g_assert_cmpint (item->birth.month, ==, 1);
  g_assert_cmpint (item->birth.day, ==, 0);
  g_assert_cmpint (item->offset, ==, 480);
  g_assert_cmpstr (reported, ==, "2026-03-14T12:00");
  g_assert_cmpstr (item->order, ==, "F1");
  g_assert_cmpstr (item->method, ==, "enzymatic");
  g_assert_cmpstr (item->note, ==, "n");
  g_assert_cmpuint (file->n_other, ==, 1);
  g_assert_true (g_str_has_prefix (item->raw, "{\"resource\":{\"resourceType\":\"Observation\""));
  g_assert_true (g_str_has_suffix (item->raw, "\"note\":[{\"text\":\"n\"}]}}"));
  g_assert_nonnull (strstr (item->raw_patient, "\"resourceType\":\"Patient\""));
}

/* Beside a code that is known anything may stand, the patient's name as well: it is in the raw text alone. */
static void
test_coded (void)
{
  static const char text[] =
      ONE (WHEN FINAL
           "\"code\":{\"text\":\"乙肝表面抗原\"},\"valueCodeableConcept\":{\"coding\":[{\"code\":"
           "\"negative\",\"display\":\"Invented Canary\"}],\"text\":\"Invented Canary\"}");
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
  const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);

  g_assert_cmpstr (item->finding.code, ==, "negative");
  g_assert_cmpstr (item->finding.text, ==, "negative");
  g_assert_nonnull (strstr (item->raw, "Invented Canary"));
}

/* Whoever looks at the limits sees whose they are. */
static void
test_ranges (void)
{
  static const struct
  {
    const char *age;
    const char *shown;
  } rows[] = {
    { "{\"high\":{\"value\":1,\"unit\":\"a\"}}", "10 – 30 (age ≤ 1 a) (Female)" },
    { "{\"low\":{\"value\":18}}", "10 – 30 (age ≥ 18) (Female)" },
    { "{\"low\":{\"value\":1},\"high\":{\"value\":6}}", "10 – 30 (age 1 – 6) (Female)" },
    { "{}", "10 – 30 (age ?) (Female)" },
  };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"resourceType\":\"Observation\"," COMMON VALUE
                           ",\"referenceRange\":[" RANGE ("10", "30",
                                                          FOR ("Female") ",\"age\":%s") "]}",
                           rows[i].age);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);

      g_assert_cmpstr (g_array_index (file->items, PodLabItem, 0).range, ==, rows[i].shown);
    }
}

/* ---- again ---- */

static void
test_join (void)
{
  static const char *const broken[] = {
    "", "  ", "x", "{", "{\"a\":\"}", "{}x", "{}{", "[]", "{\\"
  };
  g_autofree char *joined = pod_fhir_join ("{\"fullUrl\":\"a}\\\"{\",\"resource\":{}}\n"
                                           "{\"resourceType\":\"Observation\"}");

  g_assert_cmpstr (joined, ==,
                   "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["
                   "{\"fullUrl\":\"a}\\\"{\",\"resource\":{}},"
                   "{\"resource\":{\"resourceType\":\"Observation\"}}]}");
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    g_assert_null (pod_fhir_join (broken[i]));
}

/* A report's attachment and its words are listed beside its results. */
static void
test_report (void)
{
  static const char *const more[] = {
    ",\"presentedForm\":[{\"contentType\":\"application/pdf\",\"data\":\"QUJD\"}]",
    ",\"conclusion\":\"no vasculitis\"",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    {
      g_autofree char *text = g_strconcat (
          "{\"resourceType\":\"DiagnosticReport\",\"status\":\"final\",\"contained\":["
          "{\"resourceType\":\"Patient\",\"id\":\"p\",\"identifier\":[{\"value\":\"S-001\"}]},"
          "{\"resourceType\":\"Observation\",\"id\":\"o\",\"status\":\"final\","
          "\"meta\":{\"security\":[{\"code\":\"HTEST\"}]},"
          "\"effectiveDateTime\":\"2026-03-14\",\"code\":{\"text\":\"肌酐\"},"
          "\"valueQuantity\":{\"value\":88,\"unit\":\"umol/L\"}}],"
          "\"subject\":{\"reference\":\"#p\"},\"code\":{\"text\":\"panel\"},"
          "\"effectiveDateTime\":\"2026-03-14\",\"result\":[{\"reference\":\"#o\"}]",
          more[i], "}", NULL);
      g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
      gboolean is_listed = *more[i] != '\0';
      const PodLabItem *report = &g_array_index (file->items, PodLabItem, 0);

      g_assert_cmpuint (file->items->len, ==, 1 + is_listed);
      g_assert_true (g_array_index (file->items, PodLabItem, is_listed).is_test);
      if (is_listed)
        g_assert_nonnull (strstr (report->reason, "read by a person"));
    }
}

#define MARK "\"meta\":{\"security\":[{\"code\":\"HTEST\"}]},"

/* A mark for testing on the bundle, the report, the patient, or on what contains the result: in each place it is one of the result, also
 * where that is read again by itself. */
static void
test_tried_out (void)
{
  static const char *const marks[][5] = {
    { MARK, "", "", "", "" }, { "", MARK, "", "", "" }, { "", "", MARK, "", "" },
    { "", "", "", MARK, "" }, { "", "", "", "", MARK }, { "", "", "", "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"resourceType\":\"Bundle\",%s\"type\":\"collection\",\"entry\":[{\"resource\":"
          "{\"resourceType\":\"Bundle\",%s\"type\":\"collection\",\"entry\":[{\"resource\":"
          "{\"resourceType\":\"Patient\",\"id\":\"p\",%s\"identifier\":[{\"value\":\"S-001\"}]}},"
          "{\"resource\":{\"resourceType\":\"DiagnosticReport\",%s\"status\":\"final\","
          "\"contained\":[{\"resourceType\":\"Observation\",\"id\":\"o\",%s\"status\":\"final\","
          "\"effectiveDateTime\":\"2026-03-14\",\"code\":{\"text\":\"肌酐\"},"
          "\"subject\":{\"reference\":\"Patient/p\"},"
          "\"valueQuantity\":{\"value\":88,\"unit\":\"umol/L\"}}],"
          "\"result\":[{\"reference\":\"#o\"}]}}]}}]}",
          marks[i][0], marks[i][1], marks[i][2], marks[i][3], marks[i][4]);
      g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);
      gboolean is_test = i + 1 < G_N_ELEMENTS (marks);
      g_autofree char *kept = g_strjoin ("\n", item->raw, item->raw_order, item->raw_patient, NULL);
      g_autoptr (PodLabFile)
          again = pod_lab_file_read_again (POD_LAB_FORMAT_FHIR, NULL, kept, "UTF-8", map);

      g_test_message ("%u", (guint) i);
      g_assert_cmpuint (file->items->len, ==, 1);
      g_assert_true (item->is_test == is_test);
      g_assert_nonnull (again);
      for (guint j = 0; j < again->items->len; j++)
        if (*g_array_index (again->items, PodLabItem, j).subject_key != '\0')
          g_assert_true (g_array_index (again->items, PodLabItem, j).is_test == is_test);
    }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  study = lab_load_study ();
  g_test_add_func ("/exchange/fhir/cases", test_cases);
  g_test_add_func ("/exchange/fhir/marks", test_marks);
  g_test_add_func ("/exchange/fhir/depth", test_depth);
  g_test_add_func ("/exchange/fhir/texts", test_texts);
  g_test_add_func ("/exchange/fhir/context", test_context);
  g_test_add_func ("/exchange/fhir/coded", test_coded);
  g_test_add_func ("/exchange/fhir/ranges", test_ranges);
  g_test_add_func ("/exchange/fhir/join", test_join);
  g_test_add_func ("/exchange/fhir/report", test_report);
  g_test_add_func ("/exchange/fhir/tried-out", test_tried_out);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
