#include "pod-study.h"
#include "pod-test.h"

#include <string.h>

/* Every fault of a study's files is named with its place and what was expected. Each row is a file beside a sound study. */

static const char knowledge_text[] = "[group kidney]\n"
                                     "label=Kidney\n"
                                     "[observation creatinine]\n"
                                     "label=Creatinine\n"
                                     "type=quantity\n"
                                     "unit=umol/L\n"
                                     "group=kidney\n";

static const char study_text[] = "[study]\n"
                                 "id=sound\n"
                                 "title=A sound study\n"
                                 "target=36\n"
                                 "[cohort mn]\n"
                                 "label=Membranous nephropathy\n"
                                 "short=MN\n"
                                 "[treatment drug]\n"
                                 "label=Drug\n"
                                 "category=product\n"
                                 "days=0\n"
                                 "source=registry\n"
                                 "[anchor infusion]\n"
                                 "label=Infusion\n"
                                 "intervention=drug\n"
                                 "[observation hgb]\n"
                                 "label=Hemoglobin\n"
                                 "type=quantity\n"
                                 "unit=g/L\n"
                                 "[observation hbsag]\n"
                                 "label=HBsAg\n"
                                 "type=choice\n"
                                 "choices=negative, positive\n";

/* The beginnings of groups that are sound but for what a row adds. */
#define QUANTITY "[observation x]\nlabel=X\ntype=quantity\n"
#define CRITERION "[criterion INC-01]\nkind=inclusion\ncohorts=all\ntext=As registered\n"
#define READING CRITERION "rule=1 = 1\n[reading r]\ncriteria=INC-01\nquestion=Q\n"
#define VISIT "[visit D1]\nlabel=Day 1\nnumber=3\nanchor=infusion\nsource=registry\n"
#define TREATMENT "[treatment x]\nlabel=X\nsource=registry\n"
#define GRADE "[grade g]\nscale=S\nterm=T\ndirection=low\n"
#define EQUATION "[equation e]\nlabel=E\nyear=2021\n"

#define KINETICS "[kinetics k]\nlabel=K\nsource=site\n"

#define NOTED                                                                                      \
  CRITERION "rule=hgb >= 60 g/L\n[note INC-01.a]\ncriterion=INC-01\ntext=T\nsource=site\n"
#define CHECK                                                                                      \
  "[check c]\nlabel=C\nbefore=infusion\nsource=site\n[condition c.a]\nlabel=A\nsource=site\n"

typedef struct
{
  const char *text;
  const char *place;
  const char *words;
} Fault;

