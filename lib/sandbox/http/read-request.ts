import type { IncomingMessage } from 'node:http';
import { AUTHORIZE_NAME, isAuthorize } from '../auth/authorize.js';
import { isDownload } from '../raw-logs/links.js';
import type { SandboxRequest } from '../server/sandbox.js';
import { type Multipart, parseMultipart } from '../wire/multipart.js';

const readBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const NOTHING: Multipart = { fields: [], files: [] };

const readForm = (contentType: string, body: Buffer): Multipart => {
  if (contentType.startsWith('application/x-www-form-urlencoded'))
    return { fields: [...new URLSearchParams(body.toString('utf8'))], files: [] };
  // The service takes no JSON: any other body is not looked at.
  return contentType.startsWith('multipart/form-data') ? (parseMultipart(contentType, body) ?? NOTHING) : NOTHING;
};

/** Reads a request whole: the parameters of its query and of its form, whatever the verb. */
export const readRequest = async (message: IncomingMessage, now: () => number): Promise<SandboxRequest> => {
  const { method: verb = 'GET', url = '/', headers } = message;
  const contentType = headers['content-type'];
  const body = await readBody(message);
  const { fields, files } = isAuthorize({ url })
    ? { fields: parseJsonFields(body), files: [] }
    : readForm(contentType ?? '', body);
  const params = [...new URL(url, 'http://127.0.0.1').searchParams, ...fields];
  const last = (name: string): string => params.findLast(([key]) => key === name)?.[1] ?? '';
  // A download is no call, nor is what asks for an access token: they name neither.
  const called = isDownload({ url }) ? ['RawLog', 'download'] : [last('Target'), last('Method')];
  const [target = '', method = ''] = isAuthorize({ url }) ? AUTHORIZE_NAME : called;
  return { verb, url, target, method, params, contentType, headers, files, at: now() };
};

/** The texts of a JSON object, as the fields of a form; none for what is no such object. */
export const parseJsonFields = (body: Buffer): readonly (readonly [string, string])[] => {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    return Object.entries(parsed as object).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  } catch {
    return [];
  }
};
