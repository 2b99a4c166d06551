import { READS } from './reads.js';

/** Whether a method only reads, and may be repeated. An unknown one is a write. */
export const isRead = (target: string, method: string): boolean =>
  Object.hasOwn(READS, target) && (READS[target] ?? '').split(' ').includes(method);
