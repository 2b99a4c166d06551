// Compiled, never run: how users type a sandbox, and what must not compile.
import type {
  CallFaultKind,
  DownloadFaultKind,
  Fault,
  FaultKind,
  RawLogOptions,
  RawLogs,
  ReportOptions,
  Sandbox,
  SandboxOptions,
  SandboxRequest,
} from 'rxoffers/sandbox';

export const credentials = (sandbox: Sandbox): void => {
  sandbox satisfies { endpoint: string; networkId: string; networkToken: string } & AsyncDisposable;
  sandbox.affiliateCredentials.apiKey satisfies string;
  sandbox.rawLogs satisfies RawLogs;
  sandbox.requests satisfies readonly SandboxRequest[];
  // @ts-expect-error the log of requests is not for changing
  sandbox.requests satisfies SandboxRequest[];
  // @ts-expect-error nor is the list of raw logs
  sandbox.rawLogs.files('clicks') satisfies unknown[];
};

export const options = (reports: ReportOptions, rawLogs: RawLogOptions): void => {
  ({ reports, rawLogs }) satisfies SandboxOptions;
  ({ rateLimit: true }) satisfies SandboxOptions;
  ({ rateLimit: { calls: 5, per: 1_000 } }) satisfies SandboxOptions;
  // @ts-expect-error a limit has both numbers
  ({ rateLimit: { calls: 5 } }) satisfies SandboxOptions;
  // @ts-expect-error an option that is misspelt
  ({ offer: 1 }) satisfies SandboxOptions;
};

export const requests = ({ params }: SandboxRequest): void => {
  params satisfies readonly (readonly [name: string, value: string])[];
};

export const faults = (call: CallFaultKind, download: DownloadFaultKind): void => {
  [call, download] satisfies FaultKind[];
  ({ kind: 'reset', times: 2, when: ({ target }) => target === 'Offer' }) satisfies Fault;
  ({ kind: 'status', status: 503, retryAfter: 1 }) satisfies Fault;
  ({ kind: 'cut', at: 5, times: 2 }) satisfies Fault;
  ({ kind: 'corrupt' }) satisfies DownloadFaultKind;
  ({ kind: 's3', status: 200 }) satisfies DownloadFaultKind;
  // @ts-expect-error the status is missing
  ({ kind: 'status' }) satisfies Fault;
  // @ts-expect-error there is no such fault
  ({ kind: 'magic' }) satisfies Fault;
  // @ts-expect-error the position is missing
  ({ kind: 'cut' }) satisfies DownloadFaultKind;
  // @ts-expect-error a fault of any request is not one of downloads
  ({ kind: 'reset' }) satisfies DownloadFaultKind;
  // @ts-expect-error a fault of downloads is not one of calls
  ({ kind: 'cut', at: 5 }) satisfies CallFaultKind;
};
