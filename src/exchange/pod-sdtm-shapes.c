#include "pod-sdtm.h"

/* Names, order and labels of SDTMIG 3.4; expected variables that the trial does not record are there and empty only where a
 * reader would miss them.  Lengths are ours: more than any value takes. */

static const PodColumn dm[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "SUBJID", "Subject Identifier for the Study", POD_CELL_STRING, 20, 0 },
  { "RFSTDTC", "Subject Reference Start Date/Time", POD_CELL_DATE, 10, 0 },
  { "RFENDTC", "Subject Reference End Date/Time", POD_CELL_DATE, 10, 0 },
  { "RFXSTDTC", "Date/Time of First Study Treatment", POD_CELL_DTC, 16, 0 },
  { "RFXENDTC", "Date/Time of Last Study Treatment", POD_CELL_DTC, 16, 0 },
  { "RFICDTC", "Date/Time of Informed Consent", POD_CELL_DATE, 10, 0 },
  { "RFPENDTC", "Date/Time of End of Participation", POD_CELL_DATE, 10, 0 },
  { "DTHDTC", "Date/Time of Death", POD_CELL_DATE, 10, 0 },
  { "DTHFL", "Subject Death Flag", POD_CELL_STRING, 1, 0 },
  { "SITEID", "Study Site Identifier", POD_CELL_STRING, 20, 0 },
  { "AGE", "Age", POD_CELL_INTEGER, 0, 0 },
  { "AGEU", "Age Units", POD_CELL_STRING, 10, 0 },
  { "SEX", "Sex", POD_CELL_STRING, 1, 0 },
  { "ARMCD", "Planned Arm Code", POD_CELL_STRING, 20, 0 },
  { "ARM", "Description of Planned Arm", POD_CELL_STRING, 200, 0 },
  { "ACTARMCD", "Actual Arm Code", POD_CELL_STRING, 20, 0 },
  { "ACTARM", "Description of Actual Arm", POD_CELL_STRING, 200, 0 },
  { "ARMNRS", "Reason Arm and/or Actual Arm is Null", POD_CELL_STRING, 40, 0 },
  { "COUNTRY", "Country", POD_CELL_STRING, 3, 0 },
};

/* Supplemental qualifiers have one shape, whatever they belong to. */
static const PodColumn supp[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "RDOMAIN", "Related Domain Abbreviation", POD_CELL_STRING, 2, 2 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 3 },
  { "IDVAR", "Identifying Variable", POD_CELL_STRING, 8, 4 },
  { "IDVARVAL", "Identifying Variable Value", POD_CELL_STRING, 40, 5 },
  { "QNAM", "Qualifier Variable Name", POD_CELL_STRING, 8, 6 },
  { "QLABEL", "Qualifier Variable Label", POD_CELL_STRING, 40, 0 },
  { "QVAL", "Data Value", POD_CELL_STRING, 200, 0 },
  { "QORIG", "Origin", POD_CELL_STRING, 20, 0 },
  { "QEVAL", "Evaluator", POD_CELL_STRING, 40, 0 },
};

static const PodColumn ie[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "IESEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "IETESTCD", "Inclusion/Exclusion Criterion Short Name", POD_CELL_STRING, 8, 0 },
  { "IETEST", "Inclusion/Exclusion Criterion", POD_CELL_STRING, 200, 0 },
  { "IECAT", "Inclusion/Exclusion Category", POD_CELL_STRING, 9, 0 },
  { "IEORRES", "I/E Criterion Original Result", POD_CELL_STRING, 1, 0 },
  { "IESTRESC", "I/E Criterion Result in Std Format", POD_CELL_STRING, 1, 0 },
  { "EPOCH", "Epoch", POD_CELL_STRING, 20, 0 },
  { "IEDTC", "Date/Time of Collection", POD_CELL_DATE, 10, 0 },
  { "IEDY", "Study Day of Collection", POD_CELL_INTEGER, 0, 0 },
};

