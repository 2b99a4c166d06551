/** Where the files lie on the sandbox's own origin. */
const ROOT = '/raw-logs/';

/** The file that a request is for. */
export interface DownloadTarget {
  readonly type: string;
  readonly filename: string;
}

/** The path of a file. */
export const downloadPath = ({ type, filename }: DownloadTarget): string => `${ROOT}${type}/${filename}`;

/** Whether a request, by the path and query it came with, is for a file rather than a call of the API. */
export const isDownload = ({ url }: { readonly url: string }): boolean => url.startsWith(ROOT);

/** The file that a path names, whether there is one or not. */
export const downloadTarget = (pathname: string): DownloadTarget => {
  const [type = '', ...rest] = pathname.slice(ROOT.length).split('/');
  return { type, filename: rest.join('/') };
};
