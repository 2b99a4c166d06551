import { asyncScheduler, type SchedulerLike, type Subscription } from 'rxjs';
import type { Dispatcher } from 'undici';
import type { TimeoutPhase } from '../errors/network-errors.js';
import { scheduleLong } from './long-timer.js';

/** The limits of one request after its connection; 0 for none. */
export interface TransferLimits {
  /** From the last byte of the request to the headers of the reply, ms. Informational replies (1xx) do not count. */
  readonly headers: number;
  /** Between two chunks of a body, of the reply or of an upload, ms. */
  readonly body: number;
  /** From the connection, or from the last byte of an upload, to the last byte of the reply, ms. */
  readonly attempt: number;
  /** Least speed of an upload, and of the reply if `attempt` does not limit it, bytes per second. */
  readonly minRate: number;
}

/** A request took too long. Internal: `mapError` makes a `TimeoutError` of it. */
export class TransferTimeout extends Error {
  override readonly name = 'TransferTimeout';
  readonly phase: TimeoutPhase;
  /** The limit, ms. */
  readonly limit: number;

  constructor(message: string, phase: TimeoutPhase, limit: number) {
    super(message);
    this.phase = phase;
    this.limit = limit;
  }
}

/** Replaceable for tests. */
interface WatchClock {
  /** Monotonic, ms. */
  readonly now: () => number;
  readonly scheduler: SchedulerLike;
}

const CLOCK: WatchClock = { now: () => performance.now(), scheduler: asyncScheduler };

/** Rings once, a certain time after it was last set. Setting it again is cheap: it may be done for each chunk. */
const createAlarm = ({ now, scheduler }: WatchClock, ring: () => void) => {
  let due = Infinity;
  let wakesAt = Infinity;
  let late: number | undefined;
  let timer: Subscription | undefined;

  const arm = (): void => {
    timer?.unsubscribe();
    wakesAt = due;
    timer = scheduleLong(scheduler, wake, Math.max(1, Math.ceil(due - now())));
  };
  const wake = (): void => {
    wakesAt = Infinity;
    if (due === Infinity) return;
    if (now() < due) return arm();
    if (late !== due) {
      // Once more around the event loop: if the process was busy or suspended, there may be bytes that nobody has read.
      late = due;
      wakesAt = due;
      timer = scheduleLong(scheduler, wake, 1);
      return;
    }
    due = Infinity;
    ring();
  };

  return {
    /** Rings after `delay` ms; not at all for 0. */
    set: (delay: number): void => {
      due = delay === 0 ? Infinity : now() + delay;
      if (due < wakesAt) arm();
    },
    stop: (): void => void (due = Infinity),
    end: (): void => {
      due = Infinity;
      timer?.unsubscribe();
    },
  };
};

/** The time over which a speed is measured when there is no limit between two chunks, ms. */
const DEFAULT_PERIOD = 60_000;

/** Measures the speed of a transfer, in the time in which it is not held back by the one who reads. */
const createSpeedCheck = (minRate: number, period: number, clock: WatchClock, onSlow: () => void) => {
  let bytes = 0;
  let measured = 0;
  let runningSince: number | undefined;
  const alarm = createAlarm(clock, () => {
    if (bytes * 1000 < minRate * period) return onSlow();
    bytes = 0;
    measured = 0;
    runningSince = clock.now();
    alarm.set(period);
  });
  return {
    run: (): void => {
      if (minRate === 0 || runningSince !== undefined) return;
      runningSince = clock.now();
      alarm.set(Math.max(1, period - measured));
    },
    pause: (): void => {
      if (runningSince === undefined) return;
      measured += clock.now() - runningSince;
      runningSince = undefined;
      alarm.stop();
    },
    count: (length: number): void => void (bytes += length),
    end: alarm.end,
  };
};

