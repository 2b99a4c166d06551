import { methodOf } from './method-of.js';

/** Whether a method only reads, and may be repeated. An unknown one is a write. */
export const isRead = (target: string, method: string): boolean => methodOf(target, method)?.isRead ?? false;
