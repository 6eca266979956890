#include <glib.h>

#include "pod-unit.h"

/* Every code that the trial's observations use: its label and what it measures. */
static const struct
{
  const char *code, *label, *dimension;
  double scale;
} units[] = {
  { "1", "", "1", 1 },
  { "%", "%", "1", 0.01 },
  { "g/L", "g/L", "mass/length^3", 1e3 },
  { "g/dL", "g/dL", "mass/length^3", 1e4 },
  { "mg/dL", "mg/dL", "mass/length^3", 10 },
  { "mg/L", "mg/L", "mass/length^3", 1 },
  { "ug/L", "µg/L", "mass/length^3", 1e-3 },
  { "ng/mL", "ng/mL", "mass/length^3", 1e-3 },
  { "pg/mL", "pg/mL", "mass/length^3", 1e-6 },
  { "umol/L", "µmol/L", "amount/length^3", 1e-3 },
  { "mmol/L", "mmol/L", "amount/length^3", 1 },
  { "10*9/L", "×10⁹/L", "1/length^3", 1e12 },
  { "10*12/L", "×10¹²/L", "1/length^3", 1e15 },
  { "10*3/uL", "×10³/µL", "1/length^3", 1e12 },
  { "/uL", "/µL", "1/length^3", 1e9 },
  { "U/L", "U/L", "U/length^3", 1e3 },
  { "ukat/L", "µkat/L", "amount/length^3/time", 1e-3 },
  { "[IU]/mL", "IU/mL", "IU/length^3", 1e6 },
  { "m[IU]/mL", "mIU/mL", "IU/length^3", 1e3 },
  { "k[IU]/L", "kIU/L", "IU/length^3", 1e6 },
  { "[IU]/L", "IU/L", "IU/length^3", 1e3 },
  { "s", "s", "time", 1 },
  { "ms", "ms", "time", 1e-3 },
  { "min", "min", "time", 60 },
  { "h", "h", "time", 3600 },
  { "d", "d", "time", 86400 },
  { "wk", "wk", "time", 604800 },
  { "mo", "mo", "time", 2629800 },
  { "a", "a", "time", 31557600 },
  { "g/d", "g/d", "mass/time", 1.0 / 86400 },
  { "g/(24.h)", "g/24 h", "mass/time", 1.0 / 86400 },
  { "mg/(24.h)", "mg/24 h", "mass/time", 1e-3 / 86400 },
  { "mg/g", "mg/g", "1", 1e-3 },
  { "mg/g{creat}", "mg/g", "1", 1e-3 },
  { "mg/mmol", "mg/mmol", "mass/amount", 1 },
  { "{RU}/mL", "RU/mL", "arbitrary/length^3", 1e6 },
  { "{copies}/ug", "copies/µg", "arbitrary/mass", 1e6 },
  { "{copies}/mL", "copies/mL", "arbitrary/length^3", 1e6 },
  { "{cells}/uL", "cells/µL", "1/length^3", 1e9 },
  { "{cells}/kg", "cells/kg", "1/mass", 1e-3 },
  { "10*6/kg", "×10⁶/kg", "1/mass", 1e3 },
  { "10*6{cells}/kg", "×10⁶ cells/kg", "1/mass", 1e3 },
  { "10*3{copies}/mL", "×10³ copies/mL", "arbitrary/length^3", 1e9 },
  { "mL/min", "mL/min", "length^3/time", 1e-6 / 60 },
  { "mL/min/{1.73_m2}", "mL/min/1.73 m²", "length^3/time", 1e-6 / 60 },
  { "mm[Hg]", "mmHg", "mass/length/time^2", 133322 },
  { "cm[H2O]", "cmH₂O", "mass/length/time^2", 98066.5 },
  { "kPa", "kPa", "mass/length/time^2", 1e6 },
  { "kg", "kg", "mass", 1000 },
  { "g", "g", "mass", 1 },
  { "mg", "mg", "mass", 1e-3 },
  { "ug", "µg", "mass", 1e-6 },
  { "mg/kg", "mg/kg", "1", 1e-6 },
  { "mg/kg/d", "mg/kg/d", "1/time", 1e-6 / 86400 },
  { "mg/m2", "mg/m²", "mass/length^2", 1e-3 },
  { "kg/m2", "kg/m²", "mass/length^2", 1e3 },
  { "mL", "mL", "length^3", 1e-6 },
  { "L", "L", "length^3", 1e-3 },
  { "fL", "fL", "length^3", 1e-18 },
  { "mm3", "mm³", "length^3", 1e-9 },
  { "cm", "cm", "length", 0.01 },
  { "m2", "m²", "length^2", 1 },
  { "m-2", "m⁻²", "1/length^2", 1 },
  { "{score}", "", "1", 1 },
  { "{ratio}", "", "1", 1 },
  { "Cel", "°C", "temperature", 1 },
  { "/min", "/min", "1/time", 1.0 / 60 },
  { "mosm/kg", "mOsm/kg", "arbitrary/mass", 1e-6 },
  { "meq/L", "mEq/L", "arbitrary/length^3", 1 },
  { "/[HPF]", "/HPF", "1/arbitrary", 1 },
};

