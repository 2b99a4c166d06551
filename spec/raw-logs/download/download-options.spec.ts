import { expect, expectTypeOf, it } from 'vitest';
import type { DownloadEvent, DownloadOptions } from '../../../lib/raw-logs/download/download-options.js';
import type { Transport } from '../../../lib/transport/transport.js';
import { serve } from '../../support/download-of.js';

it('takes what the transport offers, and names its events', async () => {
  expectTypeOf<Transport['open']>().toExtend<DownloadOptions['open']>();
  expectTypeOf<DownloadEvent['type']>().toEqualTypeOf<'resume' | 'link renewed' | 'restart'>();
  await using served = await serve(Buffer.alloc(0));
  expect(served.options.file).toMatch(/zip$/);
});
