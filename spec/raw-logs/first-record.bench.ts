// How long until the first record of a 200 MB file on a 10 MB/s link: against the calls and the first byte alone.
import { firstValueFrom } from 'rxjs';
import { request } from 'undici';
import { HasOffers } from 'rxoffers';
import { startLogServer } from '../support/bench/log-server.js';
import { compare } from '../support/compare.js';

// Milliseconds that each call of the API, and the first byte of a file, take: see log-server-process.ts.
const LATENCY = 50;

/** Rows that make an archive of about 200 MB. */
const ROWS = { deflated: 1_820_000, stored: 355_000 };

const measure = async (method: 'deflated' | 'stored'): Promise<void> => {
  using server = await startLogServer(1, ROWS[method], 1, method);
  const endpoint = `${server.origin}/Apiv3/json`;
  const networkId = `bench-${LATENCY}`;
  await using api = new HasOffers({ endpoint, networkId, networkToken: 'NETbench', rateLimit: false });

  const call = async (name: string): Promise<void> => {
    const { body } = await request(`${endpoint}?NetworkId=${networkId}&Method=${name}&log_filename=clicks-0.zip`);
    await body.text();
  };
  const times = await compare({
    /** The least that every client needs: two calls, and the first byte. */
    bare: async () => {
      await call('listLogs');
      await call('getDownloadLink');
      const { body } = await request(`${server.origin}/file/0?latency=${LATENCY}`);
      for await (const chunk of body) if (chunk) break;
    },
    first: () => firstValueFrom(api.rawLogs.clicks.findAll('20160909')),
    firstOfLoop: async () => {
      for await (const record of api.rawLogs.clicks.findAll('20160909')) if (record) break;
    },
  });
  const ratio = Math.max(times.first, times.firstOfLoop) / times.bare;
  console.log(
    `first record of ${(server.zipped / 1e6).toFixed(0)} MB, ${method}, at 10 MB/s: ${times.first.toFixed(0)} ms by subscribe, ` +
      `${times.firstOfLoop.toFixed(0)} ms by for await; calls and first byte ${times.bare.toFixed(0)} ms; ratio ${ratio.toFixed(2)} (under 2)`,
  );
  if (!(ratio < 2)) process.exitCode = 1;
};

await measure('deflated');
await measure('stored');