static void
test_ucum (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const PodUnit *unit = pod_unit_from_ucum (units[i].code);
      g_autofree char *dimension = NULL;

      g_test_message ("%s", units[i].code);
      g_assert_nonnull (unit);
      g_assert_cmpstr (pod_unit_get_ucum (unit), ==, units[i].code);
      g_assert_cmpstr (pod_unit_get_label (unit), ==, units[i].label);
      dimension = pod_dimension_to_string (pod_unit_get_dimension (unit));
      g_assert_cmpstr (dimension, ==, units[i].dimension);
      g_assert_cmpfloat_with_epsilon (pod_unit_get_scale (unit) / units[i].scale, 1, 1e-15);
      g_assert_true (pod_unit_from_ucum (units[i].code) == unit);
    }
  g_assert_true (pod_unit_one () == pod_unit_from_ucum ("1"));
}

static const char *const refused_codes[] = {
  "",
  " ",
  "g/",
  "/",
  "//L",
  "g//L",
  "g.",
  ".g",
  "xyz",
  "g/xyz",
  "MG/DL",
  "G/L",
  "g/0",
  "0",
  "(g",
  "g)",
  "()",
  "g(L)",
  "{",
  "{}",
  "g{",
  "g}",
  "{a b}",
  "g/L ",
  "g L",
  "m0",
  "m100",
  "m99",
  "[RU]",
  "Cel/h",
  "mCel",
  "kmin",
  "m%",
  "10*99",
  "mmm",
  "kkg",

  "1.5",
  "μmol/L",
  "g{a}{b}",
  "((((((g))))))",
  "24h",
  "-1",
  "+1",
  "[IU",
  "IU]",
  "m9.m9.m9.m9.m9.m9.m9",
  "10*60.10*60",
  "9999999",
};

static void
test_ucum_refuses (void)
{
  g_autofree char *long_text = g_strnfill (100000, '(');

  for (guint i = 0; i < G_N_ELEMENTS (refused_codes); i++)
    {
      g_test_message ("\"%s\"", refused_codes[i]);
      g_assert_null (pod_unit_from_ucum (refused_codes[i]));
    }
  g_assert_null (pod_unit_from_ucum (long_text));
  g_assert_null (pod_unit_from_print (long_text));
  g_assert_null (pod_unit_from_ucum (NULL));
  g_assert_null (pod_unit_from_print (NULL));
}

