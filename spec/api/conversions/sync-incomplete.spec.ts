import { describe, expect, it, onTestFinished } from 'vitest';
import type { ClientEvent, RxOffersError, Synced, Conversion, SyncOptions } from 'rxoffers';
import { recordedApi, type RecordedCall, Refusal } from '../../support/recorded-api.js';

const TOTAL = 1_201;
const options: SyncOptions = { since: '2024-01-01', interval: 1 };
const valueOf = ({ pairs }: RecordedCall, key: string) => pairs.find(([name]) => name === key)?.[1];
const row = (id: number) => ({ Conversion: { id: String(id), datetime: '2024-02-29 10:00:00' } });
const NONE = { page: 1, current: 0, count: 0, pageCount: 0, data: [] };

/** Conversions 1 to 1,201, all of one second, as the service gives them. */
const conversions = (call: RecordedCall) => {
  if (call.name !== 'Conversion.findAll') return NONE;
  const after = Number(valueOf(call, 'filters[id][GREATER_THAN]') ?? 0);
  const limit = Number(valueOf(call, 'limit'));
  const left = Array.from({ length: TOTAL - after }, (_, index) => row(after + index + 1));
  return {
    page: 1,
    current: 1,
    count: left.length,
    pageCount: Math.ceil(left.length / limit),
    data: left.slice(0, limit),
  };
};

/** Follows until `isOver`, or until the stream ends. */
const follow = async (
  answer: (call: RecordedCall, walks: number) => unknown,
  isOver: (seen: readonly Synced<Conversion>[], faults: readonly RxOffersError[]) => boolean,
) => {
  let walks = 0;
  const { api, calls } = await recordedApi([
    (call: RecordedCall) =>
      answer(call, call.name === 'Conversion.findAll' && valueOf(call, 'limit') === '500' ? ++walks : walks),
  ]);
  const seen: Synced<Conversion>[] = [];
  const faults: RxOffersError[] = [];
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const error = await new Promise<unknown>((resolve) => {
    const check = () => isOver(seen, faults) && resolve(undefined);
    const source = api.conversions.sync({ ...options, onFault: (fault) => (faults.push(fault), check()) });
    const subscription = source.subscribe({ next: (synced) => (seen.push(synced), check()), error: resolve });
    onTestFinished(() => subscription.unsubscribe());
  });
  return { ids: seen.map(({ conversion }) => Number(conversion.id)), seen, faults, events, error, calls };
};

describe('conversions.sync of a service whose replies contradict each other', () => {
  it.each([
    ['[]', []],
    ['null', null],
    ['false', false],
    ['an empty text', ''],
  ])(
    'loses nothing when the second of three pages is %s: the poll fails, and the next one reads the rest',
    async (_, empty) => {
      const { ids, faults, seen } = await follow(
        (call, walks) => (walks === 2 ? empty : conversions(call)),
        (all) => all.length === TOTAL,
      );
      expect(faults).toMatchObject([{ name: 'ProtocolError' }]);
      expect(new Set(ids).size).toBe(TOTAL);
      expect(seen[499]?.checkpoint.from).toBe('2024-01-01 00:00:00');
    },
  );

  it('takes a list that is shorter than its count for a poll that failed', async () => {
    const { ids, faults, events } = await follow(
      (call, walks) => {
        const answer = conversions(call);
        return walks === 1 ? { ...answer, pageCount: 1, data: [row(1)], count: 1_201 } : answer;
      },
      (all) => all.length === TOTAL,
    );
    expect(new Set(ids).size).toBe(TOTAL);
    // More was asked for, and came.
    expect(faults).toEqual([]);
    expect(events.filter(({ type }) => type === 'list incomplete')).toEqual([]);
    const { faults: told } = await follow(
      (call) => ({
        ...conversions(call),
        pageCount: 1,
        count: valueOf(call, 'filters[id][GREATER_THAN]') ? 1 : 3,
        data: valueOf(call, 'filters[id][GREATER_THAN]') ? [] : [row(1), row(2)],
      }),
      (_, all) => all.length > 0,
    );
    expect(told).toMatchObject([
      { name: 'ProtocolError', message: expect.stringMatching(/3 rows, but 2 came/) as string },
    ]);
  });

  it('does not take an empty window for the truth while its newest conversion is known', async () => {
    const { faults, ids } = await follow(
      (call, walks) => (walks === 1 && valueOf(call, 'limit') === '500' ? null : conversions(call)),
      (all) => all.length === TOTAL,
    );
    expect(faults).toMatchObject([
      { name: 'ProtocolError', message: expect.stringMatching(/should hold the conversion/) as string },
    ]);
    expect(new Set(ids).size).toBe(TOTAL);
  });

  it('says each time that the updates are refused, and ends with an error after a while', async () => {
    const { events, faults, error, ids } = await follow(
      (call) => (call.name === 'Conversion.findAll' ? conversions(call) : new Refusal('Method not allowed')),
      () => false,
    );
    expect(ids).toHaveLength(TOTAL);
    expect(faults).toHaveLength(4);
    expect(error).toMatchObject({
      message: expect.stringMatching(/refused in 5 polls in a row: Method not allowed/) as string,
    });
    expect(events.filter(({ type }) => type === 'updates refused')).toMatchObject(
      [1, 2, 3, 4, 5].map((polls) => ({ polls, reason: 'Method not allowed', method: 'findUpdatedConversions' })),
    );
  });
});
