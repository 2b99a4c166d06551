import { describe, expect, it } from 'vitest';
import { isZeroDate } from '../../../lib/models/coerce.js';

describe('isZeroDate', () => {
  it.each(['0000-00-00', '0000-00-00 00:00:00', -62_169_966_000, -62_169_984_000])('knows %s', (value) => {
    expect(isZeroDate(value)).toBe(true);
  });

  it('knows the unix seconds of it in every zone', () => {
    for (let hours = -12; hours <= 14; hours++) expect(isZeroDate(-62_169_984_000 - hours * 3600)).toBe(true);
  });

  it.each(['0000-01-01', '2024-00-00', '', '0', 0, -62_167_219_200, 1_700_000_000])(
    'does not take %s for it',
    (value) => {
      expect(isZeroDate(value)).toBe(false);
    },
  );
});
