// The server.
export { createSandbox } from './create-sandbox.js';
export type { RequestHook, Sandbox } from './sandbox.js';
export type { SandboxCounts, SandboxOptions, SandboxSettings } from './options.js';
export type { RateLimit } from './rate-limit.js';
export type { DoorCredentials } from './doors/door-credentials.js';
export type { DoorOptions, IntegratorAccount } from './doors/door-options.js';

// What came.
export type { SandboxRequest } from './sandbox-request.js';
export type { UploadedFile } from './wire/multipart.js';

// What goes wrong.
export type { BreakPoint, CallFaultKind, Fault, FaultKind, Garbage } from './faults/fault.js';
export type { DownloadFaultKind } from './faults/download-fault.js';
export type { FaultScript } from './faults/fault-script.js';

// The raw logs.
export type { RawLogType } from './raw-logs/log-type.js';
export type { NewRawLogFile, RawLogFile } from './raw-logs/raw-log-file.js';
export type { RawLogOptions } from './raw-logs/raw-log-options.js';
export type { RawLogs } from './raw-logs/raw-logs.js';

// The reports.
export type { ReportOptions } from './reports/report-options.js';

// The rows.
export type { TableName } from './data/entity.js';
export type { Row } from './data/row.js';
export type { Tables } from './data/store.js';
export type { Table } from './data/table.js';
