import { own } from '../own.js';
import { amountOf, divide, ONE } from './amount.js';
import { refuseCurrency } from './refusals.js';

/** Invented: units of each currency for one of the network's, which is USD. They never change, so that sums can be checked. */
export const CURRENCY_RATES: Readonly<Record<string, string>> = {
  ...{ USD: '1', EUR: '0.92', GBP: '0.79', CZK: '23.15', PLN: '3.98', JPY: '149.5', VND: '24650' },
};

/** Turns amounts of the network's currency into another. @throws ApiFailure for one without a rate */
export const conversionTo = (currency: string): ((amount: bigint) => bigint) => {
  const text = own(CURRENCY_RATES, currency);
  if (text === undefined) throw refuseCurrency(currency);
  const rate = amountOf(text);
  return (amount) => divide(amount * rate, ONE);
};
