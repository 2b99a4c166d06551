import type { SandboxRequest } from '../sandbox-request.js';
import type { Fault } from './fault.js';

/** What will go wrong, in order. Each request takes the first fault that fits it. */
export interface FaultScript {
  /** Adds a fault; for one that fits fewer requests than come, say `times: Infinity`. */
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
    const line = lines.find(({ fault }) => fault.when?.(request) ?? true);
    if (line === undefined) return undefined;
    line.left -= 1;
    if (line.left <= 0) lines = lines.filter((other) => other !== line);
    return line.fault;
  };

  const script: FaultScript = {
    next: (fault) => void lines.push({ fault, left: fault.times ?? 1 }),
    clear: () => void (lines = []),
    get pending() {
      return lines.reduce((sum, { left }) => sum + left, 0);
    },
  };

  return { script, take };
};
