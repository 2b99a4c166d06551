import type { ReportTarget, SendReport } from './query/report-plan.js';
import { ReportStream } from './report-stream.js';
import type { ReportsByTarget } from './reports.js';

/** What reports are made with. */
export interface ReportsSetup<Target extends ReportTarget> {
  /** Carries one call to the service. Cold; repeats what is safe to repeat, but not HTTP 504 to a `divisible` call. */
  readonly send: SendReport;
  /** Whose reports. */
  readonly target: Target;
}

const METHODS: { readonly [Target in ReportTarget]: readonly (keyof ReportsByTarget[Target])[] } = {
  Report: [
    'getStats',
    'getConversions',
    'getModSummaryLogs',
    'getAffiliateCommissions',
    'getReferrals',
    'getManagerCommissions',
    'getSubscriptions',
  ],
  Affiliate_Report: ['getStats', 'getConversions', 'getAffiliateCommissions', 'getAffiliateReferrals'],
  Advertiser_Report: ['getStats', 'getConversions'],
};

/** Makes `api.reports` for a client. What reports need is loaded when the first one is subscribed to. */
export const createReports = <Target extends ReportTarget>({
  send,
  target,
}: ReportsSetup<Target>): ReportsByTarget[Target] => {
  const report = (method: string) => (query: unknown) =>
    new ReportStream(async () => {
      const { openReport } = await import('./flow/open-report.js');
      return openReport(send, target, method, query);
    });
  const entries = METHODS[target].map((method) => [method, report(String(method))]);
  // The types say which columns a row has; while the library runs all rows are alike.
  return Object.fromEntries(entries) as ReportsByTarget[Target];
};
