#include <string.h>
#include <time.h>

#include "lab-show.h"
#include "pod-problem.h"
#include "pod-test.h"

/* Tables as laboratories export them, each made here to hold one trap. */

static PodStudy *study;

#define MAP "[map t]\nlaboratory=L\nsubject.kind=screening_number\n"
#define COLUMNS "subject=S\nitem=I\nresult=R\nunit=U\nrange=G\ncollected=D\n"
#define ITEMS "[item creatinine]\nnames=肌酐\ncodes=LIS|CREA\n[item hgb]\nnames=血红蛋白\n"
#define PLAIN MAP COLUMNS "missing=NA\n" ITEMS
#define HEAD "S,I,R,U,G,D\n"
#define IN_DOUBT                                                                                   \
  "its comma or point may be one of decimals or of thousands, since other numbers of this file "   \
  "are written otherwise than this laboratory is said to write them\n"

#define YEAR_LAST                                                                                  \
  "the year comes last in a date of its collection, and whether the day or the month comes first " \
  "is not known; say it where the columns are chosen, or let the map say “dates=dmy” or "      \
  "“dates=mdy”\n"
#define NO_TIME "the time beside a date of its collection is not understood\n"
#define OTHER_WAY                                                                                  \
  "the day and the month of a date may be the other way round, since another date of this file "   \
  "is "                                                                                            \
  "none in the order that was said of this laboratory\n"
#define OTHER_ORDER                                                                                \
  "a date of its collection is not complete, or not in the order that was said of this "           \
  "laboratory’s dates\n"
#define WHOSE_CLOCK                                                                                \
  "the date of collection has a time zone, and its time is in another column: whose clock that "   \
  "is of is not known; ask the laboratory for dates without a zone\n"

