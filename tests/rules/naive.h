#pragma once

#include <glib.h>

/*
 * A second evaluator of the whole rule language, as simple as can be: days are numbers, courses of medication are walked
 * day by day, and what "< 5" may be is found out by trying.  It shares nothing with the first but the names.
 */

#define NAIVE_MAX_NODES 200
#define NAIVE_MAX_RECORDS 14
#define NAIVE_MAX_COURSES 5

typedef enum
{
  /* Conditions. */
  C_AND,
  C_OR,
  C_IMPLIES,
  C_AT_LEAST, /* at_least(2, …), of three */
  C_NOT,
  C_COMPARE, /* two numbers */
  C_VALUE,   /* anc >= 3 10*9/L */
  C_LIMIT,   /* anc >= 2 * uln(anc) */
  C_CHOICE,  /* serum_hcg = negative, in (…) */
  C_FLAG,
  C_KNOWN,
  C_EVER,
  C_TWO,  /* persists(…) */
  C_OVER, /* persists(…, over 2 mo) */
  C_CHANGE_FROM,
  C_CHANGE_WITHIN,
  C_DAYS,
  C_EXPOSURE,
  C_STABLE,
  C_SINCE_GIVEN,
  C_EVER_GIVEN,
  C_DEFINITION,
  N_CONDITIONS,
  /* Plain numbers. */
  N_CONSTANT = N_CONDITIONS,
  N_VALUE,
  N_RATIO, /* anc / uln(anc) */
  N_DEFINITION,
  N_NEGATE,
  N_ADD,
  N_SUBTRACT,
  N_MULTIPLY,
  N_DIVIDE,
  N_POWER,
  N_MIN,
  N_MAX,
  N_ABS,
  N_IF,
  N_KINDS,
} NaiveKind;

typedef enum
{
  OF_ANC,
  OF_CREATININE,
  OF_UPROT24,
  OF_INR,
  OF_INFECTION,
  OF_HCG,
  OF_TRIAL,
  OF_COMPLETE,
  OF_MONTHS,
  N_SYMBOLS,
} NaiveSymbol;

typedef enum
{
  AT_NONE,
  AT_ENROLMENT,
  AT_START,
  N_ANCHORS,
} NaiveAnchor;

/* Amount 0: none. */
typedef struct
{
  int amount;
  gboolean months;
  NaiveAnchor anchor;
} NaiveWindow;

typedef struct
{
  NaiveKind kind;
  int child[3];
  NaiveSymbol symbol;
  gboolean own; /* latest(…) with @window */
  NaiveWindow window;
  NaiveAnchor anchor;
  int relation; /* < <= > >= = != */
  double number;
  gboolean upper;   /* uln rather than lln */
  gboolean swapped; /* the limit is written first */
  gboolean in_days;
  gboolean has_else;
  int answers; /* bits of the answers asked for */
  int medication;
  int mode; /* current, cumulative, longest */
  int gap;
  int needed; /* of at_least() */
} NaiveNode;

/* Days of INT_MIN and INT_MAX: not known. */
typedef struct
{
  NaiveSymbol symbol;
  int first, last; /* of the day it is of */
  int precision;   /* 0 day, 1 month, 2 year, 3 none */
  char sign;       /* '=', '<', '>', '?' */
  double value;    /* of answers their number; 3 is "unknown" */
  double upper;    /* 0: none */
  int date_first, date_last;
  gboolean gone; /* taken out while a case is made smaller */
  char text[80];
} NaiveRecord;

typedef struct
{
  int treatment; /* ramipril, losartan, prednisone, tacrolimus */
  int dose;      /* 0: not known */
  int start_first, start_last;
  int end_first, end_last;
  gboolean ongoing;
  gboolean gone;
  char text[80];
} NaiveCourse;

typedef struct
{
  NaiveNode nodes[NAIVE_MAX_NODES];
  int n_nodes;
  NaiveRecord records[NAIVE_MAX_RECORDS];
  int n_records;
  NaiveCourse courses[NAIVE_MAX_COURSES];
  int n_courses;
  NaiveWindow window;
  int anchor_first[N_ANCHORS], anchor_last[N_ANCHORS]; /* INT_MIN: not known */
} NaiveWorld;

/* Of a day number and some months; the end of a month where there is no such day. */
int naive_add_months (int day, int months);
/* 0 is no, 1 cannot tell, 2 yes. */
int naive_judge (const NaiveWorld *world, int node, int today);