static const PodColumn ae[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "AESEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "AETERM", "Reported Term for the Adverse Event", POD_CELL_STRING, 200, 0 },
  { "AEDECOD", "Dictionary-Derived Term", POD_CELL_STRING, 200, 0 },
  { "AECAT", "Category for Adverse Event", POD_CELL_STRING, 40, 0 },
  { "AEBODSYS", "Body System or Organ Class", POD_CELL_STRING, 200, 0 },
  { "AESOC", "Primary System Organ Class", POD_CELL_STRING, 200, 0 },
  { "AESER", "Serious Event", POD_CELL_STRING, 1, 0 },
  { "AEACN", "Action Taken with Study Treatment", POD_CELL_STRING, 40, 0 },
  { "AEREL", "Causality", POD_CELL_STRING, 40, 0 },
  { "AEOUT", "Outcome of Adverse Event", POD_CELL_STRING, 40, 0 },
  { "AESCONG", "Congenital Anomaly or Birth Defect", POD_CELL_STRING, 1, 0 },
  { "AESDISAB", "Persist or Signif Disability/Incapacity", POD_CELL_STRING, 1, 0 },
  { "AESDTH", "Results in Death", POD_CELL_STRING, 1, 0 },
  { "AESHOSP", "Requires or Prolongs Hospitalization", POD_CELL_STRING, 1, 0 },
  { "AESLIFE", "Is Life Threatening", POD_CELL_STRING, 1, 0 },
  { "AESMIE", "Other Medically Important Serious Event", POD_CELL_STRING, 1, 0 },
  { "AETOXGR", "Standard Toxicity Grade", POD_CELL_STRING, 1, 0 },
  { "AESTDTC", "Start Date/Time of Adverse Event", POD_CELL_DTC, 16, 0 },
  { "AEENDTC", "End Date/Time of Adverse Event", POD_CELL_DTC, 16, 0 },
  { "AESTDY", "Study Day of Start of Adverse Event", POD_CELL_INTEGER, 0, 0 },
  { "AEENDY", "Study Day of End of Adverse Event", POD_CELL_INTEGER, 0, 0 },
  { "AEENRF", "End Relative to Reference Period", POD_CELL_STRING, 20, 0 },
};

static const PodColumn lb[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "LBSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "LBTESTCD", "Lab Test or Examination Short Name", POD_CELL_STRING, 8, 0 },
  { "LBTEST", "Lab Test or Examination Name", POD_CELL_STRING, 40, 0 },
  { "LBCAT", "Category for Lab Test", POD_CELL_STRING, 60, 0 },
  { "LBORRES", "Result or Finding in Original Units", POD_CELL_STRING, 40, 0 },
  { "LBORRESU", "Original Units", POD_CELL_STRING, 40, 0 },
  { "LBORNRLO", "Reference Range Lower Limit in Orig Unit", POD_CELL_STRING, 40, 0 },
  { "LBORNRHI", "Reference Range Upper Limit in Orig Unit", POD_CELL_STRING, 40, 0 },
  { "LBSTRESC", "Character Result/Finding in Std Format", POD_CELL_STRING, 40, 0 },
  { "LBSTRESN", "Numeric Result/Finding in Standard Units", POD_CELL_DECIMAL, 0, 0 },
  { "LBSTRESU", "Standard Units", POD_CELL_STRING, 40, 0 },
  { "LBSTNRLO", "Reference Range Lower Limit-Std Units", POD_CELL_DECIMAL, 0, 0 },
  { "LBSTNRHI", "Reference Range Upper Limit-Std Units", POD_CELL_DECIMAL, 0, 0 },
  { "LBNRIND", "Reference Range Indicator", POD_CELL_STRING, 8, 0 },
  { "LBSTAT", "Completion Status", POD_CELL_STRING, 8, 0 },
  { "LBREASND", "Reason Test Not Done", POD_CELL_STRING, 200, 0 },
  { "LBLOINC", "LOINC Code", POD_CELL_STRING, 10, 0 },
  { "LBMETHOD", "Method of Test or Examination", POD_CELL_STRING, 60, 0 },
  { "LBLOBXFL", "Last Observation Before Exposure Flag", POD_CELL_STRING, 1, 0 },
  { "LBDRVFL", "Derived Flag", POD_CELL_STRING, 1, 0 },
  { "LBTOX", "Toxicity", POD_CELL_STRING, 200, 0 },
  { "LBTOXGR", "Standard Toxicity Grade", POD_CELL_STRING, 1, 0 },
  { "LBCLSIG", "Clinically Significant, Collected", POD_CELL_STRING, 1, 0 },
  { "VISITNUM", "Visit Number", POD_CELL_DECIMAL, 0, 0 },
  { "VISIT", "Visit Name", POD_CELL_STRING, 60, 0 },
  { "LBDTC", "Date/Time of Specimen Collection", POD_CELL_DTC, 16, 0 },
  { "LBENDTC", "End Date/Time of Specimen Collection", POD_CELL_DTC, 16, 0 },
  { "LBDY", "Study Day of Specimen Collection", POD_CELL_INTEGER, 0, 0 },
  { "LBENDY", "Study Day of End of Observation", POD_CELL_INTEGER, 0, 0 },
};

