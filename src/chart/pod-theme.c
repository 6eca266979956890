#include "pod-charts.h"

/* RGBA as 0xRRGGBBAA.  Grades keep their hues in the dark style, since the hue is the meaning; they
 * fall in lightness from 1 to 5, so that they survive grey print.  Distances between the colours
 * were measured for normal, protan, deutan and tritan sight; each colour has a word or a shape
 * beside it nevertheless.  The grid is seen through, so that it is as plain upon a band as beside it. */
static const guint32 light[POD_N_ROLES] = {
  [POD_ROLE_BACKGROUND] = 0xffffffff, [POD_ROLE_TEXT] = 0x1a1a1aff,
  [POD_ROLE_DIM_TEXT] = 0x5e5c64ff,   [POD_ROLE_GRID] = 0x1a1a2a22,
  [POD_ROLE_AXIS] = 0x77767bff,       [POD_ROLE_RANGE] = 0x3584e41f,
  [POD_ROLE_SERIES] = 0x0072b2ff,     [POD_ROLE_BASELINE] = 0x5e5c64ff,
  [POD_ROLE_GRADE_1] = 0xfee391ff,    [POD_ROLE_GRADE_2] = 0xfeb24cff,
  [POD_ROLE_GRADE_3] = 0xe8590cff,    [POD_ROLE_GRADE_4] = 0xa50f15ff,
  [POD_ROLE_GRADE_5] = 0x3b0010ff,    [POD_ROLE_BAND_1] = 0xfee3913c,
  [POD_ROLE_BAND_2] = 0xfeb24c54,     [POD_ROLE_BAND_3] = 0xe8590c4c,
  [POD_ROLE_BAND_4] = 0xa50f1546,     [POD_ROLE_COHORT_1] = 0x0072b2ff,
  [POD_ROLE_COHORT_2] = 0xd55e00ff,   [POD_ROLE_COHORT_3] = 0x000000ff,
  [POD_ROLE_VISIT] = 0x1a5fb4ff,      [POD_ROLE_VISIT_LATE] = 0xc01c28ff,
  [POD_ROLE_TREATMENT] = 0x613583ff,  [POD_ROLE_MEDICATION] = 0xcfd6deff,
  [POD_ROLE_DAY_ZERO] = 0x1a1a1aff,   [POD_ROLE_TODAY] = 0x1a7a4cff,
  [POD_ROLE_FOCUS] = 0x3584e4ff,      [POD_ROLE_CROWD] = 0x8a8a90ff,
  [POD_ROLE_SUBJECT] = 0xa02060ff,    [POD_ROLE_BETTER] = 0x0072b22e,
  [POD_ROLE_UNGRADED] = 0xe3e3e6ff,   [POD_ROLE_DRUG] = 0x008080ff,
};

static const guint32 dark[POD_N_ROLES] = {
  [POD_ROLE_BACKGROUND] = 0x1e1e1eff, [POD_ROLE_TEXT] = 0xffffffff,
  [POD_ROLE_DIM_TEXT] = 0xc0bfbcff,   [POD_ROLE_GRID] = 0xffffff2e,
  [POD_ROLE_AXIS] = 0x9a9996ff,       [POD_ROLE_RANGE] = 0x62a0ea22,
  [POD_ROLE_SERIES] = 0x56b4e9ff,     [POD_ROLE_BASELINE] = 0xc0bfbcff,
  [POD_ROLE_GRADE_1] = 0xfee391ff,    [POD_ROLE_GRADE_2] = 0xfeb24cff,
  [POD_ROLE_GRADE_3] = 0xe8590cff,    [POD_ROLE_GRADE_4] = 0xa50f15ff,
  [POD_ROLE_GRADE_5] = 0x3b0010ff,    [POD_ROLE_BAND_1] = 0xfee3911a,
  [POD_ROLE_BAND_2] = 0xff9a2044,     [POD_ROLE_BAND_3] = 0xe84a0c70,
  [POD_ROLE_BAND_4] = 0xff304090,     [POD_ROLE_COHORT_1] = 0x56b4e9ff,
  [POD_ROLE_COHORT_2] = 0xe69f00ff,   [POD_ROLE_COHORT_3] = 0xf5f5f5ff,
  [POD_ROLE_VISIT] = 0x78aeedff,      [POD_ROLE_VISIT_LATE] = 0xff7b63ff,
  [POD_ROLE_TREATMENT] = 0xc69be8ff,  [POD_ROLE_MEDICATION] = 0x4c5663ff,
  [POD_ROLE_DAY_ZERO] = 0xffffffff,   [POD_ROLE_TODAY] = 0x57e389ff,
  [POD_ROLE_FOCUS] = 0x78aeedff,      [POD_ROLE_CROWD] = 0x8a8a90ff,
  [POD_ROLE_SUBJECT] = 0xff8ac4ff,    [POD_ROLE_BETTER] = 0x56b4e92e,
  [POD_ROLE_UNGRADED] = 0x4c4c52ff,   [POD_ROLE_DRUG] = 0x4fc3b8ff,
};

