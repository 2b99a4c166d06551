/**
 * What goes wrong with a download. Such a fault waits for one: calls of the API pass it. Positions are in bytes of the
 * file, from 0, also where a reply is a part of it; `sandbox.rawLogs.size()` tells how many there are.
 */
export type DownloadFaultKind =
  /** The connection closes before the byte `at`; what lies before it arrives. Headers come in any case. */
  | { readonly kind: 'cut'; readonly at: number }
  /** Nothing more comes from the byte `at` on, until the client leaves or the sandbox closes. */
  | { readonly kind: 'stall-at'; readonly at: number }
  /**
   * The file becomes another version of itself. Without `at` this reply is of the new one already; with it, this reply
   * is of the old one and its connection closes before that byte.
   */
  | { readonly kind: 'change'; readonly at?: number }
  /** One byte is wrong. @default at: in the middle of the data of the archive's entry */
  | { readonly kind: 'corrupt'; readonly at?: number }
  /** The archive says a wrong CRC-32 wherever it says one. */
  | { readonly kind: 'crc' }
  /** The file ends at the byte `at`, and the reply says so: nobody can tell who does not look into the archive. */
  | { readonly kind: 'truncate'; readonly at: number }
  /** A page of HTML that claims to be an archive. */
  | { readonly kind: 'not-a-zip' }
  /**
   * An error as the storage tells it, in XML.
   * @default status: 403, code: 'AccessDenied', message: 'Access Denied'
   */
  | { readonly kind: 's3'; readonly status?: number; readonly code?: string; readonly message?: string };
