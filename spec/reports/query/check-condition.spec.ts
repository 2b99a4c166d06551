import { describe, expect, it } from 'vitest';
import { checkCondition } from '../../../lib/reports/query/conditions.js';
import { parseCondition } from '../../../lib/reports/query/conditions.js';
import type { ColumnKind } from '../../../lib/reports/rows/rows.js';

const check = (kind: ColumnKind | undefined, key: string, value: unknown) => (): void =>
  checkCondition(parseCondition(key, value), kind);

describe('checkCondition', () => {
  it.each<[ColumnKind | undefined, string, unknown]>([
    ['date', 'Stat.date', '2024-02-29'],
    ['date', 'Stat.date', ['2024-02-29', '2024-03-01']],
    ['date', 'Stat.date__between', ['2024-02-29', '2024-02-29']],
    ['date', 'Stat.date__like', '2024-02%'],
    ['date', 'Stat.date__null', true],
    ['datetime', 'Stat.datetime__gte', '2024-02-29 23:59:59'],
    ['datetime', 'Stat.datetime__gte', '2024-02-29'],
    ['decimal', 'Stat.payout__between', [-1, '2.5']],
    ['decimal', 'Stat.payout__between', ['9007199254740992', 9007199254740993n]],
    ['string', 'Stat.source__between', ['b', 'a']],
    [undefined, 'Other.thing__gt', 'x'],
  ])('takes a %s: %s %o', (kind, key, value) => expect(check(kind, key, value)).not.toThrow());

  it.each<[ColumnKind | undefined, string, unknown, typeof TypeError | typeof RangeError]>([
    ['date', 'Stat.date', '2026-02-30', RangeError],
    ['date', 'Stat.date__gt', '2026-2-3', RangeError],
    ['date', 'Stat.date', ['2026-01-01', 'yesterday'], RangeError],
    ['date', 'Stat.date', 20_260_101, TypeError],
    ['date', 'Stat.date', '2026-01-01 00:00:00', RangeError],
    ['datetime', 'Stat.datetime', '2026-01-01 24:00:00', RangeError],
    ['datetime', 'Stat.datetime', '2026-01-01 00:00:00 x', RangeError],
    ['date', 'Stat.date__between', ['2026-01-02', '2026-01-01'], RangeError],
    ['datetime', 'Stat.datetime__between', ['2026-01-02 00:00:01', '2026-01-02 00:00:00'], RangeError],
    ['decimal', 'Stat.payout__between', [10, 9.5], RangeError],
    ['id', 'Stat.offer_id__between', ['10', '9'], RangeError],
    ['id', 'Stat.offer_id__between', '9', TypeError],
    ['id', 'Stat.offer_id__between', [9], TypeError],
    ['id', 'Stat.offer_id__between', [9, 10, 11], TypeError],
    ['id', 'Stat.offer_id__gt', [9], TypeError],
    ['string', 'Stat.source__like', ['a'], TypeError],
    ['string', 'Stat.source__null', [true], TypeError],
  ])('refuses a %s: %s %j', (kind, key, value, error) => expect(check(kind, key, value)).toThrow(error));
});
