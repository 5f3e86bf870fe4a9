/** What simulated customers send, as Green API's `messageData` (docs/providers/green-api.md, "Kinds of messages"). */
import { SimulatedChange, SimulatedKind } from '../../domain/vocabulary.js';
import type { SimulatedInbound } from '../contract/simulator.js';
import { sampleChoice, samplePlace, toSampleVcard } from '../simulation/sample-contents.js';
import { findSimulatedFile } from '../simulation/simulated-media.js';

/** WhatsApp id of the linked phone. */
export const simulatedWid = '77000000010@c.us';

const unknownKinds: readonly SimulatedKind[] = [SimulatedKind.FORM, SimulatedKind.ORDER];

/** Kinds with a documented notification. */
export const simulatedKinds = Object.values(SimulatedKind).filter(kind => !unknownKinds.includes(kind));

/** Builds `messageData` of a message or a change. */
export function toMessageData(message: SimulatedInbound): object {
  const { change, text, quotedKey } = message;
  if (change) return toChangeData(change.type, toStanzaId(change.messageKey), text);
  const stanzaId = quotedKey ? toStanzaId(quotedKey) : null;
  if (stanzaId === null) return toContentData(message, null);
  const quotedMessage = { stanzaId, participant: simulatedWid, typeMessage: 'textMessage' };
  return { ...toContentData(message, stanzaId), quotedMessage };
}

function toContentData(message: SimulatedInbound, stanzaId: string | null): object {
  const { kind, text, filesUrl = '' } = message;
  const sent = findSimulatedFile(message);
  if (sent) {
    const { file, word } = sent;
    return {
      typeMessage: `${word}Message`,
      fileMessageData: {
        ...{ downloadUrl: `${filesUrl}/files/${file.id}`, caption: text, fileName: file.fileName ?? file.id },
        ...{ jpegThumbnail: '', mimeType: file.mimeType, forwardingScore: 0, isForwarded: false },
      },
    };
  }
  switch (kind) {
    case SimulatedKind.LOCATION: {
      const { address, latitude, longitude } = samplePlace;
      const place = { nameLocation: text, address, latitude, longitude, jpegThumbnail: '' };
      return { typeMessage: 'locationMessage', locationMessageData: place };
    }
    case SimulatedKind.CONTACT: {
      const card = { displayName: text, vcard: toSampleVcard(text), forwardingScore: 0, isForwarded: false };
      return { typeMessage: 'contactMessage', contactMessageData: card };
    }
    case SimulatedKind.BUTTON: {
      const reply = { stanzaId, selectedButtonId: sampleChoice.id, selectedButtonText: text };
      return { typeMessage: 'buttonsResponseMessage', buttonsResponseMessage: reply };
    }
    case SimulatedKind.LIST_CHOICE: {
      const reply = { stanzaId, title: text, listType: 1, singleSelectReply: sampleChoice.id };
      return { typeMessage: 'listResponseMessage', listResponseMessage: reply };
    }
    case SimulatedKind.UNSUPPORTED:
      // A text that Green API did not receive.
      return toTextData('{{SWE001}}', null);
    default:
      return toTextData(text, stanzaId);
  }
}

function toTextData(text: string, stanzaId: string | null): object {
  if (stanzaId === null) return { typeMessage: 'textMessage', textMessageData: { textMessage: text } };
  const quote = { text, stanzaId, participant: simulatedWid };
  return { typeMessage: 'quotedMessage', extendedTextMessageData: quote };
}

function toChangeData(type: SimulatedChange, stanzaId: string, text: string): object {
  switch (type) {
    case SimulatedChange.REACTION:
      return {
        typeMessage: 'reactionMessage',
        extendedTextMessageData: { text },
        quotedMessage: { stanzaId, participant: simulatedWid, typeMessage: 'textMessage' },
      };
    case SimulatedChange.DELETION:
      return { typeMessage: 'deletedMessage', deletedMessageData: { stanzaId } };
    case SimulatedChange.EDIT:
      return { typeMessage: 'editedMessage', editedMessageData: { textMessage: text, stanzaId } };
  }
}

/** The vendor's own id in the key of a message, which can also name the chat. */
function toStanzaId(messageKey: string): string {
  return messageKey.split('/', 1)[0] ?? '';
}
