import { expect, expectTypeOf, it } from 'vitest';
import type { ReportEvent } from '../../../lib/sandbox/reports/log-counts.js';
import { NO_COUNTS } from '../../../lib/sandbox/reports/sums.js';

it('an event has values and counts, money only where something was earned', () => {
  const event: ReportEvent = { values: ['1', null], counts: NO_COUNTS };
  expect(event.money).toBeUndefined();
  expectTypeOf<ReportEvent['money']>().toEqualTypeOf<ReportEvent['converted']>();
});
