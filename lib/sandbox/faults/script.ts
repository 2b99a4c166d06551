import { isAuthorize } from '../auth/authorize.js';
import { isDownload } from '../raw-logs/links.js';
import type { SandboxRequest } from '../server/sandbox.js';
import type { DownloadFaultKind, Fault, FaultKind } from './fault.js';

/** The faults to come, in order. Each request takes the first fault that applies to it. */
export interface FaultScript {
  /**
   * Adds a fault. With `times: Infinity` it stays until `clear()`.
   * @throws RangeError when a position or a status is out of range; nothing is added then
   */
  next(fault: Fault): void;
  /** Removes the faults that no request has met yet. */
  clear(): void;
  /** How many requests are still to meet a fault. */
  readonly pending: number;
}

interface Line {
  readonly fault: Fault;
  left: number;
}

/** Creates an empty script, and a function that takes the fault of a request from it. */
export const createFaultScript = () => {
  let lines: Line[] = [];

  const take = (request: SandboxRequest): Fault | undefined => {
    const line = lines.find(({ fault }) => applies(fault, request));
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

const FOR_DOWNLOADS: ReadonlySet<FaultKind['kind']> = new Set<DownloadFaultKind['kind']>([
  ...(['cut', 'stall-at', 'change', 'corrupt', 'crc', 'truncate', 'not-a-zip', 's3'] as const),
]);

// Messages of the API, which neither the storage of the files nor the authorization server sends.
const FOR_CALLS: ReadonlySet<FaultKind['kind']> = new Set<FaultKind['kind']>(['refuse', 'limit']);

/** Whether a fault applies to a request: by its kind, then by its `when`. */
const applies = (fault: Fault, request: SandboxRequest): boolean => {
  if (FOR_CALLS.has(fault.kind) && (isDownload(request) || isAuthorize(request))) return false;
  if (FOR_DOWNLOADS.has(fault.kind) && !isDownload(request)) return false;
  return fault.when?.(request) ?? true;
};

const checkFault = (fault: Fault): void => {
  const { at } = fault as { readonly at?: unknown };
  if (typeof at === 'number' && !(Number.isSafeInteger(at) && at >= 0))
    throw new RangeError(`Sandbox.faults.next: at should be an integer of at least 0, not ${at}`);
  const { status } = fault as { readonly status?: number };
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599))
    throw new RangeError(`Sandbox.faults.next: status should be an integer from 200 to 599, not ${status}`);
};
