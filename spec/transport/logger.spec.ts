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
  { type: 'invalid utf-8', file: FILE, count: 2 },
  { type: 'entry skipped', file: FILE, entry: '__MACOSX/._a.csv', reason: 'macOS metadata' },
  { type: 'listing failed', log: 'clicks', reason: 'HTTP 503' },
  { type: 'file vanished', file: FILE },
  { type: 'file too late', file: FILE },
  { type: 'file in the future', file: FILE },
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

describe('the log', () => {
  it('is silent at 0', () => expect(lines(0)).toEqual([]));

  it('has waits and retries at 1', () => {
    expect(lines(1)).toEqual([
      'i rxoffers rate limit exceeded, all calls wait 10 ms',
      'i rxoffers Offer.findAll: attempt 1 failed (HTTP 503), retrying in 5 ms',
      'i rxoffers Offer.findAll: waiting for the rate limit',
    ]);
  });

  it('has one line for each event of a raw log at 1', () => {
    expect(lines(0, LOG_EVENTS)).toEqual([]);
    expect(lines(1, LOG_EVENTS)).toEqual([
      `i rxoffers ${FILE}: download broke off (closed), resuming at byte 500 in 7 ms`,
      `i rxoffers ${FILE}: the link was refused, requesting a new one`,
      `i rxoffers ${FILE}: the server does not support ranges, skipping 500 bytes`,
      `i rxoffers ${FILE}: skipped 3 malformed records`,
      `i rxoffers ${FILE}: 2 rows are not UTF-8; try the encoding latin1`,
      `i rxoffers ${FILE}: skipped the entry "__MACOSX/._a.csv" (macOS metadata)`,
      'i rxoffers clicks: listing failed (HTTP 503), trying again later',
      `i rxoffers ${FILE}: no longer listed`,
      `i rxoffers ${FILE}: arrived too late to be followed`,
      `i rxoffers ${FILE}: is dated in the future`,
    ]);
    expect(lines(3, LOG_EVENTS)).toEqual(lines(1, LOG_EVENTS));
  });

  it('has requests and replies at 2, and their content at 3', () => {
    expect(lines(2).slice(3)).toEqual(['d rxoffers → GET Offer.findAll', 'd rxoffers ← 200 Offer.findAll in 7 ms']);
    expect(lines(3).slice(3)).toEqual([
      'd rxoffers → GET Offer.findAll id=3',
      'd rxoffers ← 200 Offer.findAll in 7 ms {"a":1}',
    ]);
  });
});
