/** Jobs that users start: imports, exports, erasures. */
import { ExportFormat, ExportKind, JobKind, JobStatus, OnExisting } from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(JobKind, 'JobKind', 'What a job does. More can be added.', {
  IMPORT_CONTACTS: 'Imports contacts and leads (`importContacts`).',
  EXPORT: 'Writes a file (`createExport`).',
  ERASE_CONTACT: 'Erases the data of a person (`eraseContact`).',
  CLEAR_MESSAGES: 'Deletes messages of a number (`clearMessages`).',
});

register(JobStatus, 'JobStatus', 'How far a job is.', {
  QUEUED: 'It waits: jobs of a company run one at a time.',
  RUNNING: 'It runs.',
  DONE: 'It is complete.',
  FAILED: 'It ended without completing; `error` says why.',
  CANCELLED: 'A user or the server stopped it; what was done until then stays.',
});

register(OnExisting, 'OnExisting', 'Treatment of contacts that exist already.', {
  UPDATE: 'The filled cells of the row replace their values.',
  SKIP: 'They stay as they are.',
});

register(ExportKind, 'ExportKind', 'What an export contains.', {
  CONTACTS: 'Contacts.',
  LEADS: 'Leads.',
  CONVERSATIONS: 'Conversations, without their messages.',
  MESSAGES: 'Messages.',
  REPORT: 'Figures of a report.',
});

register(ExportFormat, 'ExportFormat', 'Format of an export.', {
  CSV: 'CSV in UTF-8 with a header. A value that a spreadsheet would run as a formula begins with an apostrophe, which an import removes.',
  JSON_LINES: 'One JSON object in each line.',
});
