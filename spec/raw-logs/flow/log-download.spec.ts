import { describe, expect, it } from 'vitest';
import { ConnectionError } from 'rxoffers';
import { createLogDownload } from '../../../lib/raw-logs/flow/log-reader.js';
import { readAll } from '../../support/download-of.js';
import { csvZip, hourName, serveHours } from '../../support/raw-log-service.js';

const ZIP = csvZip(['id'], [['1']]);
const never = new AbortController().signal;

describe('createLogDownload', () => {
  it('asks for one link, and downloads once for each source', async () => {
    const { context, asked, downloads } = await serveHours([ZIP]);
    const { link, source } = createLogDownload(context, 'clicks', hourName(0));
    const [one, other] = [source(), source()];
    expect([asked, downloads()]).toEqual([[], []]);
    expect((await readAll(one)).equals(ZIP)).toBe(true);
    expect((await readAll(other)).equals(ZIP)).toBe(true);
    await link.get(never);
    expect(asked).toEqual([`getDownloadLink ${hourName(0)}`]);
    expect(downloads()).toEqual([0, 0]);
  });

  it('asks for the link of its type of log', async () => {
    const { context } = await serveHours([ZIP]);
    const types: string[] = [];
    const callFor: typeof context.callFor = (type) => (types.push(type), context.callFor(type));
    await createLogDownload({ ...context, callFor }, 'impressions', hourName(0)).link.get(never);
    expect(types).toEqual(['impressions']);
  });

  it('reports what happens on the way, and tries as often as the client does', async () => {
    let cuts = 0;
    const plan = () => (cuts++ === 0 ? { cutAt: 20 } : {});
    const { context, events } = await serveHours([ZIP], { plan, retries: 1 });
    const bytes = await readAll(createLogDownload(context, 'clicks', hourName(0)).source());
    expect(bytes.equals(ZIP)).toBe(true);
    expect(events).toMatchObject([{ type: 'resume', file: hourName(0), offset: 20 }]);
    cuts = 0;
    const once = await serveHours([ZIP], { plan, retries: 0 });
    const source = createLogDownload(once.context, 'clicks', hourName(0)).source();
    await expect(readAll(source)).rejects.toBeInstanceOf(ConnectionError);
  });

  it('ends when the client is closed, also while it waits for another attempt', async () => {
    const waiting = await serveHours([ZIP], { plan: () => ({ hangUp: true }), retries: 9 });
    const options = { ...waiting.context.options, retryDelay: 1e9, maxRetryDelay: 1e9 };
    let told = (): void => undefined;
    const isWaiting = new Promise<void>((resolve) => (told = resolve));
    const reading = readAll(
      createLogDownload({ ...waiting.context, options, report: () => told() }, 'clicks', hourName(0)).source(),
    );
    await isWaiting;
    const reason = new ConnectionError('The client is closed', { code: 'CLOSED', unsent: false });
    waiting.close(reason);
    await expect(reading).rejects.toBe(reason);
  });
});
