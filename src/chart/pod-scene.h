#pragma once

#include <glib.h>

#include "pod-course.h"
#include "pod-scale.h"

G_BEGIN_DECLS

/*
 * A scene is what a chart shows, before anything is drawn: a flat list of marks with roles instead of colours.  The
 * screen, print, PNG, SVG, PDF, picking, the spoken description and the table twin are all made from the same scene, so
 * what is drawn, read out, exported and clicked cannot differ.  Units are pixels at 96 dpi, origin at the top left.
 */

typedef enum
{
  POD_MARK_RECT, /* filled; outlined where line_width > 0, in the colour of text where outlined; hatched where dashed */
  POD_MARK_LINE, /* from x, y to x + w, y + h */
  POD_MARK_POLYLINE, /* points first .. first + count */
  POD_MARK_SYMBOL, /* centred at x, y; w is its size; open where line_width > 0, as the rings always are */
  POD_MARK_TEXT, /* anchored at x by align, y is its middle; ellipsised to w where w > 0; in the role of a fill
                      * (grades, medication, treatment) it is black or white, whichever is read better on that fill */
} PodMarkKind;

typedef enum
{
  POD_ROLE_BACKGROUND,
  POD_ROLE_TEXT,
  POD_ROLE_DIM_TEXT,
  POD_ROLE_GRID,
  POD_ROLE_AXIS,
  POD_ROLE_RANGE,  /* the laboratory's limits */
  POD_ROLE_SERIES, /* the subject's own line */
  POD_ROLE_BASELINE,
  POD_ROLE_GRADE_1, /* AE bars and symbols */
  POD_ROLE_GRADE_2,
  POD_ROLE_GRADE_3,
  POD_ROLE_GRADE_4,
  POD_ROLE_GRADE_5,
  POD_ROLE_UNGRADED,
  POD_ROLE_BAND_1, /* pale grade bands behind data */
  POD_ROLE_BAND_2,
  POD_ROLE_BAND_3,
  POD_ROLE_BAND_4,
  POD_ROLE_BETTER, /* a pale area as well: a grade that fell */
  POD_ROLE_COHORT_1,
  POD_ROLE_COHORT_2,
  POD_ROLE_COHORT_3,
  POD_ROLE_VISIT,
  POD_ROLE_VISIT_LATE,
  POD_ROLE_TREATMENT,
  POD_ROLE_MEDICATION,
  POD_ROLE_DRUG, /* what was given against an event */
  POD_ROLE_DAY_ZERO,
  POD_ROLE_TODAY,
  POD_ROLE_FOCUS,
  POD_ROLE_CROWD,   /* everybody else's line */
  POD_ROLE_SUBJECT, /* the line of the one in focus among all */
  POD_N_ROLES,
} PodRole;

typedef enum
{
  POD_SHAPE_DOT,
  POD_SHAPE_RING,
  POD_SHAPE_TRIANGLE_UP,
  POD_SHAPE_TRIANGLE_DOWN,
  POD_SHAPE_DIAMOND,
  POD_SHAPE_DIAMOND_RING,
  POD_SHAPE_SQUARE,
  POD_SHAPE_ARROW_RIGHT,
  POD_SHAPE_BAR,   /* flat, across */
  POD_SHAPE_CROSS, /* strokes only */
} PodShape;

typedef enum
{
  POD_ALIGN_START,
  POD_ALIGN_CENTRE,
  POD_ALIGN_END,
} PodAlign;

/* TRUE is as good as POD_DASHED. */
typedef enum
{
  POD_SOLID,
  POD_DASHED,
  POD_DOTTED,
} PodDash;

/**
 * PodMark:
 * @type, @id: the record it stands for; id 0 for none
 * @minute: when on its day a result was taken, counted from 1; 0 where nobody knows
 * @order: which it is of the results of its line, as they were taken, counted from 1, however one is drawn over another; 0 where marks come
 *   as they were taken
 * @panel: in which panel it lies, counted from 1; 0 for none
 * @column: of what lies in none, which column of the sheet keys keep to on the way up or down, counted from 1; 0 for any
 * @row: of what lies in none, which row keys go through, by its columns, before they come to the next, counted from 1; 0 where heights tell
 * @what: (nullable): what it is, in the words a person would hear; owned by the scene
 * @text: (nullable): for a text; owned by the scene
 * @size: for a text, its size in pixels
 */
