/** A row of a report as it comes: columns under the names of their models. */
export interface ReportRowLike {
  readonly Stat: {
    readonly clicks: string;
    readonly payout: string;
    readonly 'payout@EUR': string;
    readonly date: string;
  };
  readonly Offer: { readonly name: string } | null;
}

export const reportRow: ReportRowLike = {
  Stat: { clicks: '12', payout: '1.50000', 'payout@EUR': '1.38000', date: '2024-01-31' },
  Offer: { name: 'One' },
};
