import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import type { Fault } from 'rxoffers/sandbox';
import { openSandbox } from '../../support/sandbox-call.js';

/** Every kind, each with the members that it cannot do without. */
const KINDS: readonly Fault[] = [
  ...[{ kind: 'reset' }, { kind: 'stall' }, { kind: 'status', status: 500 }, { kind: 'garbage' }, { kind: 'slow' }],
  ...[{ kind: 'refuse', message: 'No' }, { kind: 'limit' }, { kind: 'cut', at: 1 }, { kind: 'stall-at', at: 1 }],
  ...[{ kind: 'change' }, { kind: 'corrupt' }, { kind: 'crc' }, { kind: 'truncate', at: 1 }, { kind: 'not-a-zip' }],
  { kind: 's3' },
] as readonly Fault[];

const NAMES = KINDS.map(({ kind }) => kind);

const LIST =
  'reset, stall, status, garbage, slow, refuse, limit, cut, stall-at, change, corrupt, crc, truncate, not-a-zip, s3';

describe('a fault that no request could meet', () => {
  it.each<[unknown, string]>([
    [{ kind: 'no-such-kind' }, `kind should be one of ${LIST}, not 'no-such-kind'`],
    [{ kind: 'toString' }, `kind should be one of ${LIST}, not 'toString'`],
    [{ kind: 5 }, `kind should be one of ${LIST}, not 5`],
    [{}, `kind should be one of ${LIST}, not undefined`],
    [undefined, 'fault should be a plain object, not undefined'],
    ['reset', 'fault should be a plain object, not a string'],
    [{ kind: 'reset', when: 'always' }, "when should be a function, not 'always'"],
    [{ kind: 'crc', at: 5 }, 'a fault of the kind crc has no "at"; known: times, when'],
    [{ kind: 'cut', after: 5 }, 'a fault of the kind cut has no "after"; known: at, times, when'],
    [{ kind: 'limit', message: 'x' }, 'a fault of the kind limit has no "message"; known: times, when'],
    [{ kind: 'reset', at: 5 }, "at should be 'start', 'headers' or 'body', not 5"],
    [{ kind: 'stall', at: 'middle' }, "at should be 'start', 'headers' or 'body', not 'middle'"],
    [{ kind: 'cut' }, 'at should be an integer of at least 0, not undefined'],
    [{ kind: 'stall-at', at: 'start' }, "at should be an integer of at least 0, not 'start'"],
    [{ kind: 'truncate' }, 'at should be an integer of at least 0, not undefined'],
    [{ kind: 'change', at: '5' }, "at should be an integer of at least 0, not '5'"],
    [{ kind: 'corrupt', at: null }, 'at should be an integer of at least 0, not null'],
    [{ kind: 'status' }, 'status should be an integer from 200 to 599, not undefined'],
    [{ kind: 's3', status: '403' }, "status should be an integer from 200 to 599, not '403'"],
    [{ kind: 's3', code: 5 }, 'code should be a string, not 5'],
    [{ kind: 'status', status: 503, retryAfter: 'soon' }, "retryAfter should be a number of at least 0, not 'soon'"],
    [{ kind: 'status', status: 503, headers: { 'x-a': 1 } }, 'headers should be a plain object of strings'],
    [{ kind: 'status', status: 503, body: {} }, 'body should be a string, not an object'],
    [{ kind: 'garbage', as: 'xml' }, "as should be 'html', 'text', 'truncated', 'empty' or 'encoding', not 'xml'"],
    [{ kind: 'slow', bytes: '1' }, "bytes should be an integer of at least 1, not '1'"],
    [{ kind: 'slow', every: true }, 'every should be a number of at least 0, not true'],
    [{ kind: 'refuse' }, 'message should be a string, not undefined'],
    [{ kind: 'reset', times: '2' }, "times should be an integer of at least 1 or Infinity, not '2'"],
  ])('is a TypeError: %j', async (fault, message) => {
    const { faults } = await openSandbox();
    expect(() => faults.next(fault as Fault)).toThrow(new TypeError(`Sandbox.faults.next: ${message}`));
    expect(faults.pending).toBe(0);
  });

  it.each<[Fault, string]>([
    [{ kind: 'slow', bytes: 0 }, 'bytes should be an integer of at least 1, not 0'],
    [{ kind: 'slow', every: NaN }, 'every should be a number of at least 0, not NaN'],
    [{ kind: 'status', status: 503, retryAfter: -1 }, 'retryAfter should be a number of at least 0, not -1'],
    [{ kind: 'reset', times: 0 }, 'times should be an integer of at least 1 or Infinity, not 0'],
    [{ kind: 'reset', times: 1.5 }, 'times should be an integer of at least 1 or Infinity, not 1.5'],
  ])('is a RangeError: %j', async (fault, message) => {
    const { faults } = await openSandbox();
    expect(() => faults.next(fault)).toThrow(new RangeError(`Sandbox.faults.next: ${message}`));
    expect(faults.pending).toBe(0);
  });

  it('is none of the kinds that exist, bare or with undefined members', async () => {
    const { faults } = await openSandbox();
    for (const fault of KINDS) faults.next(fault);
    const absent = { times: undefined, when: undefined, at: undefined } as unknown as { readonly at: never };
    faults.next({ kind: 'corrupt', ...absent });
    expect(faults.pending).toBe(KINDS.length + 1);
  });
});

describe('the documents', () => {
  it('name only kinds of faults that exist, and the README names each of them', async () => {
    const root = new URL('../../../', import.meta.url);
    const docs = (await readdir(new URL('docs', root))).map((name) => `docs/${name}`);
    const named = new Map<string, readonly string[]>();
    for (const file of ['README.md', ...docs]) {
      const text = await readFile(new URL(file, root), 'utf8');
      const lines = text.split('\n').filter((line) => line.includes('faults.next('));
      named.set(
        file,
        lines.flatMap((line) => [...line.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name)),
      );
    }
    expect([...named.values()].flat().filter((name) => !(NAMES as readonly string[]).includes(name))).toEqual([]);
    expect([...new Set(named.get('README.md'))].toSorted()).toEqual(NAMES.toSorted());
    const table = await readFile(new URL('docs/sandbox.md', root), 'utf8');
    const rows = table.slice(table.indexOf('| `kind` |')).split('\n').slice(2);
    const kinds = rows.flatMap((row) => [...(/^\| ([^|]+)\|/.exec(row)?.[1] ?? '').matchAll(/`([\w-]+)`/g)]);
    expect(kinds.map(([, name = '']) => name).toSorted()).toEqual(NAMES.toSorted());
  });
});