typedef struct
{
  PodMarkKind kind;
  PodRole role;
  PodShape shape;
  PodAlign align;
  PodDash dashed;
  gboolean outlined;
  gboolean bold;
  guint row;
  double x;
  double y;
  double w;
  double h;
  double line_width;
  double size;
  guint first;
  guint count;
  const char *text;
  const char *what;
  PodRecordType type;
  guint minute;
  gint64 id;
  guint order;
  guint panel;
  guint column;
} PodMark;

typedef struct
{
  double x;
  double y;
} PodPoint;

/**
 * PodMetrics:
 * How wide a text is, so that the layout needs no font and tests may use a fixed width.
 */
typedef struct
{
  double (*text_width) (gpointer data, const char *text, double size, gboolean bold);
  gpointer data;
} PodMetrics;

/* 0.6 of the size for each narrow character and 1.0 for each wide one: for tests, and good enough elsewhere. */
const PodMetrics *pod_metrics_fixed (void);

/**
 * PodDayAxis:
 * @first, @last: day numbers at the two ends
 * @zero: the day number that is day 0
 * @left, @right: where they stand in the scene
 */
typedef struct
{
  gint32 first;
  gint32 last;
  gint32 zero;
  double left;
  double right;
} PodDayAxis;

double pod_day_axis_x (const PodDayAxis *axis, double day);
/* "D −14": a study day where there is little room.  Free with g_free(). */
char *pod_day_short (gint32 day, gint32 zero);
double pod_day_axis_day (const PodDayAxis *axis, double x);

/**
 * PodScenePanel:
 * @name: (nullable): the study's name of the observation; NULL for a timeline
 * @label: what it is called
 * @unit: as it stands on the axis, "" for none: "g/L", "% of change", "× ULN"
 * @x, @y, @w, @h: the plot's rectangle
 * @axis: its days; of a whole scene all panels have the same days
 * @has_scale: whether there is a scale of values; then @scale is it
 *
 * A plot within a scene: what a pointer needs to turn a place into a day and a value, and a day into a place in every panel,
 * without a new layout.
 */
typedef struct
{
  const char *name;
  const char *label;
  const char *unit;
  double x;
  double y;
  double w;
  double h;
  PodDayAxis axis;
  gboolean has_scale;
  PodScale scale;
} PodScenePanel;

/**
 * PodOmission: a record that is not drawn
 * @type, @id: the record
 * @what: which one, in words
 * @why: the reason, in words; equal reasons are equal texts
 */
typedef struct
{
  PodRecordType type;
  gint64 id;
  const char *what;
  const char *why;
} PodOmission;

/**
 * PodLasting: what lasts over days
 * @from, @to: day numbers, both inside
 *
 * Of it a mark may show a part alone, since something else lies over the rest.
 */
typedef struct
{
  PodRecordType type;
  gint64 id;
  gint32 from;
  gint32 to;
} PodLasting;

typedef struct _PodScene PodScene;

/**
 * PodSceneModel: where a scene of very many records finds what is told of each only when somebody asks
 * @data: what both get; @free: frees it with the scene
 * @words: (nullable): the words of a mark that came without
 * @fill_rows: (nullable): adds all rows with pod_scene_add_row(), the heading first
 * @subject: (nullable): of a scene of several subjects whose result the mark of a record is, as a number of its own; of NULL whose is
 *   looked at, −1 for nobody's
 * @name: (nullable): what that subject is called
 * @value: (nullable): the value of the mark of a record without its unit, where the rows are made only when asked for, or what is read is
 *   shorter than what they have for files; NULL for what stands in @value_column
 */
typedef struct
{
  gpointer data;
  GDestroyNotify free;
  char *(*words) (gpointer data, const PodMark *mark);
  void (*fill_rows) (gpointer data, PodScene *scene);
  int (*subject) (gpointer data, const PodMark *mark);
  const char *(*name) (gpointer data, int subject);
  char *(*value) (gpointer data, const PodMark *mark);
} PodSceneModel;

