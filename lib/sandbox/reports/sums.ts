import type { Json } from '../wire/json.js';

/** The numbers of events of each kind. */
export interface Counts {
  readonly clicks: number;
  readonly unique_clicks: number;
  readonly impressions: number;
  readonly conversions: number;
}

/** The money of events, in hundred-thousandths. */
export interface Money {
  readonly payout: bigint;
  readonly revenue: bigint;
  readonly sale_amount: bigint;
  readonly commission: bigint;
}

/** The sums that reports compute their fields from. */
export type Sums = Counts & Money;

type Mutable<T> = { -readonly [name in keyof T]: T[name] };

export const NO_COUNTS: Counts = { clicks: 0, unique_clicks: 0, impressions: 0, conversions: 0 };

export const NO_MONEY: Money = { payout: 0n, revenue: 0n, sale_amount: 0n, commission: 0n };

// Spelled out, since these two run for every event of a report.
export const addCounts = (totals: Mutable<Counts>, counts: Counts): void => {
  totals.clicks += counts.clicks;
  totals.unique_clicks += counts.unique_clicks;
  totals.impressions += counts.impressions;
  totals.conversions += counts.conversions;
};

export const addMoney = (totals: Mutable<Money>, money: Money): void => {
  totals.payout += money.payout;
  totals.revenue += money.revenue;
  totals.sale_amount += money.sale_amount;
  totals.commission += money.commission;
};

/** The service writes money with five decimal places. */
const PLACES = 5;

/** The amount 1. */
export const ONE = 10n ** BigInt(PLACES);

const DECIMAL = /^(-?)(\d+)(?:\.(\d*))?$/;

/** Parses an amount of a row, rounded to five places. Anything but a number counts as 0. */
export const amountOf = (value: Json | undefined): bigint => {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const [, sign, whole, fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined) return 0n;
  // The sixth decimal place decides the rounding.
  const digits = BigInt(whole + fraction.padEnd(PLACES + 1, '0').slice(0, PLACES + 1));
  const amount = (digits + 5n) / 10n;
  return sign === '-' ? -amount : amount;
};

/** Writes an amount as `1.25000`, like the money and ratios of the service. */
export const amountText = (amount: bigint): string => {
  const digits = String(amount < 0n ? -amount : amount).padStart(PLACES + 1, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
};

const absolute = (value: bigint): bigint => (value < 0n ? -value : value);

/** Divides and rounds half away from zero. A division by zero gives 0. */
export const divide = (dividend: bigint, divisor: bigint): bigint => {
  if (divisor === 0n) return 0n;
  const quotient = (2n * absolute(dividend) + absolute(divisor)) / (2n * absolute(divisor));
  return dividend < 0n !== divisor < 0n ? -quotient : quotient;
};
