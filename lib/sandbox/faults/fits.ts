import { isAuthorize } from '../doors/authorize.js';
import { isDownload } from '../raw-logs/download-target.js';
import type { SandboxRequest } from '../sandbox-request.js';
import type { DownloadFaultKind } from './download-fault.js';
import type { Fault, FaultKind } from './fault.js';

const FOR_DOWNLOADS: ReadonlySet<FaultKind['kind']> = new Set<DownloadFaultKind['kind']>([
  ...(['cut', 'stall-at', 'change', 'corrupt', 'crc', 'truncate', 'not-a-zip', 's3'] as const),
]);

// Words of the service, which the storage of the files does not say.
const FOR_CALLS: ReadonlySet<FaultKind['kind']> = new Set<FaultKind['kind']>(['refuse', 'limit']);

/** Whether a fault is meant for a request: by its kind, then by its `when`. */
export const fits = (fault: Fault, request: SandboxRequest): boolean => {
  const unfit =
    (FOR_CALLS.has(fault.kind) && (isDownload(request) || isAuthorize(request))) ||
    (FOR_DOWNLOADS.has(fault.kind) && !isDownload(request));
  return !unfit && (fault.when?.(request) ?? true);
};
