import { onTestFinished } from 'vitest';
import { type ClientEvent, type ClientOptions, type ContentOptions, HasOffers, type LogFile } from 'rxoffers';
import { collect } from './collect.js';
import { type Behaviour, type FileServer, type SeenRequest, serveFile } from './file-server.js';
import { startServer, success } from './server.js';

/** A service with one log file, whose archive is made by hand and whose storage answers as planned. */
export interface ArchiveService {
  readonly api: HasOffers;
  readonly file: LogFile;
  readonly storage: FileServer;
  readonly events: ClientEvent[];
  /** How many links were requested. */
  readonly links: () => number;
  /** Replaces the archive that the next requests download. */
  readonly replace: (archive: Buffer) => void;
}

const FILENAME = '20160909/clicks-1473411600-abc.zip';
const LISTED = [{ filename: FILENAME, displayName: 'Sep 9, 2016 - 09:00 am', startTimestamp: '1473411600' }];

/** Starts a service and its client; both close with the test. Requests to the storage are counted from 0. */
export const serveArchive = async (
  archive: Buffer,
  plan: (n: number, request: SeenRequest) => Behaviour = () => ({}),
  client: Partial<ClientOptions> = {},
): Promise<ArchiveService> => {
  let current = archive;
  let links = 0;
  const storage = await serveFile(archive, (n, request) => ({ body: current, ...plan(n, request) }));
  const server = await startServer((request, response) => {
    const isLink = request.url?.includes('getDownloadLink') ?? false;
    response.end(success(isLink ? { link: `${storage.link}&link=${++links}` } : { logFiles: LISTED }));
  });
  const api = new HasOffers({
    ...{ networkId: 'net', networkToken: 'NETtoken', endpoint: server.url, rateLimit: false, keepLogBytes: 0 },
    ...{ retries: 3, retryDelay: 1, maxRetryDelay: 5 },
    ...client,
  });
  onTestFinished(async () => {
    await api.close();
    await Promise.all([server.close(), storage.close()]);
  });
  const events: ClientEvent[] = [];
  api.events$.subscribe((event) => events.push(event));
  const [file] = (await collect(api.rawLogs.clicks.listFiles('20160909'))) as [LogFile];
  return { api, file, storage, events, links: () => links, replace: (next) => void (current = next) };
};

/** The result of reading a file: its bytes until the end, and the error if there was one. */
export interface Content {
  readonly bytes: Buffer;
  readonly error: unknown;
}

/** Reads the content of a file to its end. */
export const readContent = async (file: LogFile, options: ContentOptions = {}): Promise<Content> => {
  const parts: Buffer[] = [];
  const error: unknown = await file
    .content(options)
    .forEach((part) => void parts.push(part))
    .then(
      () => undefined,
      (reason: unknown) => reason,
    );
  return { bytes: Buffer.concat(parts), error };
};
