import { getEventListeners } from 'node:events';
import { NEVER, Observable, of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { ProtocolError } from 'rxoffers';
import { askLink } from '../../../lib/raw-logs/flow/log-reader.js';

const FILE = '20160909/clicks-1.zip';
const never = new AbortController().signal;

describe('askLink', () => {
  it('asks for the link of the file (row 128)', async () => {
    const asked: unknown[] = [];
    const ask = askLink((method, params) => {
      asked.push([method, params]);
      return of({ link: 'https://s3.example.com/x' });
    }, FILE);
    expect(asked).toEqual([]);
    expect(await ask(never)).toBe('https://s3.example.com/x');
    expect(asked).toEqual([['getDownloadLink', { log_filename: FILE }]]);
  });

  it.each([[[]], [null], ['https://x'], [{}], [{ link: '' }], [{ link: 7 }], [new Map([['1', 'x']])]])(
    'refuses %j, which has no link',
    async (data) => {
      const answer = askLink(() => of(data), FILE)(never);
      await expect(answer).rejects.toThrow(new ProtocolError(`RawLog.getDownloadLink gave no link for ${FILE}`));
    },
  );

  it('passes on what the call fails with, and follows the signal no longer', async () => {
    const { signal } = new AbortController();
    const failure = new Error('down');
    await expect(askLink(() => throwError(() => failure), FILE)(signal)).rejects.toBe(failure);
    await askLink(() => of({ link: 'x' }), FILE)(signal);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('leaves the call when its signal aborts, with the reason of that', async () => {
    const abort = new AbortController();
    let left = 0;
    const call = () => new Observable<never>(() => () => (left += 1));
    const link = askLink(call, FILE)(abort.signal);
    const reason = new Error('left');
    abort.abort(reason);
    await expect(link).rejects.toBe(reason);
    expect(left).toBe(1);
  });

  it('sends nothing for a signal that is aborted already', async () => {
    let sent = 0;
    const ask = askLink(() => (sent++, NEVER), FILE);
    await expect(ask(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    expect(sent).toBe(0);
  });
});
