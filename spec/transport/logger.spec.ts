import { describe, expect, it } from 'vitest';
import type { ClientEvent, RawLogEvent } from 'rxoffers';
import { logEvent } from '../../lib/transport/logger.js';

const call = { target: 'Offer', method: 'findAll' };
const EVENTS: readonly ClientEvent[] = [
  { type: 'paused', delay: 10, facts: {} },
  { type: 'retry', ...call, attempt: 1, delay: 5, reason: 'HTTP 503' },
  { type: 'waiting', ...call, reason: 'rate limit' },
  { type: 'request', ...call, attempt: 1, verb: 'GET', params: [['id', '3']] },
  { type: 'reply', ...call, status: 200, duration: 7, requestId: 'r', body: () => '{"a":1}' },
];

const FILE = '20160909/clicks-1.zip';
const LOG_EVENTS: readonly RawLogEvent[] = [
  { type: 'resume', file: FILE, offset: 500, delay: 7, reason: 'closed' },
  { type: 'link renewed', file: FILE },
  { type: 'restart', file: FILE, skipping: 500 },
  { type: 'records skipped', file: FILE, count: 3 },
  { type: 'listing failed', log: 'clicks', reason: 'HTTP 503' },
  { type: 'file vanished', file: FILE },
  { type: 'file too late', file: FILE },
];

const lines = (verbosity: number, events: readonly ClientEvent[] = EVENTS): string[] => {
  const seen: string[] = [];
  const logger = {
    info: (line: string) => void seen.push(`i ${line}`),
    debug: (line: string) => void seen.push(`d ${line}`),
  };
  for (const event of events) logEvent(logger, verbosity, event);
  return seen;
};

describe('the log (row 150)', () => {
  it('is silent at 0', () => expect(lines(0)).toEqual([]));

  it('tells waits and retries at 1', () => {
    expect(lines(1)).toEqual([
      'i rxoffers rate limit reached: all calls wait 10 ms',
      'i rxoffers Offer.findAll: attempt 1 failed (HTTP 503), next in 5 ms',
      'i rxoffers Offer.findAll: waits for rate limit',
    ]);
  });

  it('tells what happens to raw logs at 1, in a line each', () => {
    expect(lines(0, LOG_EVENTS)).toEqual([]);
    expect(lines(1, LOG_EVENTS)).toEqual([
      `i rxoffers ${FILE}: broke off (closed), goes on at byte 500 in 7 ms`,
      `i rxoffers ${FILE}: the link was refused, asking for another`,
      `i rxoffers ${FILE}: no ranges here, 500 bytes come again`,
      `i rxoffers ${FILE}: 3 bad records left out`,
      'i rxoffers clicks: could not be listed (HTTP 503), asking again later',
      `i rxoffers ${FILE}: is not listed any more`,
      `i rxoffers ${FILE}: came too late to be followed`,
    ]);
    expect(lines(3, LOG_EVENTS)).toEqual(lines(1, LOG_EVENTS));
  });

  it('tells requests and replies at 2, and what is in them at 3', () => {
    expect(lines(2).slice(3)).toEqual(['d rxoffers → GET Offer.findAll', 'd rxoffers ← 200 Offer.findAll in 7 ms']);
    expect(lines(3).slice(3)).toEqual([
      'd rxoffers → GET Offer.findAll id=3',
      'd rxoffers ← 200 Offer.findAll in 7 ms {"a":1}',
    ]);
  });
});
