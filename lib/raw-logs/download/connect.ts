import { ProtocolError } from '../../errors/protocol-error.js';
import { type Attempt, openAttempt } from './attempt.js';
import type { DownloadOptions } from './download-options.js';
import { Interruption } from './interruption.js';
import { readRefusal } from './read-refusal.js';

const checkLink = (link: string, file: string): void => {
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol))
    throw new ProtocolError(`The download link of ${file} is no http(s) URL`);
};

/**
 * Opens the link with a response that is a file, or 416. A refused link is replaced once; a failure that may pass is an
 * {@link Interruption}, any other is final.
 */
export const connect = async (
  options: DownloadOptions,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Attempt> => {
  for (let renewed = false; ; renewed = true) {
    const link = await options.link.get(signal);
    checkLink(link, options.file);
    const attempt = await openAttempt(options, link, headers, signal);
    const refusal = await readRefusal(attempt, options.file, link).catch((error: unknown) => {
      attempt.close();
      throw error;
    });
    if (!refusal) return attempt;
    attempt.close();
    if (refusal.passing) throw new Interruption(refusal.error, refusal.error.retryAfter);
    if (!refusal.link || renewed) throw refusal.error;
    options.link.renew(link);
    options.onEvent?.({ type: 'link renewed', file: options.file });
  }
};