static const PodColumn pp[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "PPSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "PPGRPID", "Group ID", POD_CELL_STRING, 200, 0 },
  { "PPTESTCD", "Parameter Short Name", POD_CELL_STRING, 8, 0 },
  { "PPTEST", "Parameter Name", POD_CELL_STRING, 40, 0 },
  { "PPCAT", "Parameter Category", POD_CELL_STRING, 40, 0 },
  { "PPSCAT", "Parameter Subcategory", POD_CELL_STRING, 40, 0 },
  { "PPORRES", "Result or Finding in Original Units", POD_CELL_STRING, 40, 0 },
  { "PPORRESU", "Original Units", POD_CELL_STRING, 40, 0 },
  { "PPSTRESC", "Character Result/Finding in Std Format", POD_CELL_STRING, 40, 0 },
  { "PPSTRESN", "Numeric Result/Finding in Standard Units", POD_CELL_DECIMAL, 0, 0 },
  { "PPSTRESU", "Standard Units", POD_CELL_STRING, 40, 0 },
  { "PPSTAT", "Completion Status", POD_CELL_STRING, 8, 0 },
  { "PPREASND", "Reason Parameter Not Calculated", POD_CELL_STRING, 200, 0 },
  { "PPSPEC", "Specimen Material Type", POD_CELL_STRING, 40, 0 },
  { "PPANMETH", "Analysis Method", POD_CELL_STRING, 80, 0 },
  { "PPTPTREF", "Time Point Reference", POD_CELL_STRING, 200, 0 },
  { "PPRFTDTC", "Date/Time of Reference Point", POD_CELL_DTC, 16, 0 },
  { "PPSTINT", "Planned Start of Assessment Interval", POD_CELL_STRING, 10, 0 },
  { "PPENINT", "Planned End of Assessment Interval", POD_CELL_STRING, 10, 0 },
};

static const PodColumn vs[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "VSSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "VSTESTCD", "Vital Signs Test Short Name", POD_CELL_STRING, 8, 0 },
  { "VSTEST", "Vital Signs Test Name", POD_CELL_STRING, 40, 0 },
  { "VSORRES", "Result or Finding in Original Units", POD_CELL_STRING, 40, 0 },
  { "VSORRESU", "Original Units", POD_CELL_STRING, 40, 0 },
  { "VSSTRESC", "Character Result/Finding in Std Format", POD_CELL_STRING, 40, 0 },
  { "VSSTRESN", "Numeric Result/Finding in Standard Units", POD_CELL_DECIMAL, 0, 0 },
  { "VSSTRESU", "Standard Units", POD_CELL_STRING, 40, 0 },
  { "VSSTAT", "Completion Status", POD_CELL_STRING, 8, 0 },
  { "VSREASND", "Reason Not Performed", POD_CELL_STRING, 200, 0 },
  { "VSLOBXFL", "Last Observation Before Exposure Flag", POD_CELL_STRING, 1, 0 },
  { "VISITNUM", "Visit Number", POD_CELL_DECIMAL, 0, 0 },
  { "VISIT", "Visit Name", POD_CELL_STRING, 60, 0 },
  { "VSDTC", "Date/Time of Measurements", POD_CELL_DTC, 16, 0 },
  { "VSDY", "Study Day of Vital Signs", POD_CELL_INTEGER, 0, 0 },
};

static const PodColumn qs[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "QSSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "QSTESTCD", "Question Short Name", POD_CELL_STRING, 8, 0 },
  { "QSTEST", "Question Name", POD_CELL_STRING, 40, 0 },
  { "QSCAT", "Category of Question", POD_CELL_STRING, 60, 0 },
  { "QSSCAT", "Subcategory for Question", POD_CELL_STRING, 60, 0 },
  { "QSORRES", "Finding in Original Units", POD_CELL_STRING, 40, 0 },
  { "QSSTRESC", "Character Result/Finding in Std Format", POD_CELL_STRING, 40, 0 },
  { "QSSTRESN", "Numeric Finding in Standard Units", POD_CELL_DECIMAL, 0, 0 },
  { "QSLOBXFL", "Last Observation Before Exposure Flag", POD_CELL_STRING, 1, 0 },
  { "QSDRVFL", "Derived Flag", POD_CELL_STRING, 1, 0 },
  { "VISITNUM", "Visit Number", POD_CELL_DECIMAL, 0, 0 },
  { "VISIT", "Visit Name", POD_CELL_STRING, 60, 0 },
  { "QSDTC", "Date/Time of Finding", POD_CELL_DTC, 16, 0 },
  { "QSDY", "Study Day of Finding", POD_CELL_INTEGER, 0, 0 },
};

