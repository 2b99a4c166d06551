import type {
  AffiliateAffiliateCommissionsReportFields,
  AffiliateConversionsReportFields,
  AffiliateStatsReportFields,
  ConversionsReportFields,
  ManagerCommissionsReportFields,
  StatsReportFields,
} from '../catalog/report-fields.js';

/** The columns of all reports together: a column holds the same in each. */
export interface CatalogColumns
  extends
    StatsReportFields,
    ConversionsReportFields,
    ManagerCommissionsReportFields,
    AffiliateStatsReportFields,
    AffiliateConversionsReportFields,
    AffiliateAffiliateCommissionsReportFields {}

/** Columns of a report that the catalog has no list of: any `Model.column`. */
export type AnyColumns = Readonly<Record<`${string}.${string}`, 'unknown'>>;
