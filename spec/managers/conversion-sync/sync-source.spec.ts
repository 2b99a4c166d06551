import { describe, expect, it } from 'vitest';
import { ProtocolError, type SyncOptions } from 'rxoffers';
import { createCaller } from '../../../lib/calls/caller.js';
import { checkSyncOptions } from '../../../lib/managers/conversion-sync/options.js';
import { findChanged } from '../../../lib/managers/conversion-sync/find-changed.js';
import { createSyncSource } from '../../../lib/managers/conversion-sync/sync.js';
import { CONTEXT } from '../../../lib/managers/entity-manager.js';
import { createListing } from '../../../lib/calls/listing.js';
import { collect, failureOf } from '../../support/collect.js';
import { type Answer, recordedApi } from '../../support/recorded-api.js';

const sourceOf = async (answers: readonly Answer[], options: SyncOptions = {}) => {
  const { api, lines } = await recordedApi(answers);
  const given = { since: '2024-01-01', ...options };
  const caller = createCaller(api.conversions[CONTEXT], 'Conversion');
  const listing = createListing(caller);
  const findUpdated = findChanged<object>(caller, listing, 'findUpdatedConversions');
  return { source: createSyncSource(listing, findUpdated, checkSyncOptions(given), given), lines };
};
const page = (...rows: object[]) => ({
  ...{ page: 1, count: rows.length, pageCount: 1 },
  data: rows.map((Conversion) => ({ Conversion })),
});
const from = '2024-01-01 00:00:00';

describe('createSyncSource', () => {
  it('asks for the newest time that is not in the future, and for the oldest', async () => {
    const { source, lines } = await sourceOf([page({ datetime: '2024-01-05 00:00:00' })]);
    expect(await collect(source.newest(from))).toEqual(['2024-01-05 00:00:00']);
    expect(await collect(source.oldest(from))).toEqual(['2024-01-05 00:00:00']);
    const [newest = '', oldest = ''] = lines();
    const bound = /\[datetime\]\[LESS_THAN_OR_EQUAL_TO\]=(.{19})&/.exec(newest)?.[1] ?? '';
    expect(Math.abs(Date.parse(`${bound}Z`) - Date.now() - 14 * 60 * 60 * 1000)).toBeLessThan(60_000);
    expect(newest.replace(bound, '…')).toBe(
      'Conversion.findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&filters[datetime][LESS_THAN_OR_EQUAL_TO]=…&sort[Conversion.datetime]=desc&limit=1&page=1&fields[]=datetime',
    );
    expect(oldest).toBe(
      'Conversion.findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00&sort[Conversion.datetime]=asc&limit=1&page=1&fields[]=datetime',
    );
  });

  it('knows no time where there are no conversions', async () => {
    const { source } = await sourceOf([page()]);
    expect(await collect(source.newest(from))).toEqual([undefined]);
  });

  it('takes unix seconds for the earliest that they may be in the network', async () => {
    const { source } = await sourceOf([page({ modified: 1_709_200_800 })], { mode: { modified: 'modified' } });
    expect(await collect(source.newest(from))).toEqual(['2024-02-28 22:00:00']);
  });

  it('fails where the field holds no time', async () => {
    const { source } = await sourceOf([page({ modified: 'soon' })], { mode: { modified: 'modified' } });
    const fault = await failureOf(source.newest(from));
    expect(fault).toBeInstanceOf(ProtocolError);
    expect(String(fault)).toContain('modified');
  });

  it('walks a window by id, and asks for updates', async () => {
    const { source, lines } = await sourceOf([
      page({ id: '1' }),
      page({ id: '1' }),
      { 1: { Conversion: { id: '1' } } },
    ]);
    await collect(source.window({ from, to: '2024-01-02 00:00:00', next: '2024-01-02 00:00:00' }));
    await collect(source.window({ from, to: undefined, next: from }));
    await collect(source.updates(from));
    const window = 'Conversion.findAll?filters[datetime][GREATER_THAN_OR_EQUAL_TO]=2024-01-01 00:00:00';
    expect(lines()).toEqual([
      `${window}&filters[datetime][LESS_THAN]=2024-01-02 00:00:00&sort[Conversion.id]=asc&limit=500&page=1`,
      `${window}&sort[Conversion.id]=asc&limit=500&page=1`,
      'Conversion.findUpdatedConversions?start_date=2024-01-01 00:00:00',
    ]);
  });

  it('asks for updates with the parameters that it is told', async () => {
    const { source, lines } = await sourceOf([[]], { updatedParams: (since) => ({ after: since, all: true }) });
    await collect(source.updates(from));
    expect(lines()).toEqual(['Conversion.findUpdatedConversions?after=2024-01-01 00:00:00&all=1']);
  });
});
