// The server.
export { createSandbox } from './server/create-sandbox.js';
export type { RequestHook, Sandbox } from './server/sandbox.js';
export type { SandboxCounts, SandboxOptions, SandboxSettings } from './options.js';
export type { RateLimit } from './server/rate-limit.js';
export type { AuthOptions, IntegratorAccount, SchemeCredentials } from './auth/schemes.js';

// Requests.
export type { SandboxRequest } from './server/sandbox.js';
export type { UploadedFile } from './wire/multipart.js';

// Faults.
export type { BreakPoint, CallFaultKind, DownloadFaultKind, Fault, FaultKind, Garbage } from './faults/script.js';
export type { FaultScript } from './faults/script.js';

// Raw logs.
export type { RawLogOptions, RawLogType } from './raw-logs/options.js';
export type { NewRawLogFile, RawLogFile, RawLogs } from './raw-logs/raw-logs.js';

// Reports.
export type { ReportOptions } from './reports/limits.js';

// Rows.
export type { Row, TableName } from './store/entity.js';
export type { Tables } from './store/store.js';
export type { Table } from './store/table.js';
