#include "fuzz.h"
#include "lab-read.h"

/* Any bytes as a laboratory's table: through a plain map, one with columns for each item, and one with two lines of heading, commas for
 * points and a column for everything. */

#define ITEMS                                                                                      \
  "[item anc]\nnames=ANC|中性粒细胞\nunit=10*9/L\n"                                           \
  "[item creatinine]\nnames=CREA|肌酐\nunit=umol/L\ncodes=L|1\n"                                 \
  "[answers]\nnegative=阴性|-\npositive=阳性|+\n"

static const char plain[] =
    "[map fuzz]\nlaboratory=Fuzz laboratory\nencoding=auto\nsubject=subject|病历号\n"
    "subject.kind=screening_number\nitem=item|项目\nresult=result|结果\nunit=unit|单位\n"
    "range=range|参考范围\ncollected=collected|采集时间\nmissing=NA|/\n" ITEMS;

static const char wide[] =
    "[map fuzz]\nlaboratory=Fuzz laboratory\nsubject=subject\nsubject.kind=screening_number\n"
    "item={item}\nresult=R{item}|{item}\nunit=U{item}\nlower=R{item}L\nupper=R{item}U\n"
    "collected=collected\nzone=+08:00\n" ITEMS;

static const char whole[] =
    "[map fuzz]\nlaboratory=Fuzz laboratory\nsubject=subject\nsubject.kind=record_number\n"
    "heading.rows=2\ndecimal=,\nrange.sexes=male|female\nzone=Asia/Shanghai\ncode.system=L\n"
    "item=item\nresult=result\nunit=unit\nrange=range\ncollected=collected\ncollected.time=time\n"
    "comparator=sign\ncode=code\nsex=sex\nbirth=birth\nstatus=status\nreported=reported\n"
    "order=order\nmethod=method\nspecimen=specimen\nflag=flag\nlower=low\nupper=high\n"
    "[status]\nfinal=F\nwithdrawn=W\n" ITEMS;

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  fuzz_lab_read (data, size, plain);
  fuzz_lab_read (data, size, wide);
  fuzz_lab_read (data, size, whole);
  return 0;
}
