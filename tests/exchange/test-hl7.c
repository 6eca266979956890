#include <string.h>
#include <time.h>

#include "lab-show.h"
#include "pod-hl7.h"
#include "pod-test.h"

/* HL7 messages as laboratories send them, each made here to hold one trap. */

static PodStudy *study;

static const char map_text[] =
    "[map hl7]\nlaboratory=LIS\nsubject.kind=screening_number\nzone=+08:00\n"
    "range.sexes=male|female\n"
    "[item creatinine]\nnames=肌酐\ncodes=LIS|CREA\nunit=umol/L\nspecimen=血清|SER\n"
    "[item wbc]\nnames=白细胞\n[item anc]\nnames=中性粒细胞\n"
    "[item hbsag]\nnames=乙肝表面抗原\n[item urea]\nnames=尿素\n"
    "[item uprot24]\nnames=24h尿蛋白\n"
    "[answers]\nnegative=阴性|NEG\npositive=阳性|POS\n";

#define MSH "MSH|^~\\&|LIS|H|||20260314120000||ORU^R01|1|P|2.5\r"
#define PID "PID|1||S-001^^^H^MR||张^三||19700101|M\r"
#define OBR "OBR|1|P1|F1|PANEL^Panel^LIS|||20260314080500|||||||||||||||20260314110000|||F\r"
#define HEAD MSH PID OBR
#define PLAIN "OBX|1|NM|^肌酐||88|umol/L|||||F\r"
/* The end of an OBX from its unit on: range, flags, and final. */
#define F(unit, range, flag) "|" unit "|" range "|" flag "|||F\r"

#define COMMA                                                                                      \
  "the result is not a number: in HL7 and FHIR a point stands before decimals, and this has a "    \
  "comma; ask the laboratory to send it with a point, or enter the value by hand\n"
#define WHICH                                                                                      \
  "several specimens stand with its order, and nothing says which of them it is of; ask the "      \
  "laboratory\n"
#define OBR_1 "OBR|1|P1|F1\r"
#define OBR_2 "OBR|2|P2|F2\r"
/* A specimen, and when it was collected. */
#define SPM(n, kind, when) "SPM|" n "|||" kind "|||||||||||||" when "\r"

/* A specimen with its number, kind, role, volume, and when it was collected and received. */
#define TUBE(number, kind, role, volume, when, received)                                           \
  "SPM|1|" number "||" kind "|||||||" role "|" volume "|||||" when "|" received "\r"
/* A result that names its specimen. */
#define OWN(value, number)                                                                         \
  "OBX|1|NM|^肌酐||" value "|umol/L|||||F||||||||||||||||||||||" number "\r"
#define OUL(event) "MSH|^~\\&|LIS|H|||20260314120000||OUL^" event "|1|P|2.5\r"
#define UNITS "its unit is given twice, and the two differ; ask the laboratory which is right\n"

