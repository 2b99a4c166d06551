// The server.
export { createSandbox } from './server/create-sandbox.js';
export type { RequestHook, Sandbox } from './server/sandbox.js';
export type { SandboxCounts, SandboxOptions, SandboxSettings } from './options.js';
export type { RateLimit } from './server/rate-limit.js';
export type { SchemeCredentials } from './auth/schemes.js';
export type { AuthOptions, IntegratorAccount } from './auth/schemes.js';

// What came.
export type { SandboxRequest } from './server/sandbox.js';
export type { UploadedFile } from './wire/multipart.js';

// What goes wrong.
export type { BreakPoint, CallFaultKind, Fault, FaultKind, Garbage } from './faults/fault.js';
export type { DownloadFaultKind } from './faults/fault.js';
export type { FaultScript } from './faults/script.js';

// The raw logs.
export type { RawLogType } from './raw-logs/options.js';
export type { NewRawLogFile, RawLogFile } from './raw-logs/raw-logs.js';
export type { RawLogOptions } from './raw-logs/options.js';
export type { RawLogs } from './raw-logs/raw-logs.js';

// The reports.
export type { ReportOptions } from './reports/limits.js';

// The rows.
export type { TableName } from './store/entity.js';
export type { Row } from './store/entity.js';
export type { Tables } from './store/store.js';
export type { Table } from './store/table.js';
