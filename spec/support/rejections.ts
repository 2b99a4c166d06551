import { onTestFinished } from 'vitest';

/** Collects unhandled rejections until the test has finished. */
export const watchRejections = (): unknown[] => {
  const seen: unknown[] = [];
  const add = (reason: unknown): void => void seen.push(reason);
  process.on('unhandledRejection', add);
  onTestFinished(() => void process.off('unhandledRejection', add));
  return seen;
};
