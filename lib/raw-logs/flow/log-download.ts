import type { ByteSource } from '../download/byte-source.js';
import { download } from '../download/download.js';
import { createLinkSource, type LinkSource } from '../download/link-source.js';
import type { LogType } from '../log-type.js';
import type { RawLogContext } from '../raw-log-context.js';
import { askLink } from './ask-link.js';

/** How one file is brought: a link that is kept while it lives, and a download for each reading. */
export interface LogDownload {
  readonly link: LinkSource;
  source(): ByteSource;
}

/** Makes the download of a file. Nothing is sent before its link or its bytes are asked for. */
export const createLogDownload = (context: RawLogContext, type: LogType, filename: string): LogDownload => {
  const { callFor, open, options, report, closed } = context;
  const link = createLinkSource(askLink(callFor(type), filename));
  return {
    link,
    source: () =>
      download({ open, link, file: filename, retry: options, timeout: options.timeout, onEvent: report, closed }),
  };
};
