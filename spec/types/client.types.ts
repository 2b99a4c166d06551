import type { Readable } from 'node:stream';
import {
  type ClientEvent,
  createIntegrator,
  HasOffers,
  HasOffersAdvertiser,
  HasOffersAffiliate,
  type Integrator,
  type RawLogEvent,
  type UploadSource,
} from 'rxoffers';
// Compiled, never run: how users create clients and listen to them, and what must not compile.

const network = { networkId: 'net', networkToken: 'T' };
const credentials = { integratorId: 'I', clientId: 'c', clientSecret: 's' };

export const compiled = (integrator: Integrator, event: ClientEvent, open: () => Readable): unknown[] => [
  new HasOffers(network),
  new HasOffers({ ...network, rateLimit: false, keepLogBytes: 0, retries: 0, timeout: { body: 5 }, verbosity: 3 }),
  new HasOffers({ networkId: 'net', integrator }),
  new HasOffers({ networkId: 'net', integrator: credentials, retries: 0 }),
  new HasOffersAffiliate({ networkId: 'net', apiKey: 'K', rateLimit: { calls: 5, per: 1_000 } }),
  new HasOffersAdvertiser({ networkId: 'net', apiKey: 'K' }),
  createIntegrator({ ...credentials, audience: 'Other' }),
  new HasOffers({ networkId: 'net', networkToken: () => 'T' }),
  new HasOffers({ networkId: 'net', networkToken: async () => Promise.resolve('T') }),
  new HasOffersAffiliate({ networkId: 'net', apiKey: async () => Promise.resolve('K') }),
  // @ts-expect-error a token is a string
  new HasOffers({ networkId: 'net', networkToken: () => 5 }),
  'path' satisfies UploadSource,
  open satisfies UploadSource,
  open() satisfies UploadSource,
  ['text', new Uint8Array(2)] satisfies UploadSource,
  new Blob(['text']) satisfies UploadSource,
  new ReadableStream<Uint8Array>() satisfies UploadSource,
  new Response('text').body! satisfies UploadSource,
  async function* () {
    yield await Promise.resolve('text');
  } satisfies UploadSource,
  event.type === 'retry' ? (event.delay satisfies number) : undefined,
  event.type === 'reply' ? (event.body() satisfies string) : undefined,
  event.type === 'resume' ? (event.offset satisfies number) : undefined,
  event.type === 'records skipped' ? (event.count satisfies number) : undefined,
  event.type === 'invalid utf-8' ? (event.count satisfies number) : undefined,
  event.type === 'entry skipped' ? (event.entry satisfies string) : undefined,
  event.type === 'listing failed' ? (event.log satisfies string) : undefined,
  event.type === 'link renewed' ? ((event satisfies RawLogEvent).file satisfies string) : undefined,

  // @ts-expect-error the credentials are missing
  new HasOffers({ networkId: 'net' }),
  // @ts-expect-error one kind of credentials or the other
  new HasOffers({ ...network, integrator }),
  // @ts-expect-error a key is for the other two APIs
  new HasOffers({ networkId: 'net', apiKey: 'K' }),
  // @ts-expect-error a token is for the network API
  new HasOffersAffiliate(network),
  // @ts-expect-error the number of retries is a number
  new HasOffers({ ...network, retries: '3' }),
  // @ts-expect-error a limit, or false
  new HasOffers({ ...network, rateLimit: true }),
  // @ts-expect-error a number of bytes
  new HasOffers({ ...network, keepLogBytes: '4' }),
  // @ts-expect-error the secret is missing
  createIntegrator({ integratorId: 'I', clientId: 'c' }),
  // @ts-expect-error neither text nor bytes
  [1, 2] satisfies UploadSource,
  // @ts-expect-error a pause is of the whole client, not of one call
  event.type === 'paused' ? event.target : undefined,
];
