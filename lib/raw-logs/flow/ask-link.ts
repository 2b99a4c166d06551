import { firstValueFrom, fromEvent, type Observable, takeUntil } from 'rxjs';
import { ProtocolError } from '../../errors/protocol-error.js';
import type { Decoded } from '../../protocol/decoded.js';
import { isDecodedObject } from '../../protocol/entries-of.js';
import type { RawLogCall } from '../listing/raw-log-call.js';

const readLink = (data: Decoded, filename: string): string => {
  const link = isDecodedObject(data) && !(data instanceof Map) ? data['link'] : undefined;
  if (typeof link !== 'string' || link === '')
    throw new ProtocolError(`RawLog.getDownloadLink gave no link for ${filename}`);
  return link;
};

/** Settles with what a stream emits first; the signal unsubscribes, and rejects with its reason. */
const firstBefore = <T>(source: Observable<T>, signal: AbortSignal): Promise<T> =>
  firstValueFrom(source.pipe(takeUntil(fromEvent(signal, 'abort')))).catch((error: unknown) => {
    signal.throwIfAborted();
    throw error;
  });

/** Asks the service for a link to a file. */
export const askLink =
  (call: RawLogCall, filename: string) =>
  async (signal: AbortSignal): Promise<string> => {
    signal.throwIfAborted();
    return readLink(await firstBefore(call('getDownloadLink', { log_filename: filename }), signal), filename);
  };