static const LabCase cases[] = {
  /* plain */
  { HEAD "OBX|1|NM|CREA^肌酐^LIS||88.4" F ("umol/L", "57-111", "N"),
    "4 S-001 creatinine 88.4 umol/L 57..111 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|CREA^^LIS||88.4" F ("", "", ""),
    "4 S-001 creatinine 88.4 umol/L .. final 2026-03-14T08:05\n" },
  /* the study's own LOINC code */
  { HEAD "OBX|1|NM|718-7^Hemoglobin^LN||12.5" F ("g/dL^^UCUM", "[13,18]", "L"),
    "4 S-001 hgb 12.5 g/dL 13..18 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|X^x^LIS^718-7^Hemoglobin^LN||12.5" F ("g/dL", "", ""),
    "4 S-001 hgb 12.5 g/dL .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|718-7^Hemoglobin^LN||12.5" F ("mmol/mol", "", ""),
    "4 S-001 hgb 12.5 - .. final 2026-03-14T08:05: the unit does not convert to the one of the "
    "study\n" },
  { HEAD "OBX|1|NM|CREA^尿素^LIS||88.4" F ("umol/L", "", ""),
    "4 S-001 - 88.4 - .. final 2026-03-14T08:05: the item’s code and its name are known as "
    "different items\n" },
  /* a code is no name where there is a name */
  { HEAD "OBX|1|NM|肌酐^Creatinine, urine^L||88.4" F ("umol/L", "", ""),
    "4 S-001 - 88.4 - .. final 2026-03-14T08:05: the map does not know this item\n" },
  /* units: escaped, come apart, with a system, in other letters */
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("10\\S\\9/L", "3.5-9.5", "N"),
    "4 S-001 wbc 6.5 10*9/L 3.5..9.5 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("10^9/L", "", ""),
    "4 S-001 wbc 6.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("x10^9/L^UCUM", "", ""),
    "4 S-001 wbc 6.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("giga.l-1", "", ""),
    "4 S-001 wbc 6.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("×10⁹/L", "", ""),
    "4 S-001 wbc 6.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("\xCE\xBCmol/L", "", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("\xC2\xB5mol/L", "", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||1" F ("109/L", "", ""),
    "4 S-001 creatinine 1 - .. final 2026-03-14T08:05: the unit is not known\n" },
  /* the other code of two: all there is, the one that is UCUM, the same, and another */
  { HEAD "OBX|1|NM|^肌酐||1" F ("^^^mg/dL^^UCUM", "", ""),
    "4 S-001 creatinine 1 mg/dL .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||1" F ("MGDL^^L^mg/dL^^UCUM", "", ""),
    "4 S-001 creatinine 1 mg/dL .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||6.5" F ("10*3/uL^^UCUM^K/uL^^L", "", ""),
    "4 S-001 wbc 6.5 10*3/uL .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||1" F ("umol/L^^L^mg/dL^^UCUM", "", ""),
    "4 S-001 creatinine 1 - .. final 2026-03-14T08:05: " UNITS },
  { HEAD "OBX|1|NM|^肌酐||1" F ("umol/L^mmol/L^UCUM", "", ""),
    "4 S-001 creatinine 1 - .. final 2026-03-14T08:05: " UNITS },
  /* values */
  { HEAD "OBX|1|SN|^肌酐||<^5" F ("umol/L", "", ""),
    "4 S-001 creatinine <5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|SN|^肌酐||^5" F ("umol/L", "", ""),
    "4 S-001 creatinine 5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|SN|^肌酐||>=^5.50" F ("umol/L", "", ""),
    "4 S-001 creatinine >=5.5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|SN|^肌酐||^1^:^320" F ("umol/L", "", ""),
    "4 S-001 creatinine 1:320 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { HEAD "OBX|1|SN|^肌酐||^5^-^7" F ("umol/L", "", ""),
    "4 S-001 creatinine 5-7 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { HEAD "OBX|1|SN|^肌酐||^+5" F ("umol/L", "", ""),
    "4 S-001 creatinine 5 umol/L .. final 2026-03-14T08:05\n" },
  /* two numbers with nothing between them are not one */
  { HEAD "OBX|1|SN|^肌酐||^1^^5" F ("umol/L", "", ""),
    "4 S-001 creatinine 1 5 - .. final 2026-03-14T08:05: the result is not a number\n" },
  { HEAD "OBX|1|SN|^肌酐||1^5" F ("umol/L", "", ""),
    "4 S-001 creatinine 1 5 - .. final 2026-03-14T08:05: the result is not a number\n" },
  /* What a laboratory is said to write before its decimals is of its tables: here its sender has to mend it. */
  { HEAD "OBX|1|ST|CREA^^LIS||97,5" F ("umol/L", "", ""),
    "4 S-001 creatinine 97,5 - .. final 2026-03-14T08:05: " COMMA },
  { HEAD "OBX|1|NM|^肌酐||<4,5 H" F ("umol/L", "", ""),
    "4 S-001 creatinine <4,5 H - .. final 2026-03-14T08:05: " COMMA },
  /* 1.234 or 1234: neither is taken, unless the map says which; with a point behind it, it is clear */
  { HEAD "OBX|1|NM|^肌酐||1,234" F ("mg/dL", "", ""),
    "4 S-001 creatinine 1,234 - .. final 2026-03-14T08:05: its comma may be one of decimals or of "
    "thousands; ask the laboratory to send it without one\n" },
  { HEAD "OBX|1|ST|^肌酐||>1,234 H" F ("mg/dL", "", ""),
    "4 S-001 creatinine >1,234 H - .. final 2026-03-14T08:05: its comma may be one of decimals or "
    "of thousands; ask the laboratory to send it without one\n" },
  { HEAD "OBX|1|ST|^肌酐||1,234.5" F ("umol/L", "", ""),
    "4 S-001 creatinine 1234.5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||0.853" F ("mg/dL", "0.514-1.125", ""),
    "4 S-001 creatinine 0.853 mg/dL 0.514..1.125 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||+5" F ("umol/L", "", ""),
    "4 S-001 creatinine 5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||.5" F ("umol/L", "", ""),
    "4 S-001 creatinine 0.5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||<0.5" F ("umol/L", "", ""),
    "4 S-001 creatinine <0.5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|ST|^肌酐||５．５" F ("umol/L", "", ""),
    "4 S-001 creatinine 5.5 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||5~6" F ("umol/L", "", ""),
    "4 S-001 creatinine 5\n6 - .. final 2026-03-14T08:05: several results in one field\n" },
  { HEAD "OBX|1|NM|^肌酐||\"\"" F ("umol/L", "", ""),
    "4 S-001 creatinine - - .. final 2026-03-14T08:05: no result\n" },
  { HEAD "OBX|1|ST|^乙肝表面抗原||阴性" F ("", "", ""),
    "4 S-001 hbsag negative - .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|CWE|^乙肝表面抗原||NEG^none seen^L" F ("", "", ""),
    "4 S-001 hbsag negative - .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|CE|^乙肝表面抗原||260373001^阳性^SCT" F ("", "", "A"),
    "4 S-001 hbsag positive - .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|CE|^乙肝表面抗原||^^^260373001^阳性^SCT" F ("", "", ""),
    "4 S-001 hbsag positive - .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|CWE|^乙肝表面抗原||^^^POS^^L" F ("", "", ""),
    "4 S-001 hbsag positive - .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|CWE|^乙肝表面抗原||POS^阴性^L" F ("", "", ""),
    "4 S-001 hbsag 阴性 - .. final 2026-03-14T08:05: the result’s code and its words are known as "
    "different answers; ask the laboratory which is right\n" },
  { HEAD "OBX|1|ED|^肌酐||^application^pdf^Base64^JVBER" F ("", "", ""),
    "4 S-001 creatinine ^application^pdf^Base64^JVBER - .. final 2026-03-14T08:05: an attached "
    "document or picture; it has to be read by a person\n" },
  { HEAD "OBX|1|XPN|^肌酐||5" F ("umol/L", "", ""),
    "4 S-001 creatinine 5 - .. final 2026-03-14T08:05: a kind of value that is not read\n" },
  /* ranges */
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "62～115/53～97", ""),
    "4 S-001 creatinine 88 umol/L 62..115 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "女:53-97 男:62-115", ""),
    "4 S-001 creatinine 88 umol/L 62..115 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "男 62-115 \\T\\ 女 53-97", ""),
    "4 S-001 creatinine 88 umol/L 62..115 final 2026-03-14T08:05\n" },
  /* the M of a word is nobody's */
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "Serum: 57-111", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "<10 umol/L", "H"),
    "4 S-001 creatinine 88 umol/L ..10 final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "4.0～10.0）", "N"),
    "4 S-001 creatinine 88 umol/L 4..10 final 2026-03-14T08:05 (flag)\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "^^10", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "2.8<6.1", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  /* 1.5 to 4 or 1500 to 4000: neither */
  { HEAD "OBX|1|NM|^白细胞||2.5" F ("10*9/L", "1,500-4,000", "N"),
    "4 S-001 wbc 2.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^白细胞||2.5" F ("10*9/L", "<1,500", ""),
    "4 S-001 wbc 2.5 10*9/L .. final 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88" F ("umol/L", "男:1,500-4,000 女:1,200-3,000", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  /* status */
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||C\r",
    "4 S-001 creatinine 88 umol/L .. corrected 2026-03-14T08:05\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||W\r",
    "4 S-001 creatinine 88 umol/L .. withdrawn 2026-03-14T08:05: the laboratory has withdrawn "
    "this result\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||P\r",
    "4 S-001 creatinine 88 umol/L .. preliminary 2026-03-14T08:05: the result is preliminary\n" },
  { HEAD "OBX|1|NM|^肌酐|||umol/L|||||X\r",
    "4 S-001 creatinine - - .. cancelled 2026-03-14T08:05: the test was not done\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||Q\r",
    "4 S-001 creatinine 88 umol/L .. unknown 2026-03-14T08:05: the status of the result is not "
    "known\n" },
  /* the order's, where the result has none */
  { HEAD "OBX|1|NM|^肌酐||88|umol/L\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { MSH PID "OBR|1|P1|F1||||20260314080500\rOBX|1|NM|^肌酐||88|umol/L\r",
    "4 S-001 creatinine 88 umol/L .. none 2026-03-14T08:05: the result has no status\n" },
  /* of an order some of whose results are there, none is said to be final */
  { MSH PID "OBR|1|P1|F1||||20260314080500||||||||||||||||||A\rOBX|1|NM|^肌酐||88|umol/L\r",
    "4 S-001 creatinine 88 umol/L .. preliminary 2026-03-14T08:05: the result is preliminary\n" },
  /* times: OBX-14 before OBR-7; the site's clock; a day; none; what was received was not drawn later */
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F|||202603140907\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T09:07\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F|||20260314230000.1234+0000\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-15T07:00\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F|||20260314\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F|||202603\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03: the date of collection is not a complete date "
    "in "
    "the order year, month, day\n" },
  { MSH PID "OBR|1|P1|F1\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "4 S-001 creatinine 88 - .. final -: no date of collection\n" },
  { MSH PID "OBR|1|P1|F1||||20260314080500|||||||20260314090000\r"
            "OBX|1|NM|^肌酐||88|umol/L|||||F|||20260314093000\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  /* the one before the receipt, whichever that is; a receipt at midnight is one of that day; where all lie behind, none is it */
  { MSH PID "OBR|1|P1|F1||||20260314083600|||||||20260314000000\r"
            "OBX|1|NM|^肌酐||88|umol/L|||||F|||20260315155700\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:36\n" },
  { MSH PID "OBR|1|P1|F1||||20260314125435|||||||20260314121200\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "4 S-001 creatinine 88 - .. final 2026-03-14T12:54: no time given for the sample lies before "
    "the laboratory received it, so that the time of its collection is not known; ask the "
    "laboratory\n" },
  /* the zone of the message is that of its times, except of those with one of their own, and of days */
  { "MSH|^~\\&|LIS|H|||20260314120000+0100||ORU^R01|1|P|2.5\r" PID OBR PLAIN
    "OBX|2|NM|^肌酐||89|umol/L|||||F|||202603140907+0800\r"
    "OBX|3|NM|^肌酐||90|umol/L|||||F|||20260314\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T15:05\n"
    "5 S-001 creatinine 89 umol/L .. final 2026-03-14T09:07\n"
    "6 S-001 creatinine 90 umol/L .. final 2026-03-14\n" },
  /* collected over hours: the order's end, the specimen's, how much; of a day; before it began, and of no day; a blood sample has none */
  { MSH PID "OBR|1|P1|F1||||20260313080000|20260314081000|1500^ml\r"
            "OBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-13T08:00, from 2026-03-13T08:00 to "
    "2026-03-14T08:10, 1500 mL\n" },
  { MSH PID "OBR|1|P1|F1\rOBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r"
            "SPM|1|||||||||||1.25^L|||||20260313080000^20260314081000\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-13T08:00, from 2026-03-13T08:00 to "
    "2026-03-14T08:10, 1250 mL\n" },
  { MSH PID "OBR|1|P1|F1||||20260313|20260314|1500\rOBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-13, from 2026-03-13 to 2026-03-14, 1500 mL\n" },
  { MSH PID "OBR|1|P1|F1||||20260314080000|20260314080000|much\r"
            "OBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-14T08:00\n" },
  { MSH PID "OBR|1|P1|F1||||20260314080000|20260313080000\rOBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-14T08:00: the collection ended before it began\n" },
  { MSH PID "OBR|1|P1|F1||||20260313080000|202603\rOBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r",
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-13T08:00: the end of the collection is not a "
    "complete date in the order year, month, day\n" },
  { MSH PID "OBR|1|P1|F1||||20260314080500|20260314110000|5^mL\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  /* specimens, before and behind */
  { MSH PID "OBR|1|P1|F1||||20260314080500||||||||尿液\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "4 S-001 - 88 - .. final 2026-03-14T08:05: the map knows this item of another specimen "
    "only\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F\rSPM|1|||UR^Urine^HL70487\r",
    "4 S-001 - 88 - .. final 2026-03-14T08:05: the map knows this item of another specimen "
    "only\n" },
  { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F\rSPM|1|||SER^Serum^HL70487\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  /* all before their orders: the time of each is its own, and of receipt */
  { MSH PID "SPM|1|||SER^Serum^HL70487|||||||||||||20260314080000|20260314081500\r"
            "OBR|1|P1|F1||||20260314090000\rOBX|1|NM|^肌酐||88|umol/L|||||F|||20260314100000\r"
            "SPM|2|||UR^Urine^HL70487\rOBR|2|P2|F2||||20260314090000\r"
            "OBX|1|NM|^肌酐||89|umol/L|||||F\r",
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "8 S-001 - 89 - .. final 2026-03-14T09:00: the map knows this item of another specimen "
    "only\n" },
  /* several before an order, or behind it: none, unless they say the same */
  { MSH PID SPM ("1", "UR", "20260313070000") SPM ("2", "SER", "20260314080000") OBR_1 PLAIN OBR_2
    "OBX|1|NM|^肌酐||89|umol/L|||||F\r",
    "6 S-001 creatinine 88 - .. final -: " WHICH "8 S-001 creatinine 89 - .. final -: " WHICH },
  { MSH PID SPM ("1", "SER", "20260314080000") SPM ("2", "SER", "20260314080000")
        OBR_1 PLAIN OBR_2 PLAIN,
    "6 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "8 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n" },
  { MSH PID OBR_1 PLAIN SPM ("1", "SER", "20260314080000") SPM ("2", "UR", "20260314080000")
        OBR_2 PLAIN SPM ("1", "SER", "20260314080000"),
    "4 S-001 creatinine 88 - .. final -: " WHICH
    "8 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n" },
  /* one before several orders is of all until the next */
  { MSH PID SPM ("1", "SER", "20260314080000")
        OBR_1 PLAIN OBR_2 PLAIN SPM ("2", "SER", "20260315080000")
            OBR_1 PLAIN SPM ("3", "SER", "20260316080000") SPM ("4", "SER", "20260317080000")
                OBR_2 PLAIN,
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "7 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "10 S-001 creatinine 88 umol/L .. final 2026-03-15T08:00\n"
    "14 S-001 creatinine 88 - .. final -: " WHICH },
  /* one before it and one behind, which are of one order, or not */
  { MSH PID SPM ("1", "SER", "20260314080000") OBR_1 PLAIN SPM ("2", "SER", "20260315080000"),
    "5 S-001 creatinine 88 - .. final -: " WHICH },
  { MSH PID SPM ("1", "SER", "20260314080000") OBR_1 SPM ("2", "SER", "20260315080000") PLAIN,
    "6 S-001 creatinine 88 - .. final -: " WHICH },
  /* the tubes of one draw, each with its number, its volume and its receipt; what was collected in two vessels is more than one has */
  { MSH PID OBR_1 PLAIN TUBE ("A1", "SER", "P", "3", "20260314080000", "20260314083000")
        TUBE ("A2", "SER", "P", "4", "20260314080000", "20260314083100"),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n" },
  { MSH PID OBR_1 "OBX|1|NM|^24h尿蛋白||3.2|g/d|||||F\r" TUBE ("A1",
                                                               "UR",
                                                               "P",
                                                               "1000",
                                                               "20260313080000^20260314080000",
                                                               "")
        TUBE ("A2", "UR", "P", "500", "20260313080000^20260314080000", ""),
    "4 S-001 uprot24 3.2 g/d .. final 2026-03-13T08:00, from 2026-03-13T08:00 to "
    "2026-03-14T08:00\n" },
  /* each result of its own, by either number; by none that is known, or one that two have */
  { MSH PID OBR_1 OWN ("88", "^A1") OWN ("89", "B1^") OWN ("90", "^C1") OWN ("91", "")
        TUBE ("P1^A1", "SER", "P", "3", "20260314080000", "")
            TUBE ("B1&LIS", "UR", "P", "9", "20260314070000", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "5 S-001 - 89 - .. final 2026-03-14T07:00: the map knows this item of another specimen only\n"
    "6 S-001 creatinine 90 - .. final -: " WHICH "7 S-001 creatinine 91 - .. final -: " WHICH },
  { MSH PID OBR_1 OWN ("88", "^A1") TUBE ("^A1", "SER", "P", "3", "20260314080000", "")
        TUBE ("^A1", "UR", "P", "9", "20260314070000", ""),
    "4 S-001 creatinine 88 - .. final -: " WHICH },
  { MSH PID TUBE ("^A1", "SER", "P", "3", "20260314080000", "") OBR_1 OWN ("88", "^A1")
        OBR_2 OWN ("89", "^B1") TUBE ("^B1", "UR", "P", "9", "20260314070000", ""),
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "7 S-001 - 89 - .. final 2026-03-14T07:00: the map knows this item of another specimen "
    "only\n" },
  /* what is of a specimen alone is of that one, not of the order before it */
  { MSH PID SPM ("1", "SER", "20260314080000") OBR_1 PLAIN SPM ("2", "UR", "20260314070000")
        PLAIN OBR_2 PLAIN,
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "7 S-001 - 88 - .. final 2026-03-14T07:00: the map knows this item of another specimen only\n"
    "9 S-001 - 88 - .. final 2026-03-14T07:00: the map knows this item of another specimen "
    "only\n" },
  /* by specimen: a last one with nothing behind it is of no order; a control is nobody's; by order, specimens stand behind */
  { OUL ("R22")
        PID SPM ("1", "SER", "20260314080000") "SAC|1\r" OBR_1
                                               "ORC|SC\r" PLAIN SPM ("2", "UR", "20260314070000")
                                                   OBR_2 PLAIN SPM ("3", "SER", "20260314090000"),
    "7 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "10 S-001 - 88 - .. final 2026-03-14T07:00: the map knows this item of another specimen "
    "only\n" },
  { OUL ("R22") PID TUBE ("Q1", "SER", "Q", "", "20260314080000", "") OBR_1 PLAIN,
    "5 S-001 creatinine 88 - .. final 2026-03-14T08:00: its specimen is marked as a control or a "
    "pool (SPM-11), so that it is no patient's\n" },
  { OUL ("R24") PID OBR_1 "ORC|SC\r" PLAIN SPM ("1", "SER", "20260314080000")
        OBR_2 PLAIN SPM ("2", "UR", "20260314070000"),
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14T08:00\n"
    "8 S-001 - 88 - .. final 2026-03-14T07:00: the map knows this item of another specimen "
    "only\n" },
  /* nobody's specimen is that of the patient before */
  { MSH PID OBR PLAIN "PID|2||S-002^^^H^MR\r" SPM ("1", "UR", "20260314080000") OBR
    "OBX|1|NM|^白细胞||6.5" F ("10^9/L", "", ""),
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14T08:05\n"
    "8 S-002 wbc 6.5 10*9/L .. final 2026-03-14T08:05\n" },
  /* whose it is */
  { MSH OBR "OBX|1|NM|^肌酐||88" F ("umol/L", "", ""),
    "3 - creatinine 88 - .. final 2026-03-14T08:05: no subject\n" },
  { MSH "PID|1|S-002\r" OBR "OBX|1|NM|^肌酐||88" F ("umol/L", "", ""),
    "4 S-002 creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { MSH "PID|1||A^^^H^PI~B^^^H^MR~C^^^X^SS\r" OBR "OBX|1|NM|^肌酐||88" F ("umol/L", "", ""),
    "4 B creatinine 88 umol/L .. final 2026-03-14T08:05\n" },
  { MSH "PID|1||A^^^H^PI~B^^^X^PI\r" OBR "OBX|1|NM|^肌酐||88" F ("umol/L", "", ""),
    "4 - creatinine 88 - .. final 2026-03-14T08:05: the patient has several numbers, and the map "
    "does not say which is meant\n" },
  /* line ends, frames, batches, several orders and messages, texts over several lines */
  { "\xEF\xBB\xBFMSH|^~\\&|||||||ORU^R01\r\nPID|||S-001\r\nOBR|||F1||||20260314\r\n"
    "OBX||NM|^肌酐||88|umol/L|||||F\r\n",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14\n" },
  { "\x0BMSH|^~\\&|||||||ORU^R01\rPID|||S-001\rOBR|||F1||||20260314\r"
    "OBX||NM|^肌酐||88|umol/L|||||F\r\x1C\r\x0BMSH|^~\\&|||||||ORU^R01\rPID|||S-002\r"
    "OBR|||F1||||20260314\rOBX||NM|^肌酐||89|umol/L|||||F\r\x1C\r",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14\n"
    "9 S-002 creatinine 89 umol/L .. final 2026-03-14\n" },
  { "FHS|^~\\&\nBHS|^~\\&\nMSH|^~\\&|||||||ADT^A01\nPID|||S-001\n"
    "MSH|^~\\&|||||||ORU^R01\nPID|||S-002\nOBR|||F1||||20260314\n"
    "OBX||NM|^肌酐||88|umol/L|||||F\nBTS|1\nFTS|1\n",
    "8 S-002 creatinine 88 umol/L .. final 2026-03-14\n" },
  { "MSH|^~\\&|||||||ORU^R01\nPID|||S-001\nORC|RE|A|F1\nOBR|1|A|||||20260314\n"
    "OBX||NM|^肌酐||88|umol/L|||||F\nORC|RE|B|F2\nOBR|2|B|||||20260315\n"
    "OBX||NM|^肌酐||89|umol/L|||||F\n",
    "5 S-001 creatinine 88 umol/L .. final 2026-03-14\n"
    "8 S-001 creatinine 89 umol/L .. final 2026-03-15\n" },
  { "MSH|^~\\&|||||||ORU^R01\nPID|||S-001\nOBR|||||||20260314\n"
    "OBX|1|TX|^肌酐||first line\nsecond line\n\nthird||||||F\nOBX||NM|^肌酐||89|umol/L|||||F\n",
    "4 S-001 creatinine first line\nsecond line\nthird - .. final 2026-03-14: the result is not a "
    "number\n8 S-001 creatinine 89 umol/L .. final 2026-03-14\n" },
  /* what is of a type that is not read is listed beside what is read */
  { "MSH|^~\\&|||||||ORU^R01\nPID|||S-001\nOBR|||F1||||20260314\n"
    "OBX||NM|^肌酐||88|umol/L|||||F\nMSH|^~\\&|||||||OUL^R21\nPID|||S-001\n"
    "OBR|||F2||||20260314\nOBX||NM|^肌酐||89|umol/L|||||F\n",
    "4 S-001 creatinine 88 umol/L .. final 2026-03-14\n"
    "8 S-001 creatinine 89 - .. final 2026-03-14: its message is of a type that is not read; ask "
    "the laboratory for ORU^R01\n" },
  /* other delimiters, no escape character, escapes */
  { "MSH$%*!#$$$$$$$ORU%R01\rPID$$$S-001\rOBR$$$$$$$20260314\rOBX$$NM$%肌酐$$88$10%9/L$$$$$F\r",
    "4 S-001 creatinine 88 - .. final 2026-03-14: the unit does not convert to the one of the "
    "study\n" },
  { HEAD "OBX|1|FT|^肌酐||a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f\\X41\\g\\.br\\h\\H\\i\\Zx\\j\\k" F ("",
                                                                                              "",
                                                                                              ""),
    "4 S-001 creatinine a|b^c&d~e\\fAg\nhi\\Zx\\j\\k - .. final 2026-03-14T08:05: the result is "
    "not a number\n" },
  /* refused as a whole */
  { "MSH|^~\\&|||||||ADT^A01\rPID|1||1\r",
    "! This is a message of type ADT^A01, which holds no laboratory results. ORU^R01 does." },
  { "MSH|^~\\&|||||||ADT^A01\rMSH|^~\\&|||||||OUL^R21\rPID|1||1\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "! This is a message of type OUL^R21, which is not read. Ask the laboratory for ORU^R01." },
  { "MSH|^~\\&||||||20260314||ORU^R01\rPID|1||1\rOBX|1|NM|^肌酐||88|umol/L|||||F\r",
    "! This is a message that does not say of what type it is (MSH-9). Ask the laboratory for "
    "ORU^R01." },
  { "MSH|^~\\&|||||||ORU^R01\rPID|1||1\r",
    "! There is no result in this message of type ORU^R01." },
  { "MSH|^^\\&|\r", "! Line 1: the header of a message has no usable delimiters." },
  { "FHS|^~\\&\r", "! There is no message in this batch." },
  { "BHS|^~\\&\rPID|1\r", "! Line 2: a segment outside of a message." },
  { "MSH|^~\\&|||||||ORU^R01|||||||||ISO IR87\r",
    "! The message is in a character set that is not read. UTF-8, GB 18030 and 8859/1 are." },
};

static void
test_cases (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  lab_check_cases (study, map, cases, G_N_ELEMENTS (cases));
}

/* MSH-18 says what the bytes are; where it does not, they do. */
static const struct
{
  const char *charset;
  const char *encoding;
  gboolean read;
} charsets[] = {
  { "", "UTF-8", TRUE },
  { "", "GB18030", TRUE },
  { "UNICODE", "UTF-8", TRUE },
  { "UNICODE", "GB18030", TRUE },
  { "UNICODE UTF-8", "UTF-8", TRUE },
  { "UNICODE UTF-8", "GB18030", FALSE },
  { "GB 18030-2000", "GB18030", TRUE },
  { "GBK", "GB18030", TRUE },
  { "ASCII~GB 18030-2000", "GB18030", TRUE },
  { "UNICODE", "UTF-16LE", TRUE },
  { "UNICODE", "UTF-16BE", TRUE },
};

static void
test_charsets (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("MSH|^~\\&|||||||ORU^R01|||||||||%s\rPID|||S-001\rOBR|||||||20260314\r"
                           "OBX||NM|^肌酐||88|umol/L|||||F\r ",
                           charsets[i].charset);
      gsize length = 0;
      g_autofree char *bytes = g_convert (text, -1, charsets[i].encoding, "UTF-8", NULL, &length,
                                          NULL);
      g_autofree char *shown = lab_show (study, map, bytes, (gssize) length);

      g_test_message ("%s %s: %s", charsets[i].charset, charsets[i].encoding, shown);
      g_assert_true (g_str_has_prefix (shown, "4 S-001 creatinine 88 umol/L") == charsets[i].read);
    }
}

/* What is kept beside the result. */
static void
test_context (void)
{
  static const char text[] = MSH PID OBR
      "OBX|1|NM|CREA^肌酐^LIS|2|88" F ("umol/L", "57-111",
                                       "H~A") "NTE|1||haemolytic\rNTE|2||slightly\r";
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
  const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);
  g_autofree char *reported = pod_moment_to_string (item->reported);

  g_assert_cmpuint (item->message, ==, 1);
  g_assert_cmpstr (item->sex, ==, "male");
  g_assert_cmpint (item->birth.year, ==, 1970);
  g_assert_cmpstr (item->code, ==, "CREA");
  g_assert_cmpstr (item->system, ==, "LIS");
  g_assert_cmpstr (item->item, ==, "肌酐");
  g_assert_cmpstr (item->order, ==, "F1");
  g_assert_cmpstr (item->sub_id, ==, "2");
  g_assert_cmpstr (item->flag, ==, "H~A");
  g_assert_cmpstr (item->note, ==, "haemolytic\nslightly");
  g_assert_cmpstr (reported, ==, "2026-03-14T11:00");
  g_assert_cmpint (item->offset, ==, POD_LAB_NO_OFFSET);
  g_assert_true (g_str_has_prefix (item->raw, "OBX|1|NM|CREA^肌酐^LIS|2|88|"));
  g_assert_true (g_str_has_suffix (item->raw, "NTE|2||slightly"));
  g_assert_true (g_str_has_prefix (item->raw_order, "OBR|1|P1|F1"));
  g_assert_true (g_str_has_prefix (item->raw_patient, "PID|1||S-001"));
}

static void
check_again (const PodLabMap *map, const PodLabFile *file, const PodLabItem *item)
{
  g_autofree char *raw = g_strjoin ("\n", item->raw_patient, item->raw_order, item->raw, NULL);
  g_autoptr (PodLabFile)
      again = pod_lab_file_read_again (POD_LAB_FORMAT_HL7, file->heading, raw, "UTF-8", map);
  const PodLabItem *other;

  g_assert_nonnull (again);
  g_assert_cmpuint (again->items->len, ==, 1);
  other = &g_array_index (again->items, PodLabItem, 0);
  g_assert_cmpstr (other->reason, ==, item->reason);
  g_assert_cmpstr (other->specimen, ==, item->specimen);
  g_assert_cmpstr (other->order, ==, item->order);
  g_assert_cmpstr (other->finding.origin, ==, item->finding.origin);
  g_assert_cmpint (pod_moment_compare (other->collected, item->collected), ==, 0);
}

/* What was kept of a result whose specimen cannot be told does not tell it either. */
static void
test_specimens (void)
{
  static const char *const texts[] = {
    MSH PID SPM ("1", "UR", "20260313070000") SPM ("1", "UR", "20260313070000")
        SPM ("2", "SER", "20260314080000") OBR_1 PLAIN,
    MSH PID OBR_1 PLAIN SPM ("1", "SER", "20260313070000") SPM ("2", "SER", "20260314080000"),
    MSH PID SPM ("1", "SER", "20260313070000") OBR_1 PLAIN SPM ("2", "SER", "20260314080000"),
  };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);
      g_autofree char *raw = g_strjoin ("\n", item->raw_patient, item->raw_order, item->raw, NULL);
      g_autoptr (PodLabFile)
          again = pod_lab_file_read_again (POD_LAB_FORMAT_HL7, file->heading, raw, "UTF-8", map);

      g_assert_nonnull (again);
      g_assert_cmpuint (again->items->len, ==, 1);
      g_assert_cmpstr (item->reason, !=, NULL);
      g_assert_cmpstr (g_array_index (again->items, PodLabItem, 0).reason, ==, item->reason);
      g_assert_cmpstr (item->specimen, ==, "");
    }
}

/* What was kept of a result is of the same specimen, whichever of the message that was. */
static void
test_again (void)
{
  static const char *const texts[] = {
    MSH PID OBR_1 OWN ("88", "^A1") OWN ("89", "^B1") OWN ("90", "")
        TUBE ("^A1", "SER", "P", "3", "20260314080000", "")
            TUBE ("^B1", "UR", "P", "9", "20260314070000", ""),
    MSH PID SPM ("1", "SER", "20260314080000") OBR_1 PLAIN SPM ("2", "UR", "20260314070000")
        PLAIN OBR_2 PLAIN,
    MSH PID OBR_1 PLAIN TUBE ("^A1", "SER", "P", "3", "20260314080000", "")
        TUBE ("^A2", "SER", "P", "4", "20260314080000", ""),
    OUL ("R22") PID SPM ("1", "SER", "20260314080000") "OBR|1\r"
                                                       "ORC|SC|P1|F1\r" PLAIN,
    /* two have the number of the first's, of which one is kept with it */
    MSH PID OBR_1 OWN ("88", "^A1") TUBE ("^A1", "SER", "P", "3", "20260314080000", "")
        TUBE ("^B1", "UR", "P", "9", "20260314070000", "")
            OBR_2 PLAIN TUBE ("^A1", "UR", "P", "9", "20260314070000", ""),
  };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);

      for (guint n = 0; n < file->items->len; n++)
        check_again (map, file, &g_array_index (file->items, PodLabItem, n));
    }
}

/* What its sender marks as a test is read, and marked; nothing else is. */
static void
test_marks (void)
{
  static const struct
  {
    const char *id;
    gboolean is_test;
  } marks[] = { { "P", FALSE }, { "", FALSE },   { "T", TRUE },
                { "D", TRUE },  { "t^A", TRUE }, { "TEST", FALSE } };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text = g_strdup_printf ("MSH|^~\\&|||||||ORU^R01|1|%s|2.5\r" PID OBR PLAIN,
                                               marks[i].id);
      g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
      g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
      const PodLabItem *item = &g_array_index (file->items, PodLabItem, 0);

      g_assert_cmpstr (item->reason, ==, NULL);
      g_assert_cmpint (item->is_test, ==, marks[i].is_test);
    }
}

/* ---- what was made to hold somebody up ---- */

#define HOSTILE_BYTES (2 * 1024 * 1024)
/* Of a plain file the same time is expected for the same size, so that a small one will do. */
#define PLAIN_SHARE 32

/* @start, then @filling over and over up to the size, then @end. */
static char *
fill (gsize size, const char *start, const char *filling, const char *end)
{
  GString *text = g_string_sized_new (size);

  g_string_append (text, start);
  while (text->len + strlen (filling) + strlen (end) < size)
    g_string_append (text, filling);
  return g_string_free (g_string_append (text, end), FALSE);
}

/* How many seconds, in the time of this process. */
static double
read_hostile (const PodLabMap *map, char *text)
{
  clock_t start = clock ();
  g_autofree char *owned = text;
  g_autofree char *shown = lab_show (study, map, owned, -1);

  g_test_message ("%.100s", shown);
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

static void
test_hostile (void)
{
  static const struct
  {
    const char *start;
    const char *filling;
    const char *end;
  } hostile[] = {
    { HEAD "OBX|1|TX|^肌酐||", "~", "||||||F\r" },
    { HEAD "OBX|1|NM|^肌酐||", "1~", "||||||F\r" },
    { MSH "PID|1||", "~", "\r" OBR PLAIN },
    { MSH "PID|1||", "A~", "\r" OBR PLAIN },
    { HEAD PLAIN, "a\n", "" },
    { HEAD "OBX|1|NM|^肌酐||88|umol/L|||||F|", "\\", "\r" },
    { HEAD "OBX|1|NM|^肌酐||88|umol/L|", "9", "||||F\r" },
    { HEAD "OBX|1|NM|^肌酐||", "9", "|umol/L|||||F\r" },
    { HEAD "OBX|1|NM|^肌酐||5", "↑", "|umol/L|||||F\r" },
    { HEAD "OBX|1|NM|^肌酐||5|", "μ", "|||||F\r" },
    { HEAD PLAIN, "NTE\r", "" },
    { HEAD PLAIN, "SPM|1|||SER\r", "" },
    { MSH PID, "SPM|1|||SER\r", OBR PLAIN },
    { MSH PID "SPM|1|||SER\r", OBR PLAIN, "" },
  };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  double plain = PLAIN_SHARE *
                 read_hostile (map, fill (HOSTILE_BYTES / PLAIN_SHARE, HEAD, PLAIN, ""));

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      double took = read_hostile (map, fill (HOSTILE_BYTES, hostile[i].start, hostile[i].filling,
                                             hostile[i].end));

      g_test_message ("%u: %.2f s, plain %.2f s", i, took, plain);
      g_assert_cmpfloat (took, <, plain + 1);
    }
}

/* One long segment that many others would be kept with is refused before the memory is full of it. */
static void
test_long (void)
{
  static const struct
  {
    const char *start, *filling;
  } rows[] = { { MSH PID "SPM|1||", "OBR|1\r" PLAIN },
               { MSH PID "OBR|1||", OWN ("1", "^A1") OWN ("2", "") } };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autofree char *length = g_strnfill (1024 * 1024, '9');

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *start = g_strconcat (rows[i].start, length, "\r", NULL);
      g_autofree char *text = fill (2 * 1024 * 1024, start, rows[i].filling,
                                    "SPM|1|^A1|\rSPM|2|^A2|UR\r");
      g_autofree char *shown = lab_show (study, map, text, -1);

      g_assert_cmpstr (shown, ==, "! There are too many values in this file.");
    }
}