/* Exactly: the comparison is with ==, since a limit of 60 g/L must not become 59.99999. */
static void
test_factors (void)
{
  static const struct
  {
    const char *from, *to;
    double factor;
  } cases[] = {
    { "g/dL", "g/L", 10 },
    { "g/L", "g/dL", 0.1 },
    { "mg/dL", "g/L", 0.01 },
    { "mg/L", "g/L", 0.001 },
    { "ug/L", "ng/mL", 1 },
    { "pg/mL", "ng/L", 1 },
    { "mmol/L", "umol/L", 1000 },
    { "umol/L", "mmol/L", 0.001 },
    { "10*9/L", "10*3/uL", 1 },
    { "/uL", "10*9/L", 0.001 },
    { "{cells}/uL", "10*9/L", 0.001 },
    { "10*12/L", "10*6/uL", 1 },
    { "10*9/L", "/mm3", 1000 },
    { "g/(24.h)", "g/d", 1 },
    { "mg/(24.h)", "g/d", 0.001 },
    { "mg/g{creat}", "mg/g", 1 },
    { "g/g{creat}", "mg/g{creat}", 1000 },
    { "%", "1", 0.01 },
    { "1", "%", 100 },
    { "wk", "d", 7 },
    { "d", "h", 24 },
    { "h", "min", 60 },
    { "a", "mo", 12 },
    { "a", "d", 365.25 },
    { "s", "ms", 1000 },
    { "m[IU]/mL", "[IU]/L", 1 },
    { "[IU]/mL", "k[IU]/L", 1 },
    { "{copies}/mL", "{copies}/L", 1000 },
    { "mL/min/{1.73_m2}", "mL/min", 1 },
    { "L/h", "mL/min", 1000.0 / 60 },
    { "mg/kg/d", "ug/kg/d", 1000 },
    { "cm", "m", 0.01 },
    { "kPa", "Pa", 1000 },
    { "mm[Hg]", "Pa", 133.322 },
    { "[lb_av]", "kg", 0.45359237 },
    { "[in_i]", "cm", 2.54 },
    { "Cel", "Cel", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double factor = 0;

      g_test_message ("%s in %s", cases[i].from, cases[i].to);
      g_assert_true (pod_unit_get_factor (pod_unit_from_ucum (cases[i].from),
                                          pod_unit_from_ucum (cases[i].to), &factor));
      g_assert_cmpfloat (factor, ==, cases[i].factor);
    }
}

static void
test_no_factor (void)
{
  static const struct
  {
    const char *from, *to;
  } cases[] = {
    { "g/L", "mmol/L" },
    { "U/L", "[IU]/L" },
    { "U/L", "ukat/L" },
    { "meq/L", "mmol/L" },
    { "mosm/kg", "mmol/kg" },
    { "Cel", "K" },
    { "{copies}/ug", "/ug" },
    { "mg/mmol{creat}", "mg/g{creat}" },
    { "g/d", "g/L" },
    { "/[HPF]", "1" },
    { "g/(24.h)", "mg/g{creat}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      double factor = 42;

      g_test_message ("%s in %s", cases[i].from, cases[i].to);
      g_assert_false (pod_unit_get_factor (pod_unit_from_ucum (cases[i].from),
                                           pod_unit_from_ucum (cases[i].to), &factor));
      g_assert_cmpfloat (factor, ==, 42);
    }
}

/* What laboratories print, and the code it means. */
static const struct
{
  const char *print, *code;
} prints[] = {
  { "10^9/L", "10*9/L" },
  { "10E9/L", "10*9/L" },
  { "10e9/L", "10*9/L" },
  { "10E+09/L", "10*9/L" },
  { "10*9/L", "10*9/L" },
  { "10**9/L", "10*9/L" },
  { "10⁹/L", "10*9/L" },
  { "×10⁹/L", "10*9/L" },
  { "x10^9/L", "10*9/L" },
  { "X 10^9/l", "10*9/L" },
  { "* 10^9 / L", "10*9/L" },
  { "１０＾９／Ｌ", "10*9/L" },
  { "G/L", "10*9/L" },
  { "giga.l-1", "10*9/L" },
  { "T/L", "10*12/L" },
  { "10¹²/L", "10*12/L" },
  { "tera.l-1", "10*12/L" },
  { "10^3/μL", "10*3/uL" },
  { "K/uL", "10*3/uL" },
  { "10⁶/kg", "10*6/kg" },
  { "10^6cells/kg", "10*6{cells}/kg" },
  { "μmol/L", "umol/L" },
  { "µmol/L", "umol/L" },
  { "umol/l", "umol/L" },
  { "µmol·L⁻¹", "umol/L" },
  { "ｕｍｏｌ／Ｌ", "umol/L" },
  { "mmol/l", "mmol/L" },
  { "mg/dl", "mg/dL" },
  { "g/l", "g/L" },
  { "ng/ml", "ng/mL" },
  { "μg/L", "ug/L" },
  { "mcg/L", "ug/L" },
  { "U/l", "U/L" },
  { "IU/L", "[IU]/L" },
  { "IU/ml", "[IU]/mL" },
  { "mIU/mL", "m[IU]/mL" },
  { "KIU/L", "k[IU]/L" },
  { "RU/ml", "{RU}/mL" },
  { "[RU]/mL", "{RU}/mL" },
  { "AU/mL", "[arb'U]/mL" },
  { "copies/ml", "{copies}/mL" },
  { "copies/μg", "{copies}/ug" },
  { "拷贝/mL", "{copies}/mL" },
  { "个/μL", "{cells}/uL" },
  { "cells/μl", "{cells}/uL" },
  { "/μL", "/uL" },
  { "1/μL", "1/uL" },
  { "/HP", "/[HPF]" },
  { "g/24h", "g/(24.h)" },
  { "g/24 h", "g/(24.h)" },
  { "mg/24hr", "mg/(24.h)" },
  { "g/(24h)", "g/(24.h)" },
  { "g/(24.h)", "g/(24.h)" },
  { "g/24小时", "g/(24.h)" },
  { "g/day", "g/d" },
  { "mg/gCr", "mg/g{creat}" },
  { "mg/g{creat}", "mg/g{creat}" },
  { "mg/mmol", "mg/mmol" },
  { "mL/min/1.73m2", "mL/min/{1.73_m2}" },
  { "ml/min/1.73m²", "mL/min/{1.73_m2}" },
  { "mL/min/1.73m^2", "mL/min/{1.73_m2}" },
  { "mL/min/1.73 m2", "mL/min/{1.73_m2}" },
  { "mL/min/1.73㎡", "mL/min/{1.73_m2}" },
  { "mL/min/{1.73_m2}", "mL/min/{1.73_m2}" },
  { "mL/(min·1.73m²)", "mL/min/{1.73_m2}" },
  { "ml/min•1.73m2", "mL/min/{1.73_m2}" },
  { "sec", "s" },
  { "秒", "s" },
  { "S", NULL },
  { "ms", "ms" },
  { "岁", "a" },
  { "％", "%" },
  { "℃", "Cel" },
  { "°C", "Cel" },
  { "mmHg", "mm[Hg]" },
  { "次/分", "/min" },
  { "bpm", "/min" },
  { "Kg", "kg" },
  { "㎏", "kg" },
  { "kg/m²", "kg/m2" },
  { "mg/m^2", "mg/m2" },
  { "fl", "fL" },
  { "mEq/L", "meq/L" },
  { "mOsm/kg", "mosm/kg" },
  { "L/L", "L/L" },
  { "1", "1" },
  { "  g/L  ", "g/L" },
  { "/mm3", "/mm3" },
  /* Never a guess. */
  { "", NULL },
  { "109/L", NULL },
  { "10 9/L", NULL },
  { "10", NULL },
  { "MG/DL", NULL },
  { "Mg/dL", NULL },
  { "Mmol/L", NULL },
  { "Pmol/L", NULL },
  { "ML", NULL },
  { "mg%", NULL },
  { "mmol/L of urea", NULL },
  { "阴性", NULL },
  { "S/CO", NULL },
  { "1:320", NULL },
  { "10^-9/L", NULL },
  { "10^99/L", NULL },
  { "g/L?", NULL },
  { "\xff", NULL },
  { "×", NULL },
  { "-1", NULL },
  { "{", NULL },
};

static void
test_print (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (prints); i++)
    {
      const PodUnit *unit = pod_unit_from_print (prints[i].print);

      if (g_utf8_validate (prints[i].print, -1, NULL))
        g_test_message ("\"%s\"", prints[i].print);
      g_assert_cmpstr (unit != NULL ? pod_unit_get_ucum (unit) : NULL, ==, prints[i].code);
    }
}

/* Every code that we write can be read back as print, and so can its label. */
static void
test_print_reads_own_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const PodUnit *unit = pod_unit_from_ucum (units[i].code);
      const PodUnit *by_label = pod_unit_from_print (units[i].label);
      double factor;

      g_test_message ("%s", units[i].code);
      g_assert_true (pod_unit_from_print (units[i].code) == unit);
      if (by_label != NULL && pod_unit_get_factor (by_label, unit, &factor))
        g_assert_cmpfloat (factor, ==, 1);
    }
}

