import { expect, expectTypeOf, it } from 'vitest';
import type { ConversionCheckpoint, SeenConversion } from 'rxoffers';

it('is plain data', () => {
  const seen: SeenConversion = ['e1', 'fingerprint', null];
  const checkpoint: ConversionCheckpoint = {
    ...{ version: 1, mode: { modified: 'modified' }, from: '2024-01-01 00:00:00', updatedSince: null, seen: [seen] },
  };
  expectTypeOf(checkpoint.seen).toEqualTypeOf<readonly SeenConversion[]>();
  expect(JSON.parse(JSON.stringify(checkpoint))).toEqual(checkpoint);
});
