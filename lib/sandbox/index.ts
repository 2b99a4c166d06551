// The server.
export { createSandbox, type Sandbox } from './server/create-sandbox.js';
export type { RequestHook } from './server/serve.js';
export type { RateLimit, SandboxCounts, SandboxOptions, SandboxSettings } from './options.js';
export type { AuthOptions, IntegratorAccount, SchemeCredentials } from './auth/schemes.js';

// Requests.
export type { SandboxRequest, UploadedFile } from './http/request.js';

// Faults.
export type {
  BreakPoint,
  CallFaultKind,
  DownloadFaultKind,
  Fault,
  FaultKind,
  FaultScript,
  Garbage,
} from './faults/script.js';

// Raw logs.
export type { RawLogType } from './raw-logs/log-entry.js';
export type { RawLogOptions } from './raw-logs/options.js';
export type { RawLogRow } from './raw-logs/own-rows.js';
export type { NewRawLogFile } from './raw-logs/log-store.js';
export type { RawLogFile, RawLogs } from './raw-logs/raw-logs.js';

// Reports.
export type { ReportOptions } from './options.js';

// Rows.
export type { Row, TableName } from './store/entity.js';
export type { Tables } from './store/store.js';
export type { Table } from './store/table.js';