static const Fault faults[] = {
  /* the file and its groups */
  { "[observaton x]\n", "x.ini:1 [observaton x]: ", "unknown kind of group \"observaton\"" },
  { "[observation]\nlabel=X\n", "x.ini:1 [observation]: ", "has no name" },
  { "[study other]\nid=x\n", "x.ini:1 [study other]: ", "without a name" },
  { "[observation hgb]\nlabel=Again\n",
    "x.ini:1 [observation hgb]: ", "stands already in study.ini, line 16" },
  { "[group kidney]\nlabel=Again\n",
    "x.ini:1 [group kidney]: ", "stands already in observations.ini, line 1" },
  { "[group a]\nlabel=A\n[group a]\nlabel=B\n",
    "x.ini:3:1 [group a]: ", "stands already in line 1" },
  { "[group a]\nlabel=A\nlable=B\n", "x.ini:3:7 [group a] lable: ", "unknown key" },
  { "[group a]\nlabel=A\nlable.source=site\n",
    "x.ini:3:14 [group a] lable.source: ", "unknown key" },
  { "[group a]\n", "x.ini:1 [group a] label: ", "missing" },
  { "[group a]\nlabel=\n", "x.ini:2:7 [group a] label: ", "expected something" },

  /* kinetics */
  { KINETICS "observation=hgb\nanchor=infusion\n", "x.ini:1 [kinetics k] kind: ", "missing" },
  { KINETICS "kind=area\nobservation=hgb\nanchor=infusion\ndays=0..28\n",
    "x.ini:4:6 [kinetics k] kind: ", "expected exposure, below, peak" },
  { KINETICS "kind=peak\nobservation=hbsag\nanchor=infusion\ndays=0..28\n",
    "x.ini:5:13 [kinetics k] observation: ", "\"hbsag\" is no quantity" },
  { KINETICS "kind=peak\nobservation=hgb\nanchor=birth\ndays=0..28\n",
    "x.ini:6:8 [kinetics k] anchor: ", "unknown anchor \"birth\"" },
  { KINETICS
    "kind=peak\nobservation=hgb\nanchor=c\ndays=0..28\n[anchor c]\nlabel=C\nevent=consent\n",
    "x.ini:6:8 [kinetics k] anchor: ", "no day on which something was given" },
  { KINETICS "kind=exposure\nobservation=hgb\nanchor=infusion\n",
    "x.ini:1 [kinetics k] days: ", "missing" },
  { KINETICS "kind=exposure\nobservation=hgb\nanchor=infusion\ndays=-1..28\n",
    "x.ini:7:6 [kinetics k] days: ", "from the infusion on" },
  { KINETICS "kind=exposure\nobservation=hgb\nanchor=infusion\ndays=28\n",
    "x.ini:7:6 [kinetics k] days: ", "expected two days" },
  { KINETICS "kind=below\nobservation=hgb\nanchor=infusion\nlimit=10\n",
    "x.ini:7:7 [kinetics k] limit: ", "is no limit: expected < or <=" },
  { KINETICS "kind=below\nobservation=hgb\nanchor=infusion\nlimit=> 10 g/L\n",
    "x.ini:7:7 [kinetics k] limit: ", "is no limit" },
  { KINETICS "kind=below\nobservation=hgb\nanchor=infusion\nlimit=< 10 mmol/L\n",
    "x.ini:7:7 [kinetics k] limit: ", "a unit of \"hgb\"" },
  { KINETICS "kind=below\nobservation=hgb\nanchor=infusion\nlimit=< 10 g/L\ndays=0..28\n",
    "x.ini:8:6 [kinetics k] days: ", "unknown key" },
  { KINETICS "kind=exposure\nobservation=hgb\nanchor=infusion\ndays=0..28\nbefore=zero\n",
    "x.ini:8:8 [kinetics k] before: ", "expected none" },
  { KINETICS "kind=peak\nobservation=hgb\nanchor=infusion\ndays=0..28\nbefore=none\n",
    "x.ini:8:8 [kinetics k] before: ", "unknown key" },

  /* instruments */
  { "[instrument i]\n", "x.ini:1 [instrument i] label: ", "missing" },
  { "[instrument i]\nlabel=I\nmeets=many\n", "x.ini:3:7 [instrument i] meets: ", "a whole number" },
  { "[item i.a]\ninstrument=i\nlabel=A\npoints=1\n", "x.ini:2:12 [item i.a] instrument: ", "i" },
  { "[instrument i]\nlabel=I\n[item a]\ninstrument=i\nlabel=A\npoints=1\n",
    "x.ini:3 [item a]: ", "does not name its instrument" },
  { "[instrument i]\nlabel=I\n[item i.persistent]\ninstrument=i\nlabel=A\npoints=1\n",
    "x.ini:3 [item i.persistent]: ", "the form as a whole" },
  { "[observation o]\ntype=quantity\nunit=1\nlabel=O\nscore=i\n",
    "x.ini:5:7 [observation o] score: ", "is no instrument" },
  { "[instrument i]\nlabel=I\n[observation o]\ntype=quantity\nunit=1\nlabel=O\nscore=i.n\n",
    "x.ini:7:7 [observation o] score: ", "no count=" },
  { "[instrument i]\nlabel=I\n[observation o]\ntype=quantity\nunit=1\nlabel=O\nscore=i\n"
    "score.once=a\n",
    "x.ini:8:12 [observation o] score.once: ", "is no item of i" },
  { "[instrument i]\nlabel=I\n[item i.a]\ninstrument=i\nlabel=A\n",
    "x.ini:3 [item i.a] points: ", "missing" },
  { "[instrument i]\nlabel=I\n[item i.a]\ninstrument=i\nlabel=A\npoints=1\npersistent=1\n",
    "x.ini:7:12 [item i.a] persistent: ", "unknown key" },
  { "[instrument i]\nlabel=I\nforms=persistent\n[system i.s]\ninstrument=i\nlabel=S\ncap=3\n",
    "x.ini:4 [system i.s] cap_persistent: ", "missing" },
  { "[instrument i]\nlabel=I\n[instrument j]\nlabel=J\n[system j.s]\ninstrument=j\nlabel=S\ncap=3\n"
    "[item i.a]\ninstrument=i\nsystem=j.s\nlabel=A\npoints=1\n",
    "x.ini:11:8 [item i.a] system: ", "is of another instrument" },

  /* readings */
  { "[reading r]\nquestion=Q\nchoices=a, b\nin_force=a\n",
    "x.ini:1 [reading r] criteria: ", "missing" },
  { READING "choices=a, b\n", "x.ini:6 [reading r] in_force: ", "missing" },
  { READING "choices=a\nin_force=a\n", "x.ini:9:9 [reading r] choices: ", "at least two" },
  { READING "choices=a, b\nin_force=c\n", "x.ini:10:10 [reading r] in_force: ", "expected a, b" },
  { "[reading r]\ncriteria=INC-99\nquestion=Q\nchoices=a, b\nin_force=a\n",
    "x.ini:2:10 [reading r] criteria: ", "unknown criterion \"INC-99\"" },

  /* observations */
  { "[observation 24h]\nlabel=X\ntype=text\n",
    "x.ini:1 [observation 24h]: ", "cannot stand in a rule" },
  { "[observation latest]\nlabel=X\ntype=text\n",
    "x.ini:1 [observation latest]: ", "a word of the rule language" },
  { "[observation x]\nlabel=X\ntype=number\n",
    "x.ini:3:6 [observation x] type: ", "expected quantity, choice, flag, date, text" },
  { "[observation x]\nlabel=X\n", "x.ini:1 [observation x] type: ", "missing" },
  { QUANTITY, "x.ini:1 [observation x] unit: ", "missing" },
  { QUANTITY "unit=furlong\n", "x.ini:4:6 [observation x] unit: ", "unknown unit \"furlong\"" },
  { "[observation x]\nlabel=X\ntype=flag\nunit=g/L\n",
    "x.ini:4:6 [observation x] unit: ", "unknown key" },
  { QUANTITY "unit=g/L\nconvert=mg/dL times 10\n",
    "x.ini:5:9 [observation x] convert: ", "expected a unit, * and a number" },
  { QUANTITY "unit=g/L\nconvert=mg/dL * 0\n",
    "x.ini:5:9 [observation x] convert: ", "more than 0" },
  { QUANTITY "unit=g/L\nconvert=furlong * 10\n",
    "x.ini:5:9 [observation x] convert: ", "unknown unit" },
  { QUANTITY "unit=g/L\nplausible=100..0\n", "x.ini:5:11 [observation x] plausible: ", "reversed" },
  { QUANTITY "unit=g/L\nplausible=zero..9\n",
    "x.ini:5:11 [observation x] plausible: ", "not a range of numbers" },
  { QUANTITY "unit=g/L\npossible=9..0\n", "x.ini:5:10 [observation x] possible: ", "reversed" },
  { QUANTITY "unit=g/L\npossible=zero\n",
    "x.ini:5:10 [observation x] possible: ", "not a range of numbers" },
  { QUANTITY "unit=g/L\nloinc=751\n", "x.ini:5:7 [observation x] loinc: ", "not a LOINC code" },
  { QUANTITY "unit=g/L\nloinc=751-9\n", "x.ini:5:7 [observation x] loinc: ", "check digit" },
  { QUANTITY "unit=g/L\nsdtm=LB:NEUT\n", "x.ini:1 [observation x] sdtm.test: ", "missing" },
  { QUANTITY "unit=g/L\nsdtm=NEUT\nsdtm.test=X\n",
    "x.ini:5:6 [observation x] sdtm: ", "not an SDTM test" },
  { QUANTITY "unit=g/L\nsdtm=LB:NEUTROPHIL\nsdtm.test=X\n",
    "x.ini:5:6 [observation x] sdtm: ", "at most 8 letters" },
  { QUANTITY "unit=g/L\ngroup=liver\n",
    "x.ini:5:7 [observation x] group: ", "unknown group \"liver\"" },
  { QUANTITY "unit=g/L\nscale=cubic\n",
    "x.ini:5:7 [observation x] scale: ", "expected linear, log" },
  { QUANTITY "unit=g/L\nlasting=true\n",
    "x.ini:5:9 [observation x] lasting: ", "expected yes, no" },
  { "[observation x]\nlabel=X\ntype=choice\n", "x.ini:1 [observation x] choices: ", "missing" },
  { "[observation x]\nlabel=X\ntype=choice\nchoices=a, b, a\n",
    "x.ini:4:9 [observation x] choices: ", "twice" },
  { "[observation x]\nlabel=X\ntype=choice\nchoices=a, 2+\n",
    "x.ini:4:9 [observation x] choices: ", "\"2+\" cannot be an answer" },
  { "[observation x]\nlabel=X\ntype=choice\nchoices=a, b\nchoice.c=C\n",
    "x.ini:5:10 [observation x] choice.c: ", "unknown key" },

  { "[burden b]\nlabel=B\n", "x.ini:1 [burden b] source: ", "missing" },
  { "[group a]\nlabel=A\nburden=heavy\n",
    "x.ini:3:8 [group a] burden: ", "unknown burden \"heavy\"" },
  { "[observation x]\nlabel=X\ntype=flag\nburden=heavy\n",
    "x.ini:4:8 [observation x] burden: ", "unknown burden \"heavy\"" },

  /* notes and checks */
  { NOTED, "x.ini:6 [note INC-01.a] rule: ", "missing" },
  { NOTED "rule=hbg < 70 g/L\n", "x.ini:10:6 [note INC-01.a] rule: ", "did you mean \"hgb\"" },
  { NOTED "rule=hgb < 70 g/L\nlook_back=soon\n",
    "x.ini:11:11 [note INC-01.a] look_back: ", "is not a look-back" },
  { "[note N]\ncriterion=INC-09\ntext=T\nrule=hgb < 70 g/L\nsource=site\n",
    "x.ini:2:11 [note N] criterion: ", "unknown criterion \"INC-09\"" },
  { NOTED "given=drug\nlook_back=7 d\n", "x.ini:6 [note INC-01.a] before: ", "missing" },
  { NOTED "given=drug\nbefore=hbg\nlook_back=7 d\n",
    "x.ini:11:8 [note INC-01.a] before: ", "unknown observation \"hbg\"" },
  { NOTED "given=@poison\nbefore=hgb\nlook_back=7 d\n",
    "x.ini:10:7 [note INC-01.a] given: ", "unknown treatment \"@poison\"" },
  { NOTED "given=drug\nbefore=hgb\n",
    "x.ini:6 [note INC-01.a]: ", "goes with a look-back of its own" },
  { NOTED "given=drug\nbefore=hgb\nlook_back=7 d\nrule=hgb < 70 g/L\n",
    "x.ini:6 [note INC-01.a]: ", "without rule=" },
  { "[check c]\nlabel=C\nbefore=harvest\nsource=site\n",
    "x.ini:3:8 [check c] before: ", "unknown anchor \"harvest\"" },
  { CHECK "of=d\nrule=hgb > 70 g/L\n", "x.ini:8:4 [condition c.a] of: ", "unknown check \"d\"" },
  { CHECK "of=c\n", "x.ini:5 [condition c.a] rule: ", "missing" },
  { CHECK "of=c\nrule=hgb > 70 g/L\ncohorts=lupus\n",
    "x.ini:10:9 [condition c.a] cohorts: ", "unknown cohort \"lupus\"" },

  /* anchors, treatments, visits */
  { "[anchor a]\nlabel=A\nintervention=drug\nplanned=yes\n",
    "x.ini:3:14 [anchor a] intervention: ", "a day is planned by an event" },
  { "[anchor a]\nlabel=A\nevent=e\nevent_days=soon\n",
    "x.ini:4:12 [anchor a] event_days: ", "\"soon\" is not a number" },
  { "[anchor a]\nlabel=A\nintervention=other\n",
    "x.ini:3:14 [anchor a] intervention: ", "unknown treatment \"other\"" },
  { "[anchor a]\nlabel=A\nintervention=@lymphodepletion\n",
    "x.ini:3:14 [anchor a] intervention: ", "unknown treatment \"@lymphodepletion\"" },
  { "[anchor a]\nlabel=A\n", "x.ini:1 [anchor a]: ", "expected either event= or intervention=" },
  { TREATMENT "category=poison\ndays=0\n",
    "x.ini:4:10 [treatment x] category: ", "expected product, lymphodepletion, concomitant" },
  { TREATMENT "category=product\ndays=-3..-5\n",
    "x.ini:5:6 [treatment x] days: ", "the lower first" },
  { "[treatment x]\nlabel=X\ncategory=product\ndays=0\n",
    "x.ini:1 [treatment x] source: ", "missing" },
  { VISIT "day=soon\n", "x.ini:6:5 [visit D1] day: ", "\"soon\" is not a number" },
  { VISIT "day=1\nwindow=3\n", "x.ini:7:8 [visit D1] window: ", "does not hold the planned day" },
  { VISIT "day=1\nwindow=a..b\n", "x.ini:7:8 [visit D1] window: ", "not a span of days" },
  { VISIT "day=1\nobservations=hgb, creatinine, hbg\n",
    "x.ini:7:14 [visit D1] observations: ", "unknown observation \"hbg\"" },
  { "[visit D1]\nlabel=D\nnumber=1\nday=1\nanchor=birth\nsource=site\n",
    "x.ini:5:8 [visit D1] anchor: ", "unknown anchor \"birth\"" },

  /* criteria and definitions */
  { CRITERION "rule=hbg >= 60 g/L\n", "x.ini:5:6 [criterion INC-01] rule: ", "hbg" },
  { CRITERION "rule=creatinin < 60 umol/L\n",
    "x.ini:5:6 [criterion INC-01] rule: ", "did you mean \"creatinine\"" },
  { CRITERION "rule=hgb >= 60 g/L\n  and hgb <= 200 g/L\n  and hbg > 1 g/L\n",
    "x.ini:7:7 [criterion INC-01] rule: ", "hbg" },
  { CRITERION "rule=hgb >= 60 mmol/L\n", "x.ini:5:", "[criterion INC-01] rule: " },
  { CRITERION "rule=hbsag = perhaps\n", "x.ini:5:14 [criterion INC-01] rule: ", "perhaps" },
  { CRITERION "rule=hgb >= 60 g/L and\n", "x.ini:5:", "expected" },
  { CRITERION, "x.ini:1 [criterion INC-01] rule: ", "missing" },
  { CRITERION "rule=hgb >= 60 g/L\nlook_back=soon\n",
    "x.ini:6:11 [criterion INC-01] look_back: ", "not a look-back" },
  { CRITERION "rule=hgb >= 60 g/L\nlook_back=28 d before birth\n",
    "x.ini:6:11 [criterion INC-01] look_back: ", "unknown anchor \"birth\"" },
  { CRITERION "rule=hgb >= 60 g/L\nlook_back=28 d\nlook_back.source=me\n",
    "x.ini:7:18 [criterion INC-01] look_back.source: ", "expected registry, site" },
  { CRITERION "rule=hgb >= 60 g/L\nreading=At screening\n",
    "x.ini:1 [criterion INC-01] reading.source: ", "missing" },
  { "[criterion INC-01]\nkind=inclusion\ncohorts=mn, igan\ntext=T\nrule=hgb >= 60 g/L\n",
    "x.ini:3:9 [criterion INC-01] cohorts: ", "unknown cohort \"igan\"" },
  { "[criterion EXC-01]\nkind=inclusion\ncohorts=all\ntext=T\nrule=hgb >= 60 g/L\n",
    "x.ini:2:6 [criterion EXC-01] kind: ", "contradicts the number" },
  { "[criterion C]\nkind=include\ncohorts=all\ntext=T\nrule=hgb >= 60 g/L\n",
    "x.ini:2:6 [criterion C] kind: ", "expected inclusion, exclusion" },
  { "[definition hgb]\nrule=hgb >= 60 g/L\n", "x.ini:1 [definition hgb]: ", "an observation too" },
  { "[definition a]\nrule=b or hgb < 60 g/L\n[definition b]\nrule=not c\n[definition c]\nrule=a\n",
    "x.ini:2:6 [definition a] rule: ", "needs itself: a → b → c → a" },
  { "[definition a]\nrule=a\n", "x.ini:2:6 [definition a] rule: ", "a → a" },
  /* A definition at fault is one fault, not one more for each rule that uses it. */
  { "[definition a]\nrule=hbg < 60 g/L\n[definition b]\nrule=a\n",
    "x.ini:2:6 [definition a] rule: ", "hbg" },

  /* grades, equations, terms */
  { GRADE, "x.ini:1 [grade g]: ", "no level has a rule" },
  { GRADE "unit=g/L\n3=hgb < 80 g/L\n", "x.ini:6:3 [grade g] 3: ", "hgb" },
  { GRADE "unit=g/L\n3=value < 80 mmol/L\n", "x.ini:6:", "[grade g] 3: " },
  { GRADE "4=value < 65\n5=value < 50\n", "x.ini:6:3 [grade g] 5: ", "unknown key" },
  { GRADE "unit=grams\n3=value < 80\n", "x.ini:5:6 [grade g] unit: ", "unknown unit" },
  { EQUATION "result=egfr\nrule=creatinine\n",
    "x.ini:4:8 [equation e] result: ", "unknown observation \"egfr\"" },
  { EQUATION "result=hbsag\nrule=creatinine\n",
    "x.ini:4:8 [equation e] result: ", "an equation gives a number" },
  { EQUATION "result=hgb\nrule=creatinine\n", "x.ini:5:", "[equation e] rule: " },
  { "[term t]\nlabel=T\ninterest=very\n", "x.ini:3:10 [term t] interest: ", "expected yes, no" },
};

