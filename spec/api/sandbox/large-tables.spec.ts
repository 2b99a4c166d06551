import { describe, expect, it } from 'vitest';
import type { Row, Sandbox } from 'rxoffers/sandbox';
import { callText, dataOf, idsIn, openSandbox, type Params } from '../../support/sandbox-call.js';

const SIZE = 4_000;

const open = () => openSandbox({ conversions: SIZE, offers: 50 });

const QUERY: Params = { 'filters[status]': 'approved', 'filters[payout][GREATER_THAN]': '20', 'sort[payout]': 'desc' };

/** The ids that the query should find, from the rows themselves. */
const expected = ({ tables }: Sandbox): string[] =>
  tables.Conversion.rows()
    .filter((row) => row['status'] === 'approved' && Number(row['payout']) > 20)
    .toSorted((a, b) => Number(b['payout']) - Number(a['payout']) || Number(a['id']) - Number(b['id']))
    .map((row) => row['id'] as string);

const pageOf = async (sandbox: Sandbox, page: number, query = QUERY): Promise<string[]> =>
  idsIn(await callText(sandbox, 'Conversion.findAll', { ...query, limit: '100', page: String(page) }));

describe('the pages of a large table', () => {
  it('are those of the rows, whatever was changed, removed or added before each of them', async () => {
    const sandbox = await open();
    const table = sandbox.tables.Conversion;
    const writes: readonly (() => unknown)[] = [
      () => undefined,
      () => table.update(7, { status: 'approved', payout: '999.00000' }),
      () => table.update(7, { status: 'rejected' }),
      () => table.remove(expected(sandbox)[105] ?? ''),
      () => table.insert({ ...table.get(1), id: '9000000000', status: 'approved', payout: '39.90000' }),
      () => table.insert({ id: '12', status: 'approved', payout: '38.00000' }),
      () => table.remove('9000000000'),
    ];
    for (const write of writes) {
      write();
      const wanted = expected(sandbox);
      for (const page of [1, 2, Math.ceil(wanted.length / 100)])
        expect(await pageOf(sandbox, page)).toEqual(wanted.slice((page - 1) * 100, page * 100));
    }
    expect(await dataOf(sandbox, 'Conversion.findAllIds', {})).toHaveLength(SIZE - 1);
  });

  it('follow a row of another table that they are filtered or sorted by', async () => {
    const sandbox = await open();
    const { Offer, Conversion } = sandbox.tables;
    const query: Params = { 'filters[Offer.status]': 'paused', 'sort[Offer.name]': 'asc' };
    const paused = () =>
      Conversion.rows().filter((row) => Offer.get(row['offer_id'] as string)?.['status'] === 'paused');
    const count = async () =>
      ((await dataOf(sandbox, 'Conversion.findAll', { ...query, limit: '1' })) as { count: number }).count;
    expect(await count()).toBe(paused().length);
    for (const id of Offer.keys()) Offer.update(id, { status: id % 2 === 0 ? 'paused' : 'active' });
    expect(await count()).toBe(paused().length);
    Offer.update(2, { name: 'AAA' });
    const [first = ''] = await pageOf(sandbox, 1, query);
    expect(Conversion.get(first)?.['offer_id']).toBe('2');
  });

  it('are the same for the same seed', async () => {
    const pages = await Promise.all([open(), open()].map(async (opening) => pageOf(await opening, 3)));
    expect(pages[0]).toEqual(pages[1]);
  });

  it('are found while other work goes on, and also while rows are written', async () => {
    const sandbox = await openSandbox({ conversions: 60_000 });
    const table = sandbox.tables.Conversion;
    let turns = 0;
    let isOver = false;
    const write = (): void => {
      turns += 1;
      table.update(1 + (turns % 50), { status: 'rejected' });
      if (!isOver) setImmediate(write);
    };
    setImmediate(write);
    const { data } = (await dataOf(sandbox, 'Conversion.findAll', { ...QUERY, limit: '500' })) as {
      readonly data: Readonly<Record<string, { readonly Conversion: Row }>>;
    };
    isOver = true;
    expect(turns).toBeGreaterThan(10);
    const rows = Object.values(data).map(({ Conversion }) => Conversion);
    expect(rows).toHaveLength(500);
    for (const row of rows) expect(Number(row['payout'])).toBeGreaterThan(20);
  });

  it('are found once for equal calls at the same time', async () => {
    const sandbox = await open();
    const pages = await Promise.all([1, 2, 3, 1].map((page) => pageOf(sandbox, page)));
    expect(pages.flat().slice(0, 300)).toEqual(expected(sandbox).slice(0, 300));
    expect(pages[3]).toEqual(pages[0]);
  });
});
