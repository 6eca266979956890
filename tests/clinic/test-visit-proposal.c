/* Of which visit results are entered first. */

#include "clinic-fixture.h"
#include "pod-visit-proposal.h"

/* A visit each week or so, of which one asks for nothing. */
static const char small[] =
    "[study]\nid=small\nregistry=SMALL\ntitle=A small study\ntarget=3\n"
    "country=CHN\nsite=01\nreference_start=infusion\nexposure_start=infusion\n"
    "toxicity_scale=CTCAE 5.0\negfr_equation=2021\n"
    "[cohort a]\nlabel=A\nshort=A\n"
    "[anchor infusion]\nlabel=Infusion\nintervention=cells\n"
    "[treatment cells]\nlabel=Cells\ncategory=product\nunit=10*6/kg\ndays=0..0\nsource=site\n"
    "[observation hgb]\ntype=quantity\nunit=g/L\nlabel=Haemoglobin\n"
    "[observation igg]\ntype=quantity\nunit=g/L\nlabel=IgG\n"
    "[visit "
    "D14]\nlabel=14\nsource=site\nnumber=14\nepoch=TREATMENT\nanchor=infusion\nday=14\nwindow=-1.."
    "1\nobservations=hgb\n"
    "[visit "
    "D16]\nlabel=16\nsource=site\nnumber=16\nepoch=TREATMENT\nanchor=infusion\nday=16\nwindow=0.."
    "0\n"
    "[visit "
    "D21]\nlabel=21\nsource=site\nnumber=21\nepoch=TREATMENT\nanchor=infusion\nday=21\nwindow=-1.."
    "1\nobservations=hgb\n"
    "[visit "
    "D28]\nlabel=28\nsource=site\nnumber=28\nepoch=TREATMENT\nanchor=infusion\nday=28\nwindow=-3.."
    "3\nobservations=hgb\n";

/* Days are from today; the visits are so many days after the infusion, with a day either side, D28 with three. */
static void
test_table (void)
{
  static const struct
  {
    int infusion;
    const char *records;
    const char *proposed;
  } rows[] = {
    /* Before, in and after the window of D14, of which nothing is on record. */
    { -12, "", NULL },
    { -13, "", "D14" },
    { -15, "", "D14" },
    { -18, "", "D14" },
    /* After it, with results of its window, of the days beside it, and of a test that it does not ask for. */
    { -18, "hgb 100 g/L @-3", NULL },
    { -18, "hgb 100 g/L @-5", NULL },
    { -18, "hgb 100 g/L @-2", "D14" },
    { -18, "hgb 100 g/L @-6", "D14" },
    { -18, "igg 10 g/L @-4", "D14" },
    { -18, "voided hgb 100 g/L @-4", "D14" },
    { -18, "hgb status:not_done because:haemolysed @-4", NULL },
    /* It took place: with results of its day and without. */
    { -18, "visit D14 @-4", "D14" },
    { -18, "visit D14 @-4; hgb 100 g/L @-4", NULL },
    { -18, "visit D14 @-4; hgb 100 g/L @-3", "D14" },
    { -18, "missed D14", NULL },
    /* Of several the latest; and what is due comes before all that lack theirs. */
    { -24, "", "D21" },
    { -24, "hgb 100 g/L @-3", "D14" },
    { -24, "visit D21 @-3; hgb 100 g/L @-3", "D14" },
    { -25, "", "D28" },
    { -31, "", "D28" },
    { -32, "hgb 100 g/L @-4; hgb 100 g/L @-11; hgb 100 g/L @-18", NULL },
    /* What took place today comes before what is due, and before what lacks its results. */
    { -25, "visit D21 @0; hgb 100 g/L @0", "D21" },
    { -18, "visit D16 @0", "D16" },
  };

  g_autoptr (PodStudy) study = fixture_small_study (small);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *records = g_strdup_printf ("dose cells @%d; %s", rows[i].infusion,
                                                  rows[i].records);
      g_autoptr (PodCasebook) casebook = fixture_casebook ("a", "female", records, NULL);
      g_autoptr (GArray) schedule = pod_schedule_new (study, casebook, fixture_today ());
      const PodScheduledVisit *proposed = pod_visit_propose (study, casebook, schedule,
                                                             fixture_today ());

      g_test_message ("%s", records);
      g_assert_cmpstr (proposed != NULL ? proposed->plan->id : NULL, ==, rows[i].proposed);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/clinic/visit-proposal/table", test_table);
  return g_test_run ();
}
