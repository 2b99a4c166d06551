import { describe, expect, it } from 'vitest';
import type { SyncMode } from 'rxoffers';
import { checkSyncCheckpoint } from '../../../lib/managers/conversion-sync/options.js';

const good = {
  version: 1,
  mode: 'updated',
  from: '2024-01-01 00:00:00',
  updatedSince: '2024-01-02 00:00:00',
  seen: [
    ['e1', 'abc', '2024-01-03 00:00:00'],
    ['e2', 'def', null],
  ],
};
const modified = { ...good, mode: { modified: 'modified' }, updatedSince: null };
const messageOf = (value: unknown, mode: SyncMode = 'updated'): string => {
  try {
    checkSyncCheckpoint(value, mode);
  } catch (error) {
    expect(error).toBeInstanceOf(TypeError);
    return (error as Error).message;
  }
  return '';
};

describe('checkSyncCheckpoint', () => {
  it('takes what was emitted, also after a way through JSON', () => {
    expect(checkSyncCheckpoint(good, 'updated')).toBe(good);
    expect(messageOf(JSON.parse(JSON.stringify(modified)), { modified: 'modified' })).toBe('');
  });

  it.each<[string, unknown]>([
    ['JSON text', JSON.stringify(good)],
    ['an object', null],
    ['an object', 1],
    ['an object', [good]],
    ['version 1', {}],
    ['version 1', { ...good, version: 2 }],
    ['"mode"', { ...good, mode: undefined }],
    ['"mode"', { ...good, mode: { modified: 1 } }],
    ['"from"', { ...good, from: '2024-01-01' }],
    ['"from"', { ...good, from: undefined }],
    ['"updatedSince"', { ...good, updatedSince: null }],
    ['"updatedSince"', { ...good, updatedSince: 'now' }],
    ['"seen"', { ...good, seen: undefined }],
    ['"seen"', { ...good, seen: {} }],
    ['"seen"', { ...good, seen: [['e1', 'abc']] }],
    ['"seen"', { ...good, seen: [['', 'abc', null]] }],
    ['"seen"', { ...good, seen: [['e1', 1, null]] }],
    ['"seen"', { ...good, seen: [['e1', 'abc', '2024-01-03']] }],
    ['"seen"', { ...good, seen: ['e1'] }],
  ])('refuses with a word on %s', (word, value) => {
    expect(messageOf(value)).toContain(word);
  });

  it('refuses one of another mode', () => {
    expect(messageOf(modified)).toContain("{ modified: 'modified' }");
    expect(messageOf(good, { modified: 'modified' })).toContain('updated');
    expect(messageOf(modified, { modified: 'changed' })).toContain('mode');
    expect(messageOf({ ...modified, updatedSince: good.updatedSince }, { modified: 'modified' })).toContain(
      'updatedSince',
    );
  });
});
