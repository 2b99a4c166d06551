import type { ClientEvent, RawLogEvent } from './events.js';

/** Where a client logs; `console` is one. */
export interface Logger {
  info(message: string): void;
  debug(message: string): void;
}

const query = (params: readonly (readonly [string, string])[]): string =>
  params.map(([name, value]) => `${name}=${value}`).join('&');

const describeRawLog = (event: RawLogEvent): string => {
  switch (event.type) {
    case 'resume':
      return `${event.file}: broke off (${event.reason}), goes on at byte ${event.offset} in ${event.delay} ms`;
    case 'link renewed':
      return `${event.file}: the link was refused, asking for another`;
    case 'restart':
      return `${event.file}: no ranges here, ${event.skipping} bytes come again`;
    case 'records skipped':
      return `${event.file}: ${event.count} bad records left out`;
    case 'listing failed':
      return `${event.log}: could not be listed (${event.reason}), asking again later`;
    case 'file vanished':
      return `${event.file}: is not listed any more`;
    case 'file too late':
      return `${event.file}: came too late to be followed`;
  }
};

const describe = (event: ClientEvent, verbosity: number): [level: keyof Logger, message: string] | undefined => {
  switch (event.type) {
    case 'paused':
      return ['info', `rate limit reached: all calls wait ${event.delay} ms`];
    case 'retry':
      return [
        'info',
        `${event.target}.${event.method}: attempt ${event.attempt} failed (${event.reason}), next in ${event.delay} ms`,
      ];
    case 'waiting':
      return ['info', `${event.target}.${event.method}: waits for ${event.reason}`];
    case 'request':
      if (verbosity < 2) return undefined;
      return [
        'debug',
        `→ ${event.verb} ${event.target}.${event.method}${verbosity > 2 ? ` ${query(event.params)}` : ''}`,
      ];
    case 'reply':
      if (verbosity < 2) return undefined;
      return [
        'debug',
        `← ${event.status} ${event.target}.${event.method} in ${event.duration} ms${verbosity > 2 ? ` ${event.body()}` : ''}`,
      ];
    default:
      return ['info', describeRawLog(event)];
  }
};

/** Writes an event to a logger. A logger that throws must not break the call it reports on. */
export const logEvent = (logger: Logger, verbosity: number, event: ClientEvent): void => {
  if (verbosity < 1) return;
  try {
    const line = describe(event, verbosity);
    if (line) logger[line[0]](`rxoffers ${line[1]}`);
  } catch {
    // Nobody is left to tell.
  }
};
