import { drawsFor } from '../data/draw.js';
import { dirNameOf } from './day.js';
import type { RawLogType } from './log-type.js';

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_'] as unknown as [
  string,
  ...string[],
];

/** Makes names as the service has them: `20160909/clicks-1473411600-SlY9UO.zip`. `nth` tells files of one hour apart. */
export const logNames =
  (seed: number) =>
  (type: RawLogType, startTime: number, nth = 0): string => {
    const seconds = Math.floor(startTime / 1000);
    const draw = drawsFor(seed, `names of ${type} ${seconds}`)(nth);
    const suffix = Array.from({ length: 6 }, () => draw.pick(LETTERS)).join('');
    return `${dirNameOf(startTime)}/${type}-${seconds}-${suffix}.zip`;
  };

/** The folder that a name of a file begins with; `undefined` when the name is none. */
export const dirIn = (filename: string): string | undefined => /^(\d{8})\/[\w.-]+\.zip$/.exec(filename)?.[1];
