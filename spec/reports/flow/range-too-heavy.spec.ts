import { describe, expect, it } from 'vitest';
import {
  AuthenticationError,
  ConnectionError,
  HasOffersError,
  HttpError,
  MaxRetriesError,
  RateLimitError,
} from 'rxoffers';
import { heavyFailure, RangeTooHeavy } from '../../../lib/reports/flow/split-range.js';

const said = (publicMessage: string) => [
  { code: undefined, message: undefined, publicMessage, attributeName: undefined },
];
const heavy = new HttpError('too heavy', 504);

describe('heavyFailure', () => {
  it('knows the gateway that gave up, also behind retries', () => {
    expect(heavyFailure(heavy)).toBe(heavy);
    expect(heavyFailure(new MaxRetriesError(4, heavy))).toBe(heavy);
  });

  it.each([
    'The date range of the report is too long: at most 31 days',
    'Date range exceeds the maximum of 762 days.',
    'Please select a maximum of 31 days',
    'Your date range is too large',
    'You may not request more than 90 days: the interval exceeds it',
  ])('knows the refusal %j', (message) => {
    const refusal = new HasOffersError(said(message));
    expect(heavyFailure(refusal)).toBe(refusal);
  });

  it.each([
    new HttpError('broken', 500),
    new HttpError('busy', 503),
    new MaxRetriesError(4, new HttpError('busy', 503)),
    new ConnectionError('reset', { code: 'ECONNRESET', unsent: false }),
    new RateLimitError(said('API usage exceeded rate limit. Configured: 50/10s window'), {}),
    new AuthenticationError(said('The date range is too long'), 403),
    new HasOffersError(said("Field 'Stat.days' does not exist or is not allowed to be used.")),
    new HasOffersError(said('Missing required argument: fields')),
    new TypeError('x'),
    undefined,
  ])('leaves %s to others', (error) => expect(heavyFailure(error)).toBeUndefined());
});

describe('RangeTooHeavy', () => {
  it('keeps what the service said', () =>
    expect(new RangeTooHeavy(heavy)).toMatchObject({ cause: heavy, message: 'too heavy' }));
});
