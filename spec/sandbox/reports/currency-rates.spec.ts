import { describe, expect, it } from 'vitest';
import { amountOf } from '../../../lib/sandbox/reports/sums.js';
import { conversionTo, CURRENCY_RATES } from '../../../lib/sandbox/reports/request.js';

describe('conversionTo', () => {
  it('converts from the currency of the network', () => {
    expect(conversionTo('EUR')(amountOf('10.00003'))).toBe(amountOf('9.20003'));
    expect(conversionTo('USD')(7n)).toBe(7n);
  });

  it('knows rates above 0 alone', () => {
    for (const rate of Object.values(CURRENCY_RATES)) expect(amountOf(rate)).toBeGreaterThan(0n);
  });

  it.each(['XXX', 'eur', 'constructor'])('refuses %s', (currency) => {
    expect(() => conversionTo(currency)).toThrow(`Currency '${currency}' is not supported.`);
  });
});
