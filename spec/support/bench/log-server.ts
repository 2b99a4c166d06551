import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A day of raw logs, served by another process. */
export interface LogServer {
  readonly origin: string;
  /** Bytes of CSV in all files. */
  readonly bytes: number;
  /** Bytes of the first archive. */
  readonly zipped: number;
  [Symbol.dispose](): void;
}

/** Starts a server of `files` log files of `rows` rows each, of which `kinds` are different. Stored ones state their sizes. */
export const startLogServer = async (
  files: number,
  rows: number,
  kinds = Math.min(files, 4),
  method: 'deflated' | 'stored' = 'deflated',
): Promise<LogServer> => {
  const path = fileURLToPath(new URL('log-server-process.ts', import.meta.url));
  const child = fork(path, [files, rows, kinds, method].map(String), { execArgv: ['--import', 'tsx'] });
  const [ready] = (await once(child, 'message')) as [Pick<LogServer, 'origin' | 'bytes' | 'zipped'>];
  return { ...ready, [Symbol.dispose]: () => void child.kill() };
};