/**
 * PodScene:
 * @title: what it is
 * @description: the whole chart in one or two sentences, for a screen reader
 * @whose, @about: (nullable): what stands beside @title at the head of each sheet: of whom it is (before it is printed, where it is of some but
 *   not of all); of which study it is, and on which day
 * @printed, @state: (nullable): what stands at its foot: who made it and when, and which state of the record it shows
 * @note: (nullable): besides, by which scale it is graded, and how much of what there is is not drawn
 * @part: (nullable): which part of what there is its table holds
 * @below: (nullable): what is said once, below the table on the screen, and for files stands in a column beyond those shown
 * @across: whether it is made for paper that lies on its side; else it is where it has panels
 * @head: what lies above this stands on each sheet
 * @key_top, @key_bottom: what lies between these as well, near its foot; 0 for nothing
 * @legend_top, @legend_bottom: what explains its marks lies between these, the key included; 0 for nothing
 * @legend_head: and what lies above this; 0 where there is no such thing
 * @closing: what lies below this is on paper in the foot of each sheet already; 0 for nothing
 * @model: the words and the rows that are made when they are asked for: see pod_scene_get_what() and pod_scene_get_rows()
 * @rows: (element-type utf8 *): the table twin: arrays of strings, NULL-terminated; row 0 is the heading
 * @n_shown: how many of their columns a table on the screen has, 0 for all; what comes after, and is said elsewhere there, is for files
 * @row_types, @row_ids: (element-type PodRecordType) (element-type gint64): the record of each row after the heading; ids of different types
 *   may be the same number
 * @value_column: which of their columns holds the value of a record, counted from 1; 0 for none
 * @panels: (element-type PodScenePanel): from left to right, then down
 * @counted: how many subjects it counts, where its marks are no records; else 0
 * @records: how many there are, drawn or not; 0 where nobody says, and the marks are to be counted
 * @not_drawn: how many records could not be placed, and the reasons in @not_drawn_why
 * @omissions: (element-type PodOmission): which ones they are
 * @lasting: (element-type PodLasting): its adverse events, and the drugs that it shows
 * @ungraded: (element-type PodOmission): results that are drawn and have no grade, and what the scale has no term for, once for
 *   each and of no record
 * @not_graded: how many results the scale could grade and does not, and the reasons in @not_graded_why
 * @unsure: the grades in it that a number alone does not tell: of each the bit 5 * (the lowest that it may be) + the highest; @either: the same
 *   of those that have none between the two
 * @names_lane: a lane of it is named BLQ; @counts_alike: behind an event of it stands how many others have its grade
 * @panel: of the marks that are being added
 * @near: on paper what is no farther apart than this is on one sheet
 */
struct _PodScene
{
  int ref_count;
  double width;
  double height;
  GArray *marks;
  GArray *points;
  GStringChunk *strings;
  char *title;
  char *description;
  char *whose;
  char *about;
  char *printed;
  char *state;
  char *note;
  char *part;
  char *below;
  gboolean across;
  double head;
  double key_top;
  double key_bottom;
  double legend_top;
  double legend_bottom;
  double legend_head;
  double closing;
  PodSceneModel model;
  GPtrArray *rows;
  GArray *row_types;
  GArray *row_ids;
  guint n_shown;
  guint value_column;
  GArray *panels;
  GArray *omissions;
  GArray *lasting;
  GArray *ungraded;
  guint panel;
  guint counted;
  guint records;
  guint not_drawn;
  char *not_drawn_why;
  guint not_graded;
  char *not_graded_why;
  guint unsure;
  guint either;
  gboolean names_lane;
  gboolean counts_alike;
  double near;
};

PodScene *pod_scene_new (double width, double height);
/* What explains the marks of @scene and nothing else, as it is drawn there; NULL where nothing does. */
PodScene *pod_scene_new_legend (const PodScene *scene);
PodScene *pod_scene_ref (PodScene *scene);
void pod_scene_unref (PodScene *scene);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PodScene, pod_scene_unref)

