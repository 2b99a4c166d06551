import { describe, expect, it } from 'vitest';
import { parseReportRequest } from '../../../lib/sandbox/reports/request.js';
import { createCalls, fieldPairs, type Pairs } from './report-call.js';

const { callOf } = createCalls();
const read = (pairs: Pairs, defaults?: readonly string[]) =>
  parseReportRequest(callOf([...fieldPairs('Stat.clicks'), ...pairs]), defaults);

describe('readReportRequest', () => {
  it('reads what is asked for', () => {
    const pairs: Pairs = [
      ...fieldPairs('Offer.name', 'Stat.clicks'),
      ['groups[]', 'Stat.hour'],
      ['totals', '1'],
      ['currency', 'EUR'],
      ['hour_offset', '-5'],
    ];
    const request = read(pairs);
    expect(request).toMatchObject({
      ...{
        fields: ['Stat.clicks', 'Offer.name'],
        groups: ['Stat.hour'],
        totals: true,
        currency: 'EUR',
        hourOffset: -5,
      },
    });
    expect(request.convert?.(100n)).toBe(92n);
  });

  it('asks for nothing that is not named', () => {
    expect(
      read([
        ['totals', '0'],
        ['currency', ''],
      ]),
    ).toMatchObject({
      ...{ groups: [], totals: false, currency: undefined, convert: undefined, hourOffset: 0 },
    });
  });

  it('must be told fields, unless the report has its own', () => {
    for (const pairs of [[], [['fields[]', '']], [['fields', '']]] as const)
      expect(() => parseReportRequest(callOf(pairs))).toThrow('Missing required argument: fields');
    expect(parseReportRequest(callOf([]), ['Stat.amount']).fields).toEqual(['Stat.amount']);
    expect(read([], ['Stat.amount']).fields).toEqual(['Stat.clicks']);
  });

  it.each(['x', '1.5', ''])('refuses the offset %j', (offset) => {
    expect(() => read([['hour_offset', offset]])).toThrow('hour_offset is not valid.');
  });

  it('refuses a currency without a rate', () => {
    expect(() => read([['currency', 'XXX']])).toThrow("Currency 'XXX' is not supported.");
  });
});