static const char *
make_folder (const char *name, const char *text)
{
  const char *dir = pod_test_dir ();

  pod_test_write (dir, name, text);
  return dir;
}

static char *
join (GPtrArray *problems)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = pod_problem_to_string (g_ptr_array_index (problems, i));

      g_string_append_printf (all, "%s\n", line);
    }
  return g_string_free (all, FALSE);
}

/* The problems of a sound study with @text beside it, a line each. */
static char *
load_with (const char *study, const char *text)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  g_autoptr (PodStudy) loaded = NULL;
  const char *dir = make_folder ("study.ini", study);

  if (text)
    pod_test_write (dir, "x.ini", text);
  loaded = pod_study_load (dir, make_folder ("observations.ini", knowledge_text), problems);
  g_assert_true (!loaded == (problems->len > 0));
  return join (problems);
}

static void
test_sound (void)
{
  g_autofree char *found = load_with (study_text, NULL);

  g_assert_cmpstr (found, ==, "");
}

static void
test_fault (gconstpointer data)
{
  const Fault *fault = data;
  g_autofree char *found = load_with (study_text, fault->text);

  g_test_message ("%s", found);
  g_assert_true (g_str_has_prefix (found, fault->place));
  g_assert_nonnull (strstr (found, fault->words));
  /* One fault, one line. */
  g_assert_true (strchr (found, '\n') == found + strlen (found) - 1);
}