/* A copy that lives as long as the scene, in valid UTF-8; NULL of NULL. */
const char *pod_scene_keep (PodScene *scene, const char *text);
/* Adds a mark, its strings copied into the scene; returns it for touching up until the next one is added. */
PodMark *pod_scene_add (PodScene *scene, const PodMark *mark);
/* @n empty marks to be filled where they lie, which is cheaper for very many; their strings, if any, must be of pod_scene_keep(). */
PodMark *pod_scene_append (PodScene *scene, guint n);
/* Makes room for so many marks and some more, at once; does nothing where there are marks already. */
void pod_scene_expect (PodScene *scene, guint n);
PodMark *pod_scene_add_text (PodScene *scene,
                             PodRole role,
                             double x,
                             double y,
                             PodAlign align,
                             double size,
                             const char *text);
PodMark *pod_scene_add_line (PodScene *scene,
                             PodRole role,
                             double x0,
                             double y0,
                             double x1,
                             double y1,
                             double line_width);
PodMark *pod_scene_add_polyline (PodScene *scene,
                                 PodRole role,
                                 const PodPoint *points,
                                 guint count,
                                 double line_width);
/* @type, @id: POD_N_RECORD_TYPES and 0 for a row of no record, as the heading is. */
void pod_scene_add_row (PodScene *scene, PodRecordType type, gint64 id, const char *first, ...)
    G_GNUC_NULL_TERMINATED;
/* The same of an array that ends with NULL. */
void pod_scene_add_cells (PodScene *scene, PodRecordType type, gint64 id, const char *const *cells);
/* One thing more for the foot of each sheet. */
void pod_scene_add_note (PodScene *scene, const char *note);
/* The row of a record, from 0 after the heading; -1 where it has none. */
int pod_scene_find_row (const PodScene *scene, PodRecordType type, gint64 id);

/* Marks belong to the panel that was begun last, until it is ended.  Its strings are copied. */
void pod_scene_begin_panel (PodScene *scene, const PodScenePanel *panel);
void pod_scene_end_panel (PodScene *scene);
void pod_scene_leave_out (PodScene *scene,
                          PodRecordType type,
                          gint64 id,
                          const char *what,
                          const char *why);
/* The same of a result that is drawn, and has no grade. */
void pod_scene_leave_ungraded (PodScene *scene,
                               PodRecordType type,
                               gint64 id,
                               const char *what,
                               const char *why);

/* What a mark is, in words; NULL where it is nothing.  Owned by the scene.  To be asked instead of mark->what wherever a scene may be of many subjects. */
const char *pod_scene_get_what (PodScene *scene, const PodMark *mark);
/* The value of a record's mark as the table twin has it, without its unit: "2.338", "< 0.88"; NULL where it has none.  Free with g_free(). */
char *pod_scene_print_value (const PodScene *scene, const PodMark *mark);
/* The table twin, made at the first call where the scene is of many subjects; then row_ids is filled too. */
const GPtrArray *pod_scene_get_rows (PodScene *scene);
/* Whether there is a row besides the heading, without making them. */
gboolean pod_scene_has_rows (const PodScene *scene);

/* From 0; NULL beyond the last. */
const PodScenePanel *pod_scene_get_panel (const PodScene *scene, guint index);
/* The panel whose plot holds the point, from 0; -1 where there is none. */
int pod_scene_find_panel (const PodScene *scene, double x, double y);
/* The mark of a record in that panel that is nearest to the day: one that lasts over it, or else the nearest symbol, in a plot that of a result;
 * of several on a day the last.  NULL where the panel has none. */
const PodMark *pod_scene_nearest (const PodScene *scene, guint panel, double day);
/* What a linked cursor says in that panel on a day: "day 8: Haemoglobin 71 g/L, grade 3", with all that lies on the day or lasts over it; where
 * nothing does, or no result in a plot, the nearest; of very many only how many.  Free with g_free(). */
char *pod_scene_describe_day (PodScene *scene, guint panel, double day);

/* The nearest mark of a record within @radius of the point, topmost first; NULL where there is none. */
const PodMark *pod_scene_pick (const PodScene *scene, double x, double y, double radius);
/* The topmost symbol right below the point that is told of and is no record, as a median is; NULL where there is none. */
const PodMark *pod_scene_pick_told (const PodScene *scene, double x, double y);
/* Every mark as a line of text, stable from run to run: for tests. */
char *pod_scene_dump (const PodScene *scene);

G_END_DECLS
