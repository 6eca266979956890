#pragma once

#include "naive.h"

/* What the two files of the naive evaluator share. */

typedef struct
{
  gboolean absent;
  double low, high;
  gboolean low_open, high_open;
} Number;

typedef enum
{
  READ_NOTHING,
  READ_UNCERTAIN,
  READ_UNUSABLE,
  READ_VALUE,
} Reading;

Number naive_exactly (double number);
Number naive_scale (Number a, double factor);
int naive_compare (Number a, int relation, Number b);
Number naive_to_number (const NaiveRecord *record);
Reading naive_find_latest (const NaiveWorld *world,
                           NaiveSymbol symbol,
                           int from,
                           int to,
                           const NaiveRecord **record);
Reading naive_read_node (const NaiveWorld *world,
                         const NaiveNode *node,
                         int today,
                         const NaiveRecord **record);

/* In naive-medication.c: days since a date, and courses of medication. */
int naive_judge_days (const NaiveWorld *world, const NaiveNode *node, int today);
int naive_judge_exposure (const NaiveWorld *world, const NaiveNode *node, int today);