/* Without hues the limits and the lower grades could not be told apart: on paper only grades 3 and 4 are tints, 1 and 2 are transparent and
 * hatched by the painter.  Cohorts are told by their dashes and symbols; all are far darker than the crowd behind them, the dotted one the most. */
static const guint32 print[POD_N_ROLES] = {
  [POD_ROLE_BACKGROUND] = 0xffffffff, [POD_ROLE_TEXT] = 0x000000ff,
  [POD_ROLE_DIM_TEXT] = 0x404040ff,   [POD_ROLE_GRID] = 0xdcdcdcff,
  [POD_ROLE_AXIS] = 0x404040ff,       [POD_ROLE_RANGE] = 0x00000012,
  [POD_ROLE_SERIES] = 0x000000ff,     [POD_ROLE_BASELINE] = 0x404040ff,
  [POD_ROLE_GRADE_1] = 0xebebebff,    [POD_ROLE_GRADE_2] = 0xc2c2c2ff,
  [POD_ROLE_GRADE_3] = 0x9c9c9cff,    [POD_ROLE_GRADE_4] = 0x575757ff,
  [POD_ROLE_GRADE_5] = 0x000000ff,    [POD_ROLE_BAND_1] = 0x00000000,
  [POD_ROLE_BAND_2] = 0x00000000,     [POD_ROLE_BAND_3] = 0x00000026,
  [POD_ROLE_BAND_4] = 0x00000040,     [POD_ROLE_COHORT_1] = 0x404040ff,
  [POD_ROLE_COHORT_2] = 0x2a2a2aff,   [POD_ROLE_COHORT_3] = 0x000000ff,
  [POD_ROLE_VISIT] = 0x333333ff,      [POD_ROLE_VISIT_LATE] = 0x000000ff,
  [POD_ROLE_TREATMENT] = 0x333333ff,  [POD_ROLE_MEDICATION] = 0xd9d9d9ff,
  [POD_ROLE_DAY_ZERO] = 0x000000ff,   [POD_ROLE_TODAY] = 0x595959ff,
  [POD_ROLE_FOCUS] = 0x000000ff,      [POD_ROLE_CROWD] = 0xb0b0b0ff,
  [POD_ROLE_SUBJECT] = 0x000000ff,    [POD_ROLE_BETTER] = 0x0000000d,
  [POD_ROLE_UNGRADED] = 0xdcdcdcff,   [POD_ROLE_DRUG] = 0x777777ff,
};