static void
test_settings (void)
{
  static const struct
  {
    const char *study;
    const char *expected;
  } rows[] = {
    { "[study]\nid=x\ntitle=X\n", "study.ini:1 [study] target: this key is missing" },
    { "[study]\nid=x\ntitle=X\ntarget=many\n",
      "study.ini:4:8 [study] target: \"many\" is not a number" },
    { "[study]\nid=x\ntitle=X\ntarget=0\n", "study.ini:4:8 [study] target: expected how many" },
    { "[study]\nid=x\ntarget=1\n", "study.ini:1 [study] title: this key is missing" },
    { "[study]\nid=x\ntitle=X\ntarget=1\nreference_start=birth\n",
      "study.ini:5:17 [study] reference_start: unknown anchor" },
    { "[study]\nid=x\ntitle=X\ntarget=1\ntoxicity_scale=CTCAE 4\n",
      "study.ini:5:16 [study] toxicity_scale: no group [grade …]" },
    { "[study]\nid=x\ntitle=X\ntarget=1\negfr_equation=1976\n",
      "study.ini:5:15 [study] egfr_equation: no group [equation …]" },
    { "[study]\nid=x\ntitle=X\ntarget=1\nwall_course=uprot42\n",
      "study.ini:5:13 [study] wall_course: no group [observation uprot42]" },
    { "[study]\nid=x\ntitle=X\ntarget=1\nwall_values=creatinine, creatinine creatinine\n",
      "study.ini:5:13 [study] wall_values: expected at most 2 observations" },
    { "[study]\nid=x\ntitle=X\ntarget=1\nchart_steroids=steroid\n",
      "study.ini:5:16 [study] chart_steroids: unknown class" },
    { "[group a]\nlabel=A\n", "[study]: no file of" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *found = load_with (rows[i].study, NULL);

      g_test_message ("%s", found);
      g_assert_true (g_str_has_prefix (found, rows[i].expected));
    }
}

/* A clinician mends a file once, not once for each fault. */
static void
test_all_at_once (void)
{
  g_autofree char *found = load_with (study_text, "[group a]\n"
                                                  "[observation x]\n"
                                                  "label=X\n"
                                                  "type=quantity\n"
                                                  "unit=furlong\n"
                                                  "loinc=1\n"
                                                  "colour=red\n"
                                                  "no equals sign\n"
                                                  "[criterion INC-01]\n"
                                                  "kind=maybe\n"
                                                  "cohorts=igan\n"
                                                  "text=T\n"
                                                  "rule=hbg > 1 g/L\n");
  static const char *const expected[] = { "x.ini:1 ", "x.ini:5:6 ",  "x.ini:6:7 ",  "x.ini:7:8 ",
                                          "x.ini:8:", "x.ini:10:6 ", "x.ini:11:9 ", "x.ini:13:6 " };

  const char *at = found;

  /* From the top of the file down. */
  g_test_message ("%s", found);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      at = strstr (at, expected[i]);
      g_assert_nonnull (at);
    }
}

