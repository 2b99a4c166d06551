import { onTestFinished } from 'vitest';

/** Collects the rejections that nobody handles, until the test has finished. */
export const watchRejections = (): unknown[] => {
  const seen: unknown[] = [];
  const add = (reason: unknown): void => void seen.push(reason);
  process.on('unhandledRejection', add);
  onTestFinished(() => void process.off('unhandledRejection', add));
  return seen;
};
