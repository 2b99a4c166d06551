import { isAuthorize } from '../auth/authorize.js';
import { isDownload } from '../raw-logs/links.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { checkFault, type DownloadFaultKind, type Fault, type FaultKind } from './fault.js';

const FOR_DOWNLOADS: ReadonlySet<FaultKind['kind']> = new Set<DownloadFaultKind['kind']>([
  ...(['cut', 'stall-at', 'change', 'corrupt', 'crc', 'truncate', 'not-a-zip', 's3'] as const),
]);

// Words of the service, which the storage of the files does not say.
const FOR_CALLS: ReadonlySet<FaultKind['kind']> = new Set<FaultKind['kind']>(['refuse', 'limit']);

/** Whether a fault is meant for a request: by its kind, then by its `when`. */
export const fits = (fault: Fault, request: SandboxRequest): boolean => {
  const unfit =
    (FOR_CALLS.has(fault.kind) && (isDownload(request) || isAuthorize(request))) ||
    (FOR_DOWNLOADS.has(fault.kind) && !isDownload(request));
  return !unfit && (fault.when?.(request) ?? true);
};

/** What will go wrong, in order. Each request takes the first fault that fits it. */
export interface FaultScript {
  /**
   * Adds a fault; for one that fits fewer requests than come, say `times: Infinity`.
   * @throws RangeError for a position or a status that there cannot be
   */
  next(fault: Fault): void;
  /** Forgets the faults that did not happen yet. */
  clear(): void;
  /** How many requests are still to fail. */
  readonly pending: number;
}

interface Line {
  readonly fault: Fault;
  left: number;
}

/** Creates an empty script, and the way to take from it. */
export const createFaultScript = () => {
  let lines: Line[] = [];

  const take = (request: SandboxRequest): Fault | undefined => {
    const line = lines.find(({ fault }) => fits(fault, request));
    if (line === undefined) return undefined;
    line.left -= 1;
    if (line.left <= 0) lines = lines.filter((other) => other !== line);
    return line.fault;
  };

  const script: FaultScript = {
    next: (fault) => {
      checkFault(fault);
      lines.push({ fault, left: fault.times ?? 1 });
    },
    clear: () => void (lines = []),
    get pending() {
      return lines.reduce((sum, { left }) => sum + left, 0);
    },
  };

  return { script, take };
};