/* A thousand definitions in a row must not run the stack away. */
static void
test_deep (void)
{
  GString *text = g_string_new (NULL);
  g_autofree char *found = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "[definition d%u]\nrule=d%u\n", i, i + 1);
  g_string_append (text, "[definition d1000]\nrule=hgb > 60 g/L\n");
  found = load_with (study_text, text->str);
  g_assert_nonnull (strstr (found, "[definition d50] rule: definitions stand on definitions"));
  g_string_free (text, TRUE);
}

/* Whatever is done to a file, it is read or refused. The seed is fixed, so that a failure comes again. */
static void
test_noise (void)
{
  static const char signs[] = "[]=.,()*/^-<> \n\"#@aA0{}%\xe4";
  g_autoptr (GRand) rand = g_rand_new_with_seed (7241468);

  for (guint round = 0; round < 300; round++)
    {
      g_autofree char *text = g_strdup (study_text);
      g_autofree char *found = NULL;

      for (guint i = 0; i < 1 + round % 5; i++)
        text[g_rand_int_range (rand, 0, (gint32) strlen (study_text))] =
            signs[g_rand_int_range (rand, 0, sizeof signs - 1)];
      found = load_with (text, CRITERION "rule=hgb >= 60 g/L and hbsag = negative\n");
    }
}

static void
test_no_files (void)
{
  g_autoptr (GPtrArray) problems = pod_problems_new ();
  const char *empty = pod_test_dir ();

  g_assert_null (pod_study_load (empty, empty, problems));
  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_null (pod_knowledge_load (pod_test_path (empty, "nowhere"), problems));
  g_assert_cmpuint (problems->len, >, 3);
  g_assert_null (pod_knowledge_load (empty, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/study/faults/none", test_sound);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *path = g_strdup_printf ("/study/faults/row-%02u", i + 1);

      g_test_add_data_func (path, &faults[i], test_fault);
    }
  g_test_add_func ("/study/faults/settings", test_settings);
  g_test_add_func ("/study/faults/all-at-once", test_all_at_once);
  g_test_add_func ("/study/faults/deep", test_deep);
  g_test_add_func ("/study/faults/noise", test_noise);
  g_test_add_func ("/study/faults/no-files", test_no_files);
  return g_test_run ();
}