static const PodColumn ex[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "EXSEQ", "Sequence Number", POD_CELL_INTEGER, 0, 3 },
  { "EXTRT", "Name of Treatment", POD_CELL_STRING, 60, 0 },
  { "EXCAT", "Category of Treatment", POD_CELL_STRING, 40, 0 },
  { "EXDOSE", "Dose", POD_CELL_DECIMAL, 0, 0 },
  { "EXDOSU", "Dose Units", POD_CELL_STRING, 40, 0 },
  { "EXDOSFRM", "Dose Form", POD_CELL_STRING, 40, 0 },
  { "EXROUTE", "Route of Administration", POD_CELL_STRING, 40, 0 },
  { "EXLOT", "Lot Number", POD_CELL_STRING, 20, 0 },
  { "EXSTDTC", "Start Date/Time of Treatment", POD_CELL_DTC, 16, 0 },
  { "EXENDTC", "End Date/Time of Treatment", POD_CELL_DTC, 16, 0 },
  { "EXSTDY", "Study Day of Start of Treatment", POD_CELL_INTEGER, 0, 0 },
  { "EXENDY", "Study Day of End of Treatment", POD_CELL_INTEGER, 0, 0 },
};

static const PodColumn sv[] = {
  { "STUDYID", "Study Identifier", POD_CELL_STRING, 20, 1 },
  { "DOMAIN", "Domain Abbreviation", POD_CELL_STRING, 2, 0 },
  { "USUBJID", "Unique Subject Identifier", POD_CELL_STRING, 40, 2 },
  { "VISITNUM", "Visit Number", POD_CELL_DECIMAL, 0, 3 },
  { "VISIT", "Visit Name", POD_CELL_STRING, 60, 0 },
  { "SVPRESP", "Pre-specified", POD_CELL_STRING, 1, 0 },
  { "SVOCCUR", "Occurrence", POD_CELL_STRING, 1, 0 },
  { "SVSTDTC", "Start Date/Time of Observation", POD_CELL_DATE, 10, 0 },
  { "SVENDTC", "End Date/Time of Observation", POD_CELL_DATE, 10, 0 },
  { "SVSTDY", "Study Day of Start of Observation", POD_CELL_INTEGER, 0, 0 },
  { "SVENDY", "Study Day of End of Observation", POD_CELL_INTEGER, 0, 0 },
};

static const PodSdtmShape shapes[POD_SDTM_N_DATASETS] = {
  { "DM", "Demographics", dm, G_N_ELEMENTS (dm) },
  { "SUPPDM", "Supplemental Qualifiers for DM", supp, G_N_ELEMENTS (supp) },
  { "IE", "Inclusion/Exclusion Criteria Not Met", ie, G_N_ELEMENTS (ie) },
  { "AE", "Adverse Events", ae, G_N_ELEMENTS (ae) },
  { "SUPPAE", "Supplemental Qualifiers for AE", supp, G_N_ELEMENTS (supp) },
  { "LB", "Laboratory Test Results", lb, G_N_ELEMENTS (lb) },
  { "SUPPLB", "Supplemental Qualifiers for LB", supp, G_N_ELEMENTS (supp) },
  { "PP", "Pharmacokinetics Parameters", pp, G_N_ELEMENTS (pp) },
  { "VS", "Vital Signs", vs, G_N_ELEMENTS (vs) },
  { "QS", "Questionnaires", qs, G_N_ELEMENTS (qs) },
  { "EX", "Exposure", ex, G_N_ELEMENTS (ex) },
  { "SV", "Subject Visits", sv, G_N_ELEMENTS (sv) },
};

const PodSdtmShape *
pod_sdtm_get_shape (PodSdtmKind kind)
{
  return &shapes[kind];
}

gboolean
pod_sdtm_is_typed (const PodColumn *column)
{
  return g_str_equal (column->name, "EXLOT");
}
