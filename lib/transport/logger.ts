import type { ClientEvent, ListEvent, RawLogEvent, WaitReason } from './events.js';

/** The destination of a client's log, e.g. `console`. */
export interface Logger {
  info(message: string): void;
  debug(message: string): void;
}

const WAITS_FOR: Readonly<Record<WaitReason, string>> = {
  concurrency: 'a free place among the calls in flight',
  'rate limit': 'the rate limit',
  'access token': 'an access token',
};

const readableQuery = (params: readonly (readonly [string, string])[]): string =>
  params.map(([name, value]) => `${name}=${value}`).join('&');

const describeRawLog = (event: RawLogEvent): string => {
  switch (event.type) {
    case 'resume':
      return `${event.file}: download broke off (${event.reason}), resuming at byte ${event.offset} in ${event.delay} ms`;
    case 'link renewed':
      return `${event.file}: the link was refused, requesting a new one`;
    case 'restart':
      return `${event.file}: the server does not support ranges, skipping ${event.skipping} bytes`;
    case 'records skipped':
      return `${event.file}: skipped ${event.count} malformed records`;
    case 'invalid utf-8':
      return `${event.file}: ${event.count} rows are not UTF-8; try the encoding latin1`;
    case 'entry skipped':
      return `${event.file}: skipped the entry ${JSON.stringify(event.entry)} (${event.reason})`;
    case 'listing failed':
      return `${event.log}: listing failed (${event.reason}), trying again later`;
    case 'file vanished':
      return `${event.file}: no longer listed`;
    case 'file too late':
      return `${event.file}: arrived too late to be followed`;
    case 'file in the future':
      return `${event.file}: is dated in the future`;
  }
};

const describeList = (event: ListEvent): string => {
  switch (event.type) {
    case 'list incomplete':
      return `the service counts ${event.expected} rows, but ${event.seen} came`;
    case 'rows left out':
      return `left out ${event.count} rows that hold nothing`;
    case 'updates refused':
      return `refused in ${event.polls} polls in a row (${event.reason})`;
  }
};

const describe = (event: ClientEvent, verbosity: number): [level: keyof Logger, message: string] | undefined => {
  switch (event.type) {
    case 'paused':
      return ['info', `rate limit exceeded, all calls wait ${event.delay} ms`];
    case 'retry':
      return [
        'info',
        `${event.target}.${event.method}: attempt ${event.attempt} failed (${event.reason}), retrying in ${event.delay} ms`,
      ];
    case 'retry withheld':
      return [
        'info',
        `${event.target}.${event.method}: attempt ${event.attempt} failed (${event.reason}), not retried: too many calls fail`,
      ];
    case 'waiting':
      return ['info', `${event.target}.${event.method}: waiting for ${WAITS_FOR[event.reason]}`];
    case 'request':
      if (verbosity < 2) return undefined;
      return [
        'debug',
        `→ ${event.verb} ${event.target}.${event.method}${verbosity > 2 ? ` ${readableQuery(event.params)}` : ''}`,
      ];
    case 'reply':
      if (verbosity < 2) return undefined;
      return [
        'debug',
        `← ${event.status} ${event.target}.${event.method} in ${event.duration} ms${verbosity > 2 ? ` ${event.body()}` : ''}`,
      ];
    case 'list incomplete':
    case 'rows left out':
    case 'updates refused':
      return ['info', `${event.target}.${event.method}: ${describeList(event)}`];
    default:
      return ['info', describeRawLog(event)];
  }
};

/** Writes an event to a logger. An error of the logger must not fail the call that it logs. */
export const logEvent = (logger: Logger, verbosity: number, event: ClientEvent): void => {
  if (verbosity < 1) return;
  try {
    const line = describe(event, verbosity);
    if (line) logger[line[0]](`rxoffers ${line[1]}`);
  } catch {
    // There is no other place to report to.
  }
};
