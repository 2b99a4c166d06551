import { type Dispatcher, request } from 'undici';
import type { DownloadRequest, DownloadResponse } from './download.js';

/** Opens a GET outside the API: no token, and no encoding, so that byte ranges mean bytes of the file. */
export const openDownload = async (
  { url, headers, signal }: DownloadRequest,
  dispatcher: Dispatcher,
  timeout: { readonly headers: number; readonly body: number },
): Promise<DownloadResponse> => {
  const response = await request(url, {
    method: 'GET',
    headers: { 'accept-encoding': 'identity', ...headers },
    dispatcher,
    signal,
    headersTimeout: timeout.headers,
    bodyTimeout: timeout.body,
  });
  return { status: response.statusCode, headers: response.headers, body: response.body };
};
