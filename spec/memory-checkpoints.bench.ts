// Memory and time of following many files and many conversions: each way in its own process.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startCheckpointServer } from './support/bench/checkpoint-server.js';

const script = fileURLToPath(new URL('support/bench/checkpoint-process.ts', import.meta.url));

interface Measured {
  readonly emitted: number;
  /** MB that the stream holds at the end. */
  readonly heap: number;
  /** The most memory of the process, MB. */
  readonly peak: number;
  readonly seconds: number;
  /** The longest checkpoint, characters of JSON. */
  readonly longest: number;
  /** The last checkpoint. */
  readonly text: string;
}

const measure = async (way: string, origin: string, count: number, checkpoint = ''): Promise<Measured> => {
  const execArgv = ['--expose-gc', '--import', 'tsx'];
  const child = fork(script, [way, origin, String(count), checkpoint], { execArgv });
  const [measured] = (await once(child, 'message')) as [Measured];
  return measured;
};

const check = (what: string, value: number, most: number, unit: string): void => {
  console.log(`${what}: ${value.toFixed(value < 10 ? 1 : 0)} ${unit} (${most} at most)`);
  if (!(value <= most)) process.exitCode = 1;
};

{
  using server = await startCheckpointServer(50, 2_000, 0);
  const { heap, seconds } = await measure('follow', server.origin, 100_000);
  check('follow, 100,000 files in the window: heap', heap, 100, 'MB');
  check('follow, 100,000 files in the window: time', seconds, 60, 's');
}
{
  using server = await startCheckpointServer(1, 20_000, 0);
  const { peak } = await measure('follow', server.origin, 20_000);
  check('follow, a dir of 20,000 files: most memory of the process', peak, 300, 'MB');
}
{
  const COUNT = 100_000;
  using server = await startCheckpointServer(0, 0, COUNT);
  const { heap, seconds, longest, text } = await measure('sync', server.origin, COUNT);
  check('sync, 100,000 conversions in the window: heap', heap, 100, 'MB');
  check('sync, the checkpoint stored with each of them: time', seconds, 600, 's');
  check('sync, the longest checkpoint', longest / 1024, 64, 'KB');
  const same = await measure('restart', server.origin, COUNT, text);
  check('sync, emitted after a restart without changes', same.emitted, 0, 'conversions');
  check('sync, heap after a restart', same.heap, 100, 'MB');
  server.change(50_000);
  const changed = await measure('restart', server.origin, COUNT, text);
  check('sync, emitted after a restart with one change', changed.emitted, 100, 'conversions');
  if (changed.emitted === 0) throw new Error('The change was lost');
}
