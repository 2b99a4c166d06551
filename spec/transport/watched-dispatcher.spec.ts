import { TestScheduler } from 'rxjs/testing';
import { describe, expect, it } from 'vitest';
import { createWatch, type TransferLimits } from '../../lib/transport/watched-dispatcher.js';

type Watch = ReturnType<typeof createWatch>;

/** What happens to a request, by the time at which it does, ms. */
type Story = readonly (readonly [at: number, what: (watch: Watch) => void])[];

const NONE: TransferLimits = { headers: 0, body: 0, attempt: 0, minRate: 0 };

/** Plays a story in virtual time; returns when and why the request expired: 1 ms late, since it looks for bytes once more. */
const play = (limits: Partial<TransferLimits>, story: Story) => {
  const expired: string[] = [];
  const scheduler = new TestScheduler(() => undefined);
  scheduler.run(() => {
    const now = (): number => scheduler.now();
    const watch = createWatch({ ...NONE, ...limits }, ({ phase }) => expired.push(`${phase} at ${now()}`), {
      now,
      scheduler,
    });
    for (const [at, what] of story) scheduler.schedule(() => what(watch), at);
  });
  return expired;
};

const sent = (watch: Watch): void => watch.sent();
const replied = (watch: Watch): void => watch.replied();
const uploading = (watch: Watch): void => watch.uploading();
const paused = (watch: Watch): void => watch.paused();
const resumed = (watch: Watch): void => watch.resumed();
const end = (watch: Watch): void => watch.end();
const moved = (bytes: number) => (watch: Watch) => watch.moved(bytes);

/** So many bytes every 10 ms. */
const steadily = (from: number, to: number, bytes: number): Story =>
  Array.from({ length: (to - from) / 10 }, (_, index) => [from + index * 10, moved(bytes)]);

describe('the watch of a request', () => {
  it.each<[string, Partial<TransferLimits>, Story, string[]]>([
    ['waits for headers', { headers: 100 }, [[0, sent]], ['headers at 101']],
    ['waits for headers beyond 2^31 ms', { headers: 3e9 }, [[0, sent]], ['headers at 3000000001']],
    [
      'is content with headers in time',
      { headers: 100 },
      [
        [0, sent],
        [99, replied],
      ],
      [],
    ],
    [
      'waits for the body',
      { body: 100 },
      [
        [0, sent],
        [50, replied],
        [120, moved(1)],
      ],
      ['body at 221'],
    ],
    [
      'waits no longer at the end',
      { body: 100, attempt: 100 },
      [
        [0, sent],
        [50, replied],
        [90, end],
      ],
      [],
    ],
    [
      'lets a reader take its time',
      { body: 100 },
      [
        [0, sent],
        [5, replied],
        [10, moved(1)],
        [10, paused],
      ],
      [],
    ],
    [
      'waits anew for bytes after a pause',
      { body: 100 },
      [
        [0, sent],
        [5, replied],
        [10, paused],
        [900, resumed],
      ],
      ['body at 1001'],
    ],
    [
      'ends an attempt that drips',
      { body: 100, attempt: 500 },
      [[0, sent], [5, replied], ...steadily(10, 900, 1)],
      ['attempt at 501'],
    ],
    [
      'counts an attempt from the end of an upload',
      { attempt: 100 },
      [
        [0, uploading],
        [400, sent],
      ],
      ['attempt at 501'],
    ],
    [
      'waits for an upload',
      { body: 100 },
      [
        [0, uploading],
        [50, moved(9)],
      ],
      ['body at 151'],
    ],
    [
      'ends an upload that drips',
      { body: 100, minRate: 1_000 },
      [[0, uploading], ...steadily(10, 900, 1)],
      ['rate at 201'],
    ],
    [
      'ends a download that drips',
      { body: 100, minRate: 1_000 },
      [[0, sent], [50, replied], ...steadily(60, 900, 9)],
      ['rate at 251'],
    ],
    [
      'lets a download go on at its least speed',
      { body: 100, minRate: 1_000 },
      [[0, sent], [0, replied], ...steadily(5, 1_000, 10), [1_000, end]],
      [],
    ],
    [
      'does not count the pauses of the reader',
      { body: 100, minRate: 1_000 },
      [
        [0, sent],
        [0, replied],
        [5, moved(50)],
        [10, paused],
        [5_000, resumed],
        [5_100, moved(50)],
        [5_180, moved(200)],
        [5_195, end],
      ],
      [],
    ],
    [
      'measures the speed between the pauses',
      { body: 100, minRate: 1_000 },
      [
        [0, sent],
        [0, replied],
        [5, moved(50)],
        [100, paused],
        [5_000, resumed],
        [5_050, moved(5)],
      ],
      ['rate at 5101'],
    ],
    [
      'has no least speed where the attempt is limited',
      { body: 100, attempt: 900, minRate: 1_000 },
      [[0, sent], [0, replied], ...steadily(5, 600, 1), [600, end]],
      [],
    ],
    [
      'has no limit without one',
      {},
      [
        [0, uploading],
        [1e9, sent],
        [2e9, replied],
        [9e9, moved(1)],
      ],
      [],
    ],
  ])('%s', (_, limits, story, expected) => {
    expect(play(limits, story)).toEqual(expected);
  });
});
