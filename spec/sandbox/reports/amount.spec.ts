import { describe, expect, it } from 'vitest';
import { amountOf, amountText, divide, ONE } from '../../../lib/sandbox/reports/sums.js';

describe('amountOf', () => {
  it.each([
    ['1.25000', 125_000n],
    ['0.000014', 1n],
    ['0.000015', 2n],
    ['-3.5', -350_000n],
    ['7', 700_000n],
    ['7.', 700_000n],
    [1.5, 150_000n],
    ['90071992547409930.00001', 9_007_199_254_740_993_000_001n],
    [null, 0n],
    [undefined, 0n],
    ['', 0n],
    ['many', 0n],
  ])('reads %j as %s hundred-thousandths', (value, amount) => {
    expect(amountOf(value)).toBe(amount);
  });
});

describe('amountText', () => {
  it.each([
    [0n, '0.00000'],
    [7n, '0.00007'],
    [-125_000n, '-1.25000'],
    [9_007_199_254_740_993_000_001n, '90071992547409930.00001'],
  ])('writes %s as %s', (amount, text) => {
    expect(amountText(amount)).toBe(text);
  });
});

describe('divide', () => {
  it('rounds half away from zero', () => {
    expect([divide(5n, 2n), divide(-5n, 2n), divide(5n, -2n), divide(4n, 3n), divide(5n, 3n)]).toEqual([
      ...[3n, -3n, -3n, 1n, 2n],
    ]);
  });

  it('gives nothing for a division by nothing', () => {
    expect(divide(ONE, 0n)).toBe(0n);
  });
});
