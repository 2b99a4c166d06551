/** How often things happened. */
export interface Counts {
  readonly clicks: number;
  readonly unique_clicks: number;
  readonly impressions: number;
  readonly conversions: number;
}

/** What was earned by it, in hundred-thousandths. */
export interface Money {
  readonly payout: bigint;
  readonly revenue: bigint;
  readonly sale_amount: bigint;
  readonly commission: bigint;
}

/** What reports compute their fields of. */
export type Sums = Counts & Money;

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

/** Sums that are added to. */
export type Totals = Mutable<Sums>;

export type MoneyTotals = Mutable<Money>;

export const NO_COUNTS: Counts = { clicks: 0, unique_clicks: 0, impressions: 0, conversions: 0 };

export const NO_MONEY: Money = { payout: 0n, revenue: 0n, sale_amount: 0n, commission: 0n };

// Name by name: this is done for every event of a report.
export const addCounts = (totals: Mutable<Counts>, counts: Counts): void => {
  totals.clicks += counts.clicks;
  totals.unique_clicks += counts.unique_clicks;
  totals.impressions += counts.impressions;
  totals.conversions += counts.conversions;
};

export const addMoney = (totals: MoneyTotals, money: Money): void => {
  totals.payout += money.payout;
  totals.revenue += money.revenue;
  totals.sale_amount += money.sale_amount;
  totals.commission += money.commission;
};
