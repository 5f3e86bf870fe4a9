/** What simulated customers send, in Meta's Cloud API format (docs/providers/whatsapp-cloud.md, "Messages"). */
import { SimulatedKind } from '../../domain/vocabulary.js';
import type { SimulatedAbilities, SimulatedInbound } from '../contract/simulator.js';
import {
  sampleCard,
  sampleChoice,
  sampleOrder,
  samplePlace,
  toSampleAnswers,
} from '../simulation/sample-contents.js';
import { bothReceipts } from '../simulation/simulated-abilities.js';
import { findSimulatedFile, toFileDigest } from '../simulation/simulated-media.js';

/** Abilities at Meta, and at relays of Meta's format without `without`. */
export function toCloudAbilities(...without: readonly SimulatedKind[]): SimulatedAbilities {
  const kinds = Object.values(SimulatedKind).filter(kind => !without.includes(kind));
  return { kinds, quotes: true, receipts: bothReceipts };
}

/** The `type` of a message and the object with its name. */
export function toSimulatedContent(message: SimulatedInbound): object {
  const { kind, text, change } = message;
  if (change) return toChange(change.type, change.messageKey, text);
  const sent = findSimulatedFile(message);
  if (sent) {
    const { file, word } = sent;
    const part = {
      ...{ id: file.id, mime_type: file.mimeType, sha256: toFileDigest(file) },
      ...(word === 'document' && { filename: file.fileName ?? 'file' }),
      ...(word === 'sticker' && { animated: false }),
      ...(kind === SimulatedKind.VOICE && { voice: true }),
      ...(text !== '' && word !== 'audio' && word !== 'sticker' && { caption: text }),
    };
    return { type: word, [word]: part };
  }
  switch (kind) {
    case SimulatedKind.LOCATION:
      return { type: 'location', location: { ...samplePlace, name: text } };
    case SimulatedKind.CONTACT:
      return { type: 'contacts', contacts: [toCard(text)] };
    case SimulatedKind.BUTTON:
      return toInteractive('button_reply', { id: sampleChoice.id, title: text });
    case SimulatedKind.LIST_CHOICE:
      return toInteractive('list_reply', { ...sampleChoice, title: text });
    case SimulatedKind.FORM: {
      const answers = JSON.stringify({ flow_token: 'unused', ...toSampleAnswers(text) });
      return toInteractive('nfm_reply', { name: 'flow', body: 'Sent', response_json: answers });
    }
    case SimulatedKind.ORDER:
      return { type: 'order', order: toOrder(text) };
    case SimulatedKind.UNSUPPORTED: {
      const details = 'Message type is currently not supported.';
      const error = { code: 131_051, title: 'Message type unknown', error_data: { details } };
      return { type: 'unsupported', errors: [error] };
    }
    default:
      return { type: 'text', text: { body: text } };
  }
}

function toInteractive(type: string, part: object): object {
  return { type: 'interactive', interactive: { type, [type]: part } };
}

function toCard(name: string): object {
  const { phone, organization, email } = sampleCard;
  return {
    name: { formatted_name: name, first_name: name },
    org: { company: organization },
    phones: [{ phone, wa_id: phone.slice(1), type: 'CELL' }],
    emails: [{ email, type: 'WORK' }],
  };
}

function toOrder(text: string): object {
  const { catalogId, items, currency } = sampleOrder;
  return {
    ...{ catalog_id: catalogId, text },
    product_items: items.map(({ productId, quantity, price }) => ({
      ...{ product_retailer_id: productId, quantity, item_price: price, currency },
    })),
  };
}

/** Builds a missed call, as an entry of `calls`; `to` is our number in digits. */
export function toSimulatedCall({ from, messageId, at }: SimulatedInbound, to: string): object {
  return {
    ...{ id: `wacid.${messageId}`, from: from.split('@', 1)[0]?.replaceAll(/\D/g, ''), to },
    ...{ event: 'terminate', direction: 'USER_INITIATED', status: 'FAILED' },
    timestamp: String(Math.floor(at.getTime() / 1_000)),
  };
}

function toChange(type: string, messageKey: string, text: string): object {
  switch (type) {
    case SimulatedKind.REACTION:
      return { type: 'reaction', reaction: { message_id: messageKey, ...(text !== '' && { emoji: text }) } };
    case SimulatedKind.DELETION:
      return { type: 'revoke', revoke: { original_message_id: messageKey } };
    default: {
      const message = { type: 'text', text: { body: text } };
      return { type: 'edit', edit: { original_message_id: messageKey, message } };
    }
  }
}
