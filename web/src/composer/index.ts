/** Writing: drafts, files, templates, and the outbox of what the server does not have yet. */
export { Composer } from './composer.js';
export { clearDrafts, readDraft } from './drafts.js';
export { focusComposer } from './focus-composer.js';
export { Outbox, type OutboxEntry } from './outbox.js';
export { startUpload } from './uploads.js';
