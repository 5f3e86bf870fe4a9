/** Simulated vendors and customers. */
import {
  Fault,
  SampleFile,
  SimulatedChange,
  SimulatedKind,
  SimulatedReceipt,
} from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(Fault, 'Fault', 'Fault that a simulator produces on request.', {
  DUPLICATE: 'Posts the same webhook twice.',
  LATE: 'Posts the webhook with a time in the past.',
  OUT_OF_ORDER: 'Posts webhooks in the wrong order.',
  BATCHED: 'Posts several events in one request.',
  BAD_SIGNATURE: 'Posts with an invalid credential.',
  UNKNOWN_SHAPE: 'Posts a body of an unknown kind.',
  TIMEOUT_AFTER_ACCEPT: 'Accepts a send and never responds.',
  RATE_LIMIT: 'Responds to a send with 429.',
  HTML_ANSWER: 'Responds to a send with a web page.',
  REFUSED: "Refuses a send with the vendor's error.",
  PROVIDER_RESEND: 'Posts a webhook again, as after a missing response.',
  WINDOW_CLOSED:
    'Accepts templates only, as outside the reply window; no effect at vendors without a window.',
  NO_RECEIPTS: 'Reports that a message was sent and nothing more; simulateReceipt reports the rest.',
});

register(
  SimulatedKind,
  'SimulatedKind',
  'Kind of content that a simulated contact sends. More can be added.',
  {
    TEXT: 'A text.',
    IMAGE: 'A picture; the text is its caption.',
    VIDEO: 'A video; the text is its caption.',
    VOICE: 'A voice message.',
    AUDIO: 'A recording.',
    DOCUMENT: 'A file; the text is its caption.',
    STICKER: 'A sticker.',
    LOCATION: 'A location; the text is its name.',
    CONTACT: 'A contact card; the text is the name on it.',
    BUTTON: 'A pressed button; the text is its title.',
    LIST_CHOICE: 'A choice from a list; the text is its title.',
    FORM: 'The answers of a form; the text is one of them.',
    ORDER: 'An order from a catalogue; the text is its note.',
    CALL: 'A missed call.',
    REACTION: 'A reaction to `messageId`: the text is the emoji; an empty text removes it.',
    EDIT: 'Changes the text of `messageId`.',
    DELETION: 'Deletes `messageId` for everyone.',
    UNSUPPORTED: 'Content that the provider does not forward.',
  },
);

register(SimulatedReceipt, 'SimulatedReceipt', "Receipt of a simulated contact's phone.", {
  DELIVERED: 'The message arrived.',
  READ: 'The message was read.',
});

register(
  SimulatedChange,
  'SimulatedChange',
  'Change that a simulated contact makes to an existing message.',
  {
    EDIT: 'Changes its text to `text`.',
    DELETION: 'Deletes it for everyone.',
    REACTION: 'Adds the emoji `text` as a reaction; an empty text removes it.',
  },
);

register(SampleFile, 'SampleFile', 'Sample file that a simulated contact sends.', {
  PICTURE: 'A small picture (PNG).',
  DOCUMENT: 'A one-page document (PDF).',
});