static const struct
{
  const char *map;
  const char *text;
  const char *shown;
} cases[] = {
  { PLAIN, "检验报告\r\n打印日期,2026-03-14\r\n\r\nS,I,R,U,G,D\r\n1,肌酐,88,umol/L,,2026-03-14\r\n",
    "5 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN, "\xEF\xBB\xBFS\tI\tR\tU\tG\tD\n1\t肌酐\t＜８８．５\tumol/L\t57-111\t2026-03-14\n",
    "2 1 creatinine <88.5 umol/L 57..111 none 2026-03-14\n" },
  { PLAIN, "S;I;R;U;G;D\r1;\"肌酐\";88;umol/L;;2026-03-14\r",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN, HEAD "1,肌酐,\"1,288.5\",umol/L,,2026-03-14\n",
    "2 1 creatinine 1288.5 umol/L .. none 2026-03-14\n" },
  { PLAIN, HEAD "1,肌酐,NA,umol/L,,2026-03-14\n",
    "2 1 creatinine NA - .. none 2026-03-14: no result\n" },
  { PLAIN, HEAD "1,\"肌酐\n\",88,umol/L,\"57-\"\"111\",2026-03-14\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* a comment full of commas, a title full of them, a bar, and what a spreadsheet is told */
  { PLAIN, "S;I;R;U;G;D;C\n1;肌酐;88;umol/L;;2026-03-14;a, b, c, d, e, f, g, h\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN, "a, b, c, d, e, f, g, h\nS\tI\tR\tU\tG\tD\n1\t肌酐\t88\tumol/L\t\t2026-03-14\n",
    "3 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN, "sep=|\nS|I|R|U|G|D\n1|肌酐|88|umol/L||2026-03-14\n",
    "3 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "delimiter=|\n" ITEMS, "S|I|R|U|G|D\n1|肌酐|88|umol/L||2026-03-14\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN, HEAD "=\"007\",肌酐,\"=\"\"88\"\"\",umol/L,=\"57-111\",2026-03-14\n",
    "2 007 creatinine 88 umol/L 57..111 none 2026-03-14\n" },
  /* blanks of other kinds, and the mark of a second file put behind the first */
  { PLAIN,
    HEAD "\xEF\xBB\xBF"
         "1\xC2\xA0,肌酐\xC2\xA0,\xE3\x80\x80"
         "88,umol/L,,2026-03-14\xC2\xA0\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { PLAIN,
    HEAD "1,肌酐,88,umol/L,,2026-03-14\n\xC2\xA0,\xE3\x80\x80,\"=\"\"\"\"\",,\xEF\xBB\xBF,\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* dates whose month is in letters, and an hour without minutes */
  { PLAIN,
    HEAD "1,肌酐,88,umol/L,,14-MAR-2026\n1,肌酐,88,umol/L,,03/04/2026\n"
         "1,肌酐,88,umol/L,,2026-03-14T08\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n"
    "3 1 creatinine 88 - .. none -: " YEAR_LAST "4 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* the year last, where the map says what comes first: a day that there is, of a year in full; the year may come first all the same */
  { MAP COLUMNS "dates=dmy\n" ITEMS,
    "S,I,R,U,D\n1,肌酐,88,umol/L,03/04/2026\n1,肌酐,88,umol/L,14.3.2026 8:05\n"
    "1,肌酐,88,umol/L,\"14.03.2026, 08:05:30\"\n1,肌酐,88,umol/L,14-MAR-2026\n"
    "1,肌酐,88,umol/L,2026-03-14\n1,肌酐,88,umol/L,１４．０３．２０２６\n",
    "2 1 creatinine 88 umol/L .. none 2026-04-03\n"
    "3 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "4 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "5 1 creatinine 88 umol/L .. none 2026-03-14\n"
    "6 1 creatinine 88 umol/L .. none 2026-03-14\n"
    "7 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "dates=dmy\n" ITEMS,
    "S,I,R,U,D\n1,肌酐,88,umol/L,31.02.2026\n1,肌酐,88,umol/L,03/14/2026\n"
    "1,肌酐,88,umol/L,14.03.26\n1,肌酐,88,umol/L,14.03.2026 25:00\n",
    "2 1 creatinine 88 - .. none -: " OTHER_ORDER "3 1 creatinine 88 - .. none -: " OTHER_ORDER
    "4 1 creatinine 88 - .. none -: " OTHER_ORDER "5 1 creatinine 88 - .. none -: " NO_TIME },
  /* a time as it is printed: halves of a day, a comma without a blank, a fraction that is no zone, and a zone */
  { MAP COLUMNS "dates=mdy\nzone=+08:00\n" ITEMS,
    "S;I;R;U;D\n1;肌酐;88;umol/L;3/14/2026T08:05-05:00\n1;肌酐;88;umol/L;3/14/2026 11:30-1 PM\n"
    "1;肌酐;88;umol/L;2026-03-14 25:00\n1;肌酐;88;umol/L;3/14/2026 8:05 "
    "AM\n1;肌酐;88;umol/L;3/14/2026 12:05:30 pm\n"
    "1;肌酐;88;umol/L;3/14/2026 12:05 AM\n1;肌酐;88;umol/L;3/14/2026 13:05 PM\n"
    "1;肌酐;88;umol/L;3/14/2026,08:05\n1;肌酐;88;umol/L;3/14/2026 08:05:00.1234\n"
    "1;肌酐;88;umol/L;3/14/2026 08:05:00.0000\n1;肌酐;88;umol/L;3/14/2026T00:05:00Z\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14T21:05\n"
    "3 1 creatinine 88 - .. none -: " NO_TIME "4 1 creatinine 88 - .. none -: " NO_TIME
    "5 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "6 1 creatinine 88 umol/L .. none 2026-03-14T12:05\n"
    "7 1 creatinine 88 umol/L .. none 2026-03-14T00:05\n"
    "8 1 creatinine 88 - .. none -: " NO_TIME "9 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "10 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "11 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "12 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n" },
  /* One date of a file is none in the order that was said: those that may be either are not taken, and withdraw nothing. */
  { MAP COLUMNS "dates=dmy\n" ITEMS,
    "S,I,R,U,D\n1,肌酐,88,umol/L,03/04/2026\n1,肌酐,88,umol/L,03/14/2026\n"
    "1,肌酐,88,umol/L,04/04/2026\n1,肌酐,88,umol/L,2026-04-03\n1,肌酐,88,umol/L,14/04/2026\n",
    "2 1 creatinine 88 umol/L .. none 2026-04-03: " OTHER_WAY
    "3 1 creatinine 88 - .. none -: " OTHER_ORDER "4 1 creatinine 88 umol/L .. none 2026-04-04\n"
    "5 1 creatinine 88 umol/L .. none 2026-04-03\n6 1 creatinine 88 umol/L .. none 2026-04-14\n" },
  { MAP COLUMNS "dates=mdy\nbirth=B\n" ITEMS,
    "S,I,R,U,D,B\n1,肌酐,88,umol/L,03/04/2026,24/12/1970\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-04: " OTHER_WAY },
  { PLAIN, HEAD "1,肌酐,88,umol/L,,03/2026\n",
    "2 1 creatinine 88 - .. none -: the date of collection is not a complete date in the order "
    "year, month, day\n" },
  { MAP COLUMNS "dates=mdy\n" ITEMS,
    "S,I,R,U,D\n1,肌酐,88,umol/L,03/04/2026\n1,肌酐,88,umol/L,14/03/2026\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-04: " OTHER_WAY
    "3 1 creatinine 88 - .. none -: " OTHER_ORDER },
  { MAP COLUMNS "dates=ymd\n" ITEMS, HEAD "1,肌酐,88,umol/L,,14.03.2026\n",
    "2 1 creatinine 88 - .. none -: " YEAR_LAST },
  /* a month is known of it, and no day */
  { MAP COLUMNS "dates=dmy\n" ITEMS, HEAD "1,肌酐,88,umol/L,,03.2026\n",
    "2 1 creatinine 88 umol/L .. none 2026-03: " OTHER_ORDER },
  /* a time in a column of its own, beside a day, beside midnight, beside itself, and beside another */
  { MAP COLUMNS "collected.time=T\n" ITEMS,
    "S,I,R,U,D,T\n1,肌酐,88,umol/L,2026-03-14,8:05\n1,肌酐,88,umol/L,2026-03-14 00:00:00,8:05\n"
    "1,肌酐,88,umol/L,2026-03-14 08:05,8:05\n1,肌酐,88,umol/L,2026-03-14 09:00,8:05\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "3 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "4 1 creatinine 88 umol/L .. none 2026-03-14T08:05\n"
    "5 1 creatinine 88 - .. none 2026-03-14T09:00: the date of collection has another time than "
    "the column for its time\n" },
  /* a day that somebody's export made a midnight of a zone: whose clock the column shows is only known where it does not matter */
  { MAP COLUMNS "collected.time=T\nzone=+08:00\n" ITEMS,
    "S,I,R,U,D,T\n1,肌酐,88,umol/L,2026-03-14T00:00:00Z,17:30\n"
    "1,肌酐,88,umol/L,2026-03-14T00:00:00Z,0:00\n1,肌酐,88,umol/L,20260314Z,8:05\n"
    "1,肌酐,88,umol/L,2026-03-14T00:00:00+08:00,17:30\n"
    "1,肌酐,88,umol/L,2026-03-14T09:30:00Z,9:30\n",
    "2 1 creatinine 88 - .. none 2026-03-14T00:00: " WHOSE_CLOCK
    "3 1 creatinine 88 - .. none 2026-03-14T00:00: " WHOSE_CLOCK
    "4 1 creatinine 88 - .. none 2026-03-14: " WHOSE_CLOCK
    "5 1 creatinine 88 umol/L .. none 2026-03-14T17:30\n"
    "6 1 creatinine 88 umol/L .. none 2026-03-14T17:30\n" },
  /* a zone, and nobody to tell it by */
  { PLAIN, HEAD "1,肌酐,88,umol/L,,2026-03-14T08:05Z\n",
    "2 1 creatinine 88 - .. none 2026-03-14T08:05: the time of collection has a time zone, and the "
    "map does not say that of the site; add it to the map below [map …], as in “zone=+08:00”\n" },
  /* from then to then is no zone; one west of UTC behind seconds, or a T, is */
  { MAP COLUMNS "zone=+08:00\n" ITEMS,
    HEAD "1,肌酐,88,umol/L,,2026-03-14 08:05-09:30\n1,肌酐,88,umol/L,,2026-03-14 08:05:00-05:00\n"
         "1,肌酐,88,umol/L,,2026-03-14T08:05-05:00\n1,肌酐,88,umol/L,,2026-03-14 08:05+09:00\n"
         "1,肌酐,88,umol/L,,14-OCT-2026 08:05-09:30\n",
    "2 1 creatinine 88 - .. none -: " NO_TIME "3 1 creatinine 88 umol/L .. none 2026-03-14T21:05\n"
    "4 1 creatinine 88 umol/L .. none 2026-03-14T21:05\n"
    "5 1 creatinine 88 umol/L .. none 2026-03-14T07:05\n"
    "6 1 creatinine 88 - .. none -: " NO_TIME },
  { MAP COLUMNS "zone=Asia/Shanghai\n" ITEMS, HEAD "1,肌酐,88,umol/L,,2026-03-14T20:05Z\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-15T04:05\n" },
  /* decimal commas, as the map declares them */
  { MAP COLUMNS "decimal=,\n" ITEMS, "S;I;R;U;G;D\n1;肌酐;1.234,5;umol/L;57,5-111,5;2026-03-14\n",
    "2 1 creatinine 1234.5 umol/L 57.5..111.5 none 2026-03-14\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS, "S;I;R;U;G;D\n1;肌酐;８８，５;umol/L;;2026-03-14\n",
    "2 1 creatinine 88.5 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS, "S;I;R;U;G;D\n1;肌酐;88.5;umol/L;;2026-03-14\n",
    "2 1 creatinine 88.5 - .. none 2026-03-14: the result is not a number: it has a point, and "
    "this "
    "laboratory is said to write decimals with a comma\n" },
  /* beside one that is no number so, a comma of thousands may be one of decimals */
  { PLAIN, HEAD "1,肌酐,\"1,234\",umol/L,,2026-03-14\n1,血红蛋白,\"101,5\",g/L,,2026-03-14\n",
    "2 1 creatinine 1234 umol/L .. none 2026-03-14: " IN_DOUBT
    "3 1 hgb 101,5 - .. none 2026-03-14: the result is not a number; if its comma is a decimal "
    "one, "
    "say that this laboratory writes decimals with a comma, or let the map say “decimal=,”\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS,
    "S;I;R;U;G;D\n1;肌酐;1.234;umol/L;;2026-03-14\n1;血红蛋白;101,5;g/L;;2026-03-14\n",
    "2 1 creatinine 1234 umol/L .. none 2026-03-14\n3 1 hgb 101.5 g/L .. none 2026-03-14\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS,
    "S;I;R;U;G;D\n1;肌酐;1.234;umol/L;;2026-03-14\n1;血红蛋白;99;g/L;;2026-03-14\n"
    "1;血红蛋白;101.5;g/L;;2026-03-15\n",
    "2 1 creatinine 1234 umol/L .. none 2026-03-14: " IN_DOUBT "3 1 hgb 99 g/L .. none 2026-03-14\n"
    "4 1 hgb 101.5 - .. none 2026-03-15: the result is not a number: it has a point, and this "
    "laboratory is said to write decimals with a comma\n" },
  /* limits tell it, too, and what nobody has said yet what it is */
  { PLAIN, HEAD "1,肌酐,\"1,234\",umol/L,\"0,5-1,2\",2026-03-14\n",
    "2 1 creatinine 1234 umol/L .. none 2026-03-14: " IN_DOUBT },
  { PLAIN, HEAD "1,肌酐,\"1,234\",umol/L,\"1,000-1,200\",2026-03-14\n",
    "2 1 creatinine 1234 umol/L 1000..1200 none 2026-03-14\n" },
  { PLAIN, HEAD "1,肌酐,\"1,234\",umol/L,,2026-03-14\n1,Zn,\"2,5 ↑\",umol/L,,2026-03-14\n",
    "2 1 creatinine 1234 umol/L .. none 2026-03-14: " IN_DOUBT
    "3 1 - 2,5 ↑ - .. none 2026-03-14: the map does not know this item\n" },
  /* limits that may be of thousands or of decimals are none, whatever the result; where they can be but one, they are that; and
   * where the map says what a point is, they are so as long as the file does not speak against it */
  { PLAIN,
    HEAD "1,肌酐,3,umol/L,\"1,500-4,000\",2026-03-14\n1,肌酐,2.5,umol/L,\"<1,500\",2026-03-14\n"
         "1,肌酐,900,umol/L,\"800-1,200\",2026-03-14\n",
    "2 1 creatinine 3 umol/L .. none 2026-03-14\n3 1 creatinine 2.5 umol/L .. none 2026-03-14\n"
    "4 1 creatinine 900 umol/L 800..1200 none 2026-03-14\n" },
  { MAP COLUMNS "lower=L\nupper=H\n" ITEMS,
    "S;I;R;U;L;H;D\n1;肌酐;3;umol/L;1,500;4,000;2026-03-14\n1;肌酐;3;umol/L;;4,000;2026-03-14\n"
    "1;肌酐;3;umol/L;1;4,000;2026-03-14\n1;肌酐;900;umol/L;800;1,200;2026-03-14\n",
    "2 1 creatinine 3 umol/L .. none 2026-03-14\n3 1 creatinine 3 umol/L .. none 2026-03-14\n"
    "4 1 creatinine 3 umol/L .. none 2026-03-14\n"
    "5 1 creatinine 900 umol/L 800..1200 none 2026-03-14\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS, "S;I;R;U;G;D\n1;肌酐;3;umol/L;1.500-4.000;2026-03-14\n",
    "2 1 creatinine 3 umol/L 1500..4000 none 2026-03-14\n" },
  { MAP COLUMNS "decimal=,\n" ITEMS,
    "S;I;R;U;G;D\n1;肌酐;3;umol/L;1.500-4.000;2026-03-14\n1;Zn;2.5;umol/L;;2026-03-14\n",
    "2 1 creatinine 3 umol/L .. none 2026-03-14\n"
    "3 1 - 2.5 - .. none 2026-03-14: the map does not know this item\n" },
  /* an L is no flag behind a volume */
  { MAP COLUMNS "[item urine_volume]\nnames=V\nunit=mL/d\n[item hgb]\nnames=血红蛋白\n",
    HEAD "1,V,1.8 L,,,2026-03-14\n1,V,1800,,,2026-03-14\n1,血红蛋白,98 L,g/L,,2026-03-14\n",
    "2 1 urine_volume 1.8 L - .. none 2026-03-14: the result is not a number\n"
    "3 1 urine_volume 1800 mL/d .. none 2026-03-14\n4 1 hgb 98 g/L .. none 2026-03-14\n" },
  /* a comparator, a code, a sex in columns of their own */
  { MAP COLUMNS "comparator=C\n" ITEMS, "S,I,R,U,D,C\n1,肌酐,88,umol/L,2026-03-14,≥\n",
    "2 1 creatinine >=88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "comparator=C\n" ITEMS, "S,I,R,U,D,C\n1,肌酐,88,umol/L,2026-03-14,=\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "comparator=C\n" ITEMS, "S,I,R,U,D,C\n1,肌酐,88,umol/L,2026-03-14,1\n",
    "2 1 creatinine 88 - .. none 2026-03-14: the comparator is not known\n" },
  { MAP COLUMNS "comparator=C\n" ITEMS, "S,I,R,U,D,C\n1,肌酐,<88,umol/L,2026-03-14,<\n",
    "2 1 creatinine <88 - .. none 2026-03-14: the comparator is not known\n" },
  { MAP COLUMNS "code=C\ncode.system=LIS\n" ITEMS,
    "S,I,R,U,D,C\n1,Kreatinin,88,umol/L,2026-03-14,CREA\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "code=C\ncode.system=LOINC\n" ITEMS,
    "S,I,R,U,D,C\n1,,88,umol/L,2026-03-14,14682-9\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  { MAP COLUMNS "sex=C\nrange.sexes=male|female\n" ITEMS,
    "S,I,R,U,D,C,G\n1,肌酐,88,umol/L,2026-03-14,女,62～115/53～97\n",
    "2 1 creatinine 88 umol/L 53..97 none 2026-03-14\n" },
  { MAP COLUMNS "sex=C\n" ITEMS, "S,I,R,U,D,C,G\n1,肌酐,88,umol/L,2026-03-14,女,62～115/53～97\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* collected over hours */
  { MAP COLUMNS "collected.end=E\nvolume=V\n[item uprot24]\nnames=U\n",
    "S,I,R,U,D,E,V\n1,U,3.2,g/d,2026-03-13 08:00,2026-03-14 08:10,\"1,500 ml\"\n"
    "1,U,3.3,g/d,2026-03-13,,1.5L\n",
    "2 1 uprot24 3.2 g/d .. none 2026-03-13T08:00, from 2026-03-13T08:00 to 2026-03-14T08:10\n"
    "3 1 uprot24 3.3 g/d .. none 2026-03-13, 1500 mL\n" },
  /* the words of a status column */
  { MAP COLUMNS "status=C\n[status]\nfinal=已审核\nwithdrawn=作废\n" ITEMS,
    "S,I,R,U,D,C\n1,肌酐,88,umol/L,2026-03-14,已审核\n1,肌酐,88,umol/L,2026-03-14,作废\n"
    "1,肌酐,88,umol/L,2026-03-14,?\n1,肌酐,88,umol/L,2026-03-14,\n",
    "2 1 creatinine 88 umol/L .. final 2026-03-14\n"
    "3 1 creatinine 88 umol/L .. withdrawn 2026-03-14: the laboratory has withdrawn this result\n"
    "4 1 creatinine 88 umol/L .. unknown 2026-03-14: the status of the result is not known\n"
    "5 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* a unit that only this laboratory prints */
  { PLAIN "[unit umol/L]\nnames=μM\n", HEAD "1,肌酐,88,μM,,2026-03-14\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* what the map spells in braces is the site's own word */
  { PLAIN "[unit umol/L{ours}]\nnames=ours\n", HEAD "1,肌酐,88,ours,,2026-03-14\n",
    "2 1 creatinine 88 umol/L{ours} .. none 2026-03-14\n" },
  /* two lines of heading */
  { MAP "heading.rows=2\nsubject=Subject\nitem=TEST\nresult=RES\ncollected=Date\nunit=U\n" ITEMS,
    "Subject,Item,Result,Date,Unit\nSUBJ,TEST,RES,DAT,U\n1,肌酐,88,2026-03-14,umol/L\n",
    "3 1 creatinine 88 umol/L .. none 2026-03-14\n" },
  /* a column for each item, with and without one for its unit; what nobody mapped is listed */
  { MAP "subject=S\nitem={item}\nresult={item}\nunit={item} unit\ncollected=D\n" ITEMS
        "[item alt]\nnames=ALT\nunit=U/L\n",
    "S,D,肌酐,肌酐 unit,ALT,Shoe size\n1,2026-03-14,88,umol/L,30,42\n2,2026-03-15,,,31,\n",
    "2 1 creatinine 88 umol/L .. none 2026-03-14\n2 1 alt 30 U/L .. none 2026-03-14\n"
    "2 1 - 42 - .. none 2026-03-14: the map does not know this item\n"
    "3 2 alt 31 U/L .. none 2026-03-15\n" },
  /* refused as a whole */
  { MAP "result=R_{item}\nitem={item}\nsubject=S\ncollected=D\n" ITEMS, "S,D,X\n1,2026-03-14,5\n",
    "! The map does not fit the file: no column for item ({item}), result (r_{item})." },
  { PLAIN, "PK\003\004xx",
    "! This is an Excel workbook (XLSX), which is not read. Save it as CSV, "
    "one sheet at a time, and import that." },
  { PLAIN, "<Bundle/>", "! This is XML, which is not read. Ask for CSV, HL7 v2 or FHIR in JSON." },
  { PLAIN, "\xEF\xBB\xBF\n<html/>",
    "! This is XML, which is not read. Ask for CSV, HL7 v2 or FHIR in JSON." },
  { PLAIN, "H|\\^&|||LIS\rP|1\r",
    "! This is a message of an analyser (ASTM), which is not read. Ask the laboratory for CSV, HL7 "
    "v2 or FHIR in JSON." },
  { PLAIN, "\r\n",
    "! There is nothing in this file: it is empty. Export it from the laboratory's system again." },
  { MAP ITEMS, HEAD, "! The map names no columns: it is for messages only." },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (PodLabMap) map = lab_load_map (study, cases[i].map);
      g_autofree char *shown = lab_show (study, map, cases[i].text, -1);

      g_test_message ("%u: %s", i, cases[i].text);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

/* With a mark and without, in either order. */
static void
test_utf16 (void)
{
  static const char *const encodings[] = { "UTF-16LE", "UTF-16BE" };
  g_autoptr (PodLabMap) map = lab_load_map (study, PLAIN);

  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    for (gsize mark = 0; mark <= 3; mark += 3)
      {
        static const char text[] = "\xEF\xBB\xBF" HEAD "1,肌酐,88,umol/L,,2026-03-14\n";
        gsize length = 0;
        g_autofree char *bytes = g_convert (text + mark, -1, encodings[i], "UTF-8", NULL, &length,
                                            NULL);
        g_autofree char *shown = lab_show (study, map, bytes, (gssize) length);

        g_assert_cmpstr (shown, ==, "2 1 creatinine 88 umol/L .. none 2026-03-14\n");
      }
}

/* The very line, quotes and all. */
static void
test_raw (void)
{
  static const char text[] = HEAD
      "1,\"肌酐\",\"88\",umol/L,,2026-03-14\r\n2,肌酐,\"8\n9\",,,\n3,,,,,";
  static const char *const lines[] = { "1,\"肌酐\",\"88\",umol/L,,2026-03-14", "2,肌酐,\"8\n9\",,,",
                                       "3,,,,," };
  g_autoptr (PodLabMap) map = lab_load_map (study, PLAIN);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);

  g_assert_cmpuint (file->items->len, ==, G_N_ELEMENTS (lines));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_cmpstr (g_array_index (file->items, PodLabItem, i).raw, ==, lines[i]);
}

/* Two samples of one day: by their orders where only the day is known, by their times where those are. */
static void
test_origins (void)
{
  static const char map_text[] = MAP COLUMNS "order=O\n" ITEMS;
  static const char text[] = "S,I,R,U,D,O\n1,肌酐,88,umol/L,2026-03-14,A\n"
                             "1,肌酐,89,umol/L,2026-03-14,B\n1,肌酐,88,umol/L,2026-03-14 08:05,A\n"
                             "1,肌酐,89,umol/L,2026-03-14 08:05,B\n";
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
  const PodLabItem *items = (const PodLabItem *) (gpointer) file->items->data;

  g_assert_cmpstr (items[0].finding.origin, !=, items[1].finding.origin);
  g_assert_cmpstr (items[2].finding.origin, ==, items[3].finding.origin);
}

/* One result, from a file that gives the end of its collection and from one that does not, as all were read before. */
static void
test_collection (void)
{
  static const char map_text[] = MAP COLUMNS "collected.end=E\n[item uprot24]\nnames=U\n";
  static const char text[] = "S,I,R,U,D,E\n1,U,3.2,g/d,2026-03-13 08:00,2026-03-14 08:10\n"
                             "1,U,3.2,g/d,2026-03-13 08:00,\n";
  g_autoptr (PodLabMap) map = lab_load_map (study, map_text);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (PodLabFile) file = pod_lab_file_read (bytes, map, NULL, NULL);
  const PodLabItem *items = (const PodLabItem *) (gpointer) file->items->data;

  g_assert_cmpint (pod_moment_compare (items[0].finding.when, items[1].finding.when), !=, 0);
  g_assert_cmpstr (items[0].finding.origin, ==, items[1].finding.origin);
}

/* As many columns as there may be, each for an item of its own, in every line where a heading is looked for. */
static GString *
make_wide (guint n_columns)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < 20; row++)
    for (guint c = 0; c < n_columns; c++)
      g_string_append_printf (text, "R_%u_%u%s", row, c, c + 1 < n_columns ? "," : "\n");
  return text;
}

#define WIDE                                                                                       \
  MAP "subject=S\nitem={item}\nresult=R_{item}\nunit=U_{item}\nlower=L_{item}\nupper=H_{item}\n"   \
      "collected=D_{item}\n" ITEMS

static double
read_wide (const PodLabMap *map, guint n_columns)
{
  g_autoptr (GString) text = make_wide (n_columns);
  clock_t start = clock ();
  g_autofree char *shown = lab_show (study, map, text->str, -1);

  g_assert_true (g_str_has_prefix (shown, "! The map does not fit the file: no column for"));
  return (double) (clock () - start) / CLOCKS_PER_SEC;
}

/* The quickest of three: another process may take the memory's time of one of them. */
static double
read_wide_quickly (const PodLabMap *map, guint n_columns)
{
  double best = read_wide (map, n_columns);

  for (guint i = 0; i < 2; i++)
    {
      double next = read_wide (map, n_columns);

      best = MIN (best, next);
    }
  return best;
}

/* Four times as many columns do not take sixteen times as long. */
static void
test_wide (void)
{
  g_autoptr (PodLabMap) map = lab_load_map (study, WIDE);
  double few = read_wide_quickly (map, 256);
  double many = read_wide_quickly (map, 1024);

  g_test_message ("256 columns %.3f s, 1024 columns %.3f s", few, many);
  g_assert_cmpfloat (many, <, 10 * few + 0.2);
}

static void
test_cancel (void)
{
  static const char *const texts[] = { "R_1,R_2\n1,2\n", "S,D_HGB,R_HGB\n1,2026-03-14,88\n" };
  g_autoptr (PodLabMap) map = lab_load_map (study, WIDE);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    lab_check_cancel (map, texts[i]);
}

static const struct
{
  const char *map;
  const char *words;
} faults[] = {
  { MAP "zone=Mars\n", "expected a time zone" },
  { MAP "decimal=;\n", "expected a point or a comma" },
  { MAP "range.sexes=both\n", "expected male|female" },
  { MAP "heading.rows=9\n", "expected 1, 2 or 3" },
  { MAP "status.default=good\n", "expected final or preliminary" },
  { MAP "[item hgb]\nnames=H\ncodes=718-7\n", "expected codes as" },
  { MAP "[item hgb]\nnames=H\ncodes=X|1\n[item wbc]\nnames=W\ncodes=x|1\n",
    "is also a code of hgb" },
  { MAP "[status]\ngood=G\n", "expected preliminary, final" },
  { MAP "[unit furlong]\nnames=F\n", "expected [unit] with a UCUM unit" },
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GPtrArray) problems = pod_problems_new ();
      const char *path = pod_test_write (pod_test_dir (), "map.ini", faults[i].map);
      g_autoptr (PodLabMap) map = pod_lab_map_load (path, study, problems);
      g_autofree char *first = problems->len > 0 ? pod_problem_to_string (problems->pdata[0])
                                                 : NULL;

      g_test_message ("%s", first);
      g_assert_null (map);
      g_assert_nonnull (strstr (first, faults[i].words));
    }
}

/* Every map in the manual is one. */
static void
test_manual (void)
{
  const char *text = pod_test_read (pod_test_data ("manual/laboratory-maps.md"), NULL);
  g_auto (GStrv) pieces = g_strsplit (text, "```", -1);
  guint n = 0;

  for (guint i = 1; pieces[i]; i += 2)
    {
      g_autoptr (PodLabMap) map = NULL;

      if (!g_str_has_prefix (pieces[i], "ini\n"))
        continue;
      map = lab_load_map (study, pieces[i] + strlen ("ini\n"));
      n++;
    }
  g_assert_cmpuint (n, ==, 3);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  study = lab_load_study ();
  g_test_add_func ("/exchange/table/cases", test_cases);
  g_test_add_func ("/exchange/table/utf-16", test_utf16);
  g_test_add_func ("/exchange/table/raw", test_raw);
  g_test_add_func ("/exchange/table/origins", test_origins);
  g_test_add_func ("/exchange/table/collection", test_collection);
  g_test_add_func ("/exchange/table/wide", test_wide);
  g_test_add_func ("/exchange/table/cancel", test_cancel);
  g_test_add_func ("/exchange/table/faults", test_faults);
  g_test_add_func ("/exchange/table/manual", test_manual);
  result = g_test_run ();
  pod_study_unref (study);
  return result;
}
