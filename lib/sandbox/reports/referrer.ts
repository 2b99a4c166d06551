import { textIn, type Row } from '../data/row.js';
import type { Store } from '../data/store.js';
import { amountOf, divide, ONE } from './amount.js';

/** Invented: what a referring affiliate gets of the payouts of those that it brought. */
export const REFERRAL_SHARE = '0.05';

/** Invented: of affiliates whose row names no referrer, each third was brought by the one with a third of its id. */
const REFERRED = 3;

/** The id of the affiliate that brought an affiliate; `undefined` for one that came by itself or is not there. */
export const referrerOf = (store: Store, affiliateId: string): string | undefined => {
  const row = store.tables.Affiliate.get(affiliateId);
  if (row === undefined) return undefined;
  const named = textIn(row, 'referral_id');
  if (named !== '' && named !== '0') return named;
  const id = Number(affiliateId);
  return id % REFERRED === 0 ? String(id / REFERRED) : undefined;
};

/** What a conversion brings the referrer of its affiliate. */
export const referralCommission = (row: Row): bigint => divide(amountOf(row['payout']) * amountOf(REFERRAL_SHARE), ONE);
