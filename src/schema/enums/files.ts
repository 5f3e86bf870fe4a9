/** Files. */
import { AttachmentState, UploadPurpose } from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(AttachmentState, 'AttachmentState', "Storage state of a file's bytes.", {
  PENDING: 'Not stored yet: the fetch from the provider, or the upload, is pending.',
  STORED: 'Stored; `url` serves them.',
  UNAVAILABLE: 'The fetch failed, and there are no more attempts; see `stateReason`.',
});

register(UploadPurpose, 'UploadPurpose', 'Use of an upload.', {
  MESSAGE: 'To be sent in a message, by `sendReply`.',
  CANNED_REPLY: 'A file of a canned reply, for `upsertCannedReply`.',
  IMPORT: 'A CSV file for `importContacts`.',
});
