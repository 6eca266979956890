#include "fuzz.h"
#include "lab-read.h"

#include <string.h>

/* Any bytes as HL7 version 2: as they are, and below a header, so that what stands behind one is reached soon. */

static const char map_text[] =
    "[map fuzz]\nlaboratory=Fuzz laboratory\nsubject.kind=screening_number\nzone=+08:00\n"
    "range.sexes=male|female\nstatus.default=final\n"
    "[item anc]\nnames=ANC|中性粒细胞\nunit=10*9/L\n"
    "[item creatinine]\nnames=CREA|肌酐\nspecimen=SER|血清\n"
    "[item hbsag]\nnames=HBsAg\n[answers]\nnegative=阴性|-\npositive=阳性|+\n";

static const char start[] =
    "MSH|^~\\&|||||||ORU^R01\rPID|||1||||19700101|M\rOBR|||F1||||20260314080500\r";

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GByteArray) below = g_byte_array_new ();

  g_byte_array_append (below, (const guint8 *) start, sizeof start - 1);
  g_byte_array_append (below, data, (guint) size);
  fuzz_lab_read (data, size, map_text);
  fuzz_lab_read (below->data, below->len, map_text);
  return 0;
}