/** Watches one request. Calls `expire` once, when one of its limits is passed. */
export const createWatch = (
  { headers, body, attempt, minRate }: TransferLimits,
  expire: (error: TransferTimeout) => void,
  clock: WatchClock = CLOCK,
) => {
  let awaiting: 'headers' | 'body' = 'body';
  const fail = (message: string, phase: TimeoutPhase, limit: number): void => {
    end();
    expire(new TransferTimeout(message, phase, limit));
  };
  const whole = createAlarm(clock, () => fail(`not finished within ${attempt} ms`, 'attempt', attempt));
  const idle = createAlarm(clock, () => {
    const limit = awaiting === 'headers' ? headers : body;
    fail(`no ${awaiting} within ${limit} ms`, awaiting, limit);
  });
  // Twice as long, so that a transfer that stands still has its own error.
  const period = body === 0 ? DEFAULT_PERIOD : 2 * body;
  const speed = createSpeedCheck(minRate, period, clock, () =>
    fail(`slower than ${minRate} bytes per second`, 'rate', period),
  );
  const end = (): void => {
    for (const part of [whole, idle, speed]) part.end();
  };
  return {
    /** The connection is there, and an upload is being sent. */
    uploading: (): void => {
      idle.set(body);
      speed.run();
    },
    /** The request has been sent. */
    sent: (): void => {
      speed.pause();
      awaiting = 'headers';
      idle.set(headers);
      whole.set(attempt);
    },
    /** The headers of the final reply have arrived. */
    replied: (): void => {
      awaiting = 'body';
      idle.set(body);
      if (attempt === 0) speed.run();
    },
    /** Bytes of a body have arrived or left. */
    moved: (length: number): void => {
      speed.count(length);
      if (awaiting === 'body') idle.set(body);
    },
    /** Whoever reads the reply makes it wait. */
    paused: (): void => {
      idle.stop();
      speed.pause();
    },
    resumed: (): void => {
      idle.set(body);
      if (attempt === 0) speed.run();
    },
    end,
  };
};

type Watch = ReturnType<typeof createWatch>;

/** Tells a watch what happens to a request. These are the methods that undici calls for a handler of its `request`. */
const watchHandler = (
  handler: Dispatcher.DispatchHandler,
  hasBody: boolean,
  limits: TransferLimits,
): Dispatcher.DispatchHandler => {
  let watch: Watch | undefined;
  let sent = false;
  const onSent = (): void => {
    if (!sent) watch?.sent();
    sent = true;
  };
  return {
    onConnect: (abort) => {
      watch?.end();
      sent = false;
      watch = createWatch(limits, abort);
      if (hasBody) watch.uploading();
      else onSent();
      handler.onConnect?.(abort);
    },
    onBodySent: (size: number, total: number) => {
      // undici gives the chunk itself, although its types say a size.
      watch?.moved((size as unknown as Buffer).length);
      handler.onBodySent?.(size, total);
    },
    onRequestSent: onSent,
    onResponseStarted: () => handler.onResponseStarted?.(),
    onUpgrade: (status, headers, socket) => handler.onUpgrade?.(status, headers, socket),
    onHeaders: (status, headers, resume, text) => {
      // A server may answer before it has read the whole request.
      if (status >= 200) {
        onSent();
        watch?.replied();
      }
      const goOn = (): void => {
        watch?.resumed();
        resume();
      };
      return handler.onHeaders?.(status, headers, goOn, text) ?? true;
    },
    onData: (chunk) => {
      watch?.moved(chunk.length);
      const more = handler.onData?.(chunk) ?? true;
      if (!more) watch?.paused();
      return more;
    },
    onComplete: (trailers) => {
      watch?.end();
      handler.onComplete?.(trailers);
    },
    onError: (error) => {
      watch?.end();
      handler.onError?.(error);
    },
  } as Dispatcher.DispatchHandler;
};

/**
 * A dispatcher whose requests are watched by timers of our own. Those of undici tick by the second, end at 2^31 − 1 ms,
 * reject fractions, and know neither a limit for the whole attempt nor one for the speed.
 */
export const watchedDispatcher = (dispatcher: Dispatcher, limits: TransferLimits): Dispatcher => {
  const dispatch: Dispatcher['dispatch'] = (options, handler) =>
    dispatcher.dispatch(options, watchHandler(handler, options.body !== null && options.body !== undefined, limits));
  return { dispatch } as Dispatcher;
};
