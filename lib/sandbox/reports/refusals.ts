import { refuse, type ApiFailure } from '../api-failure.js';

/** Invented: what the service says of a range that is too long was never seen. */
export const TOO_LONG = (days: number): string => `The date range of the report is too long: at most ${days} days`;

/** Invented: the service documents that these filters need an array, not what it says to a plain value. */
export const NEEDS_ARRAY = (field: string): string => `Filter '${field}' requires an array of values.`;

/** Invented: a currency without a rate. */
export const NO_CURRENCY = (currency: string): string => `Currency '${currency}' is not supported.`;

export const refuseLongRange = (days: number): ApiFailure => refuse(TOO_LONG(days));

export const refusePlainValue = (field: string): ApiFailure => refuse(NEEDS_ARRAY(field));

export const refuseCurrency = (currency: string): ApiFailure => refuse(NO_CURRENCY(currency));