/* More than are read: of a result, and of a patient's numbers, of which one that is meant could be any. */
static void
test_repetitions (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GString) many = g_string_new ("1");
  g_autofree char *result = NULL, *patient = NULL, *shown = NULL, *whose = NULL;

  for (guint i = 0; i < POD_HL7_MAX_REPETITIONS; i++)
    g_string_append (many, "~1");
  result = g_strconcat (HEAD "OBX|1|TX|^肌酐||", many->str, F ("", "", ""), NULL);
  patient = g_strconcat (MSH "PID|1||", many->str, "\r" OBR PLAIN, NULL);
  shown = lab_show (study, map, result, -1);
  whose = lab_show (study, map, patient, -1);
  g_assert_nonnull (strstr (shown, ": more repetitions in one field than are read\n"));
  g_assert_cmpstr (whose, ==,
                   "4 - creatinine 88 - .. final 2026-03-14T08:05: more repetitions in one field "
                   "than are read\n");
}

/* Whatever is in it: a message that goes on and on, and one that holds no result. */
static void
test_cancel (void)
{
  static const char *const texts[] = { HEAD PLAIN "a\na\n",
                                       "MSH|^~\\&|||||||ADT^A01\rPID|||S-001\r", "FHS|^~\\&\r" };
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    lab_check_cancel (map, texts[i]);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  study = lab_load_study ();
  g_test_add_func ("/exchange/hl7/cases", test_cases);
  g_test_add_func ("/exchange/hl7/charsets", test_charsets);
  g_test_add_func ("/exchange/hl7/context", test_context);
  g_test_add_func ("/exchange/hl7/specimens", test_specimens);
  g_test_add_func ("/exchange/hl7/again", test_again);
  g_test_add_func ("/exchange/hl7/long", test_long);
  g_test_add_func ("/exchange/hl7/marks", test_marks);
  g_test_add_func ("/exchange/hl7/hostile", test_hostile);
  g_test_add_func ("/exchange/hl7/repetitions", test_repetitions);
  g_test_add_func ("/exchange/hl7/cancel", test_cancel);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