/* Nothing is told by a tint here: what is a pale area in the other styles is transparent and hatched by the painter. */
static const guint32 light_contrast[POD_N_ROLES] = {
  [POD_ROLE_BACKGROUND] = 0xffffffff, [POD_ROLE_TEXT] = 0x000000ff,
  [POD_ROLE_DIM_TEXT] = 0x000000ff,   [POD_ROLE_GRID] = 0x8a8a8aff,
  [POD_ROLE_AXIS] = 0x000000ff,       [POD_ROLE_RANGE] = 0x00000000,
  [POD_ROLE_SERIES] = 0x00508cff,     [POD_ROLE_BASELINE] = 0x000000ff,
  [POD_ROLE_GRADE_1] = 0xfee391ff,    [POD_ROLE_GRADE_2] = 0xfeb24cff,
  [POD_ROLE_GRADE_3] = 0xe8590cff,    [POD_ROLE_GRADE_4] = 0xa50f15ff,
  [POD_ROLE_GRADE_5] = 0x3b0010ff,    [POD_ROLE_BAND_1] = 0x00000000,
  [POD_ROLE_BAND_2] = 0x00000000,     [POD_ROLE_BAND_3] = 0x00000000,
  [POD_ROLE_BAND_4] = 0x00000000,     [POD_ROLE_COHORT_1] = 0x0072b2ff,
  [POD_ROLE_COHORT_2] = 0xd55e00ff,   [POD_ROLE_COHORT_3] = 0x000000ff,
  [POD_ROLE_VISIT] = 0x003c8cff,      [POD_ROLE_VISIT_LATE] = 0xa00010ff,
  [POD_ROLE_TREATMENT] = 0x4a1c70ff,  [POD_ROLE_MEDICATION] = 0x8a929bff,
  [POD_ROLE_DAY_ZERO] = 0x000000ff,   [POD_ROLE_TODAY] = 0x00502cff,
  [POD_ROLE_FOCUS] = 0x003c8cff,      [POD_ROLE_CROWD] = 0x808080ff,
  [POD_ROLE_SUBJECT] = 0x900050ff,    [POD_ROLE_BETTER] = 0x00000000,
  [POD_ROLE_UNGRADED] = 0x8a8a8aff,   [POD_ROLE_DRUG] = 0x005a5aff,
};

static const guint32 dark_contrast[POD_N_ROLES] = {
  [POD_ROLE_BACKGROUND] = 0x000000ff, [POD_ROLE_TEXT] = 0xffffffff,
  [POD_ROLE_DIM_TEXT] = 0xffffffff,   [POD_ROLE_GRID] = 0x757575ff,
  [POD_ROLE_AXIS] = 0xffffffff,       [POD_ROLE_RANGE] = 0x00000000,
  [POD_ROLE_SERIES] = 0x7cc8f5ff,     [POD_ROLE_BASELINE] = 0xffffffff,
  [POD_ROLE_GRADE_1] = 0xfee391ff,    [POD_ROLE_GRADE_2] = 0xfeb24cff,
  [POD_ROLE_GRADE_3] = 0xe8590cff,    [POD_ROLE_GRADE_4] = 0xa50f15ff,
  [POD_ROLE_GRADE_5] = 0x3b0010ff,    [POD_ROLE_BAND_1] = 0x00000000,
  [POD_ROLE_BAND_2] = 0x00000000,     [POD_ROLE_BAND_3] = 0x00000000,
  [POD_ROLE_BAND_4] = 0x00000000,     [POD_ROLE_COHORT_1] = 0x56b4e9ff,
  [POD_ROLE_COHORT_2] = 0xe69f00ff,   [POD_ROLE_COHORT_3] = 0xf5f5f5ff,
  [POD_ROLE_VISIT] = 0x99c1f1ff,      [POD_ROLE_VISIT_LATE] = 0xff9080ff,
  [POD_ROLE_TREATMENT] = 0xdcb4ffff,  [POD_ROLE_MEDICATION] = 0x8a929bff,
  [POD_ROLE_DAY_ZERO] = 0xffffffff,   [POD_ROLE_TODAY] = 0x7cf5a5ff,
  [POD_ROLE_FOCUS] = 0x99c1f1ff,      [POD_ROLE_CROWD] = 0x8a8a8aff,
  [POD_ROLE_SUBJECT] = 0xff9ad0ff,    [POD_ROLE_BETTER] = 0x00000000,
  [POD_ROLE_UNGRADED] = 0x757575ff,   [POD_ROLE_DRUG] = 0x80e0d8ff,
};

static const guint32 *const themes[POD_N_THEMES] = {
  [POD_THEME_LIGHT] = light,
  [POD_THEME_DARK] = dark,
  [POD_THEME_PRINT] = print,
  [POD_THEME_LIGHT_CONTRAST] = light_contrast,
  [POD_THEME_DARK_CONTRAST] = dark_contrast,
};

gboolean
pod_theme_is_contrast (PodTheme theme)
{
  return theme == POD_THEME_LIGHT_CONTRAST || theme == POD_THEME_DARK_CONTRAST;
}

void
pod_theme_get_colour (PodTheme theme, PodRole role, double rgba[4])
{
  guint32 packed = themes[theme][role];

  for (int i = 0; i < 4; i++)
    rgba[i] = ((packed >> (24 - 8 * i)) & 0xff) / 255.0;
}