static void
test_dimensions (void)
{
  PodDimension mass = pod_unit_get_dimension (pod_unit_from_ucum ("g"));
  PodDimension volume = pod_unit_get_dimension (pod_unit_from_ucum ("L"));
  PodDimension density = pod_dimension_divide (mass, volume);
  g_autofree char *inverse = pod_dimension_to_string (pod_dimension_power (density, -2));

  g_assert_cmpstr (inverse, ==, "length^6/mass^2");
  g_assert_true (pod_dimension_equal (pod_dimension_multiply (density, volume), mass));
  g_assert_true (pod_dimension_is_one (pod_dimension_divide (mass, mass)));
  g_assert_true (pod_dimension_is_one (pod_dimension_power (mass, 0)));
  g_assert_cmpint (pod_dimension_power (volume, 1000).power[0], ==, G_MAXINT8);
}

static gpointer
intern_all (gpointer data)
{
  for (int round = 0; round < 200; round++)
    for (guint i = 0; i < G_N_ELEMENTS (units); i++)
      if (pod_unit_from_ucum (units[i].code) != pod_unit_from_print (units[i].code))
        return GINT_TO_POINTER (1);
  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("intern", intern_all, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_assert_null (g_thread_join (threads[i]));
}

/* In braces anybody may write anything: what is no word of a unit is left out, and the unit counts the same. */
static void
test_remarks (void)
{
  static const struct
  {
    const char *code;
    const char *like;
    const char *plain;
  } cases[] = {
    { "10*9/L", NULL, "10*9/L" },
    { "10*9/L{Zhang_San}", NULL, "10*9/L" },
    { "10*9{900001}/L", NULL, "10*9/L" },
    { "{Zhang}/uL", NULL, "1/uL" },
    { "{Zhang}", NULL, "1" },
    { "({Zhang}/uL)", NULL, "(1/uL)" },
    { "mg/{Zhang}", NULL, "mg/1" },
    { "mg{a}/g{b}", NULL, "mg/g" },
    { "mg/g{creat}", NULL, "mg/g{creat}" },
    { "{copies}/ug{DNA}", NULL, "{copies}/ug" },
    { "{copies}/ug{DNA}", "{copies}/ug{DNA}", "{copies}/ug{DNA}" },
    { "{titer}", NULL, "{titer}" },
    { "mL/min/{1.73_m2}", NULL, "mL/min/{1.73_m2}" },
    { "{cell}/uL", "{cells}/uL", "{cell}/uL" },
    { "{ell}/uL", "{cells}/uL", "1/uL" },
    { "{cells0}/uL", "{cells}/uL", "1/uL" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const PodUnit *unit = pod_unit_from_ucum (cases[i].code);
      const PodUnit *like = pod_unit_from_ucum (cases[i].like);
      const PodUnit *plain;

      g_test_message ("%s", cases[i].code);
      g_assert_nonnull (unit);
      plain = pod_unit_without_remarks (unit, like);
      g_assert_nonnull (plain);
      g_assert_cmpstr (pod_unit_get_ucum (plain), ==, cases[i].plain);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/unit/ucum", test_ucum);
  g_test_add_func ("/core/unit/ucum-refuses", test_ucum_refuses);
  g_test_add_func ("/core/unit/factors", test_factors);
  g_test_add_func ("/core/unit/no-factor", test_no_factor);
  g_test_add_func ("/core/unit/print", test_print);
  g_test_add_func ("/core/unit/print-reads-own-codes", test_print_reads_own_codes);
  g_test_add_func ("/core/unit/remarks", test_remarks);
  g_test_add_func ("/core/unit/dimensions", test_dimensions);
  g_test_add_func ("/core/unit/threads", test_threads);
  return g_test_run ();
}
