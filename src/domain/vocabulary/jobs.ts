/** Jobs that users start: imports, exports, erasures. */

/** Kind of a job that a user started. */
export enum JobKind {
  IMPORT_CONTACTS = 'IMPORT_CONTACTS',
  EXPORT = 'EXPORT',
  ERASE_CONTACT = 'ERASE_CONTACT',
  CLEAR_MESSAGES = 'CLEAR_MESSAGES',
}

/** Status of such a job. */
export enum JobStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

/** Treatment of contacts that an import finds. */
export enum OnExisting {
  UPDATE = 'UPDATE',
  SKIP = 'SKIP',
}

/** Content of an export. */
export enum ExportKind {
  CONTACTS = 'CONTACTS',
  LEADS = 'LEADS',
  CONVERSATIONS = 'CONVERSATIONS',
  MESSAGES = 'MESSAGES',
  REPORT = 'REPORT',
}

/** Format of an export. */
export enum ExportFormat {
  CSV = 'CSV',
  JSON_LINES = 'JSON_LINES',
}
