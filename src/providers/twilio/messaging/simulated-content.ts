/** What simulated customers send, as fields of Programmable Messaging (docs/providers/twilio.md, "Messaging: inbound"). */
import { SimulatedKind } from '../../../domain/vocabulary.js';
import type { SimulatedInbound } from '../../contract/simulator.js';
import { sampleChoice, samplePlace, toSampleAnswers } from '../../simulation/sample-contents.js';
import { toMediaWord } from '../../simulation/simulated-media.js';

type Fields = Readonly<Record<string, string>>;

/** The fields of the content, without the file's address. SMS has neither kinds nor quotes. */
export function toContentFields(message: SimulatedInbound, isWhatsapp: boolean): Fields {
  const { file, quotedKey } = message;
  const content = file ? toFileFields(message) : toWordFields(message);
  if (isWhatsapp) return { ...content, ...(quotedKey && { OriginalRepliedMessageSid: quotedKey }) };
  const { MessageType: _whatsapp, ...fields } = content;
  return fields;
}

function toFileFields({ kind, file, text }: SimulatedInbound): Fields {
  const isCard = kind === SimulatedKind.CONTACT;
  const MessageType = isCard ? 'contacts' : toMediaWord(file?.mimeType ?? '');
  return { NumMedia: '1', Body: isCard ? '' : text, MessageType };
}

function toWordFields({ kind, text }: SimulatedInbound): Fields {
  const common = { NumMedia: '0', Body: text };
  switch (kind) {
    case SimulatedKind.LOCATION: {
      const { latitude, longitude, address: Address } = samplePlace;
      const point = { Latitude: String(latitude), Longitude: String(longitude), Label: text, Address };
      return { ...common, ...point, Body: '', MessageType: 'location' };
    }
    case SimulatedKind.BUTTON:
      return { ...common, ButtonText: text, ButtonPayload: sampleChoice.id, MessageType: 'button' };
    case SimulatedKind.LIST_CHOICE: {
      const { id: ListId, description: ListDescription } = sampleChoice;
      return { ...common, ListId, ListTitle: text, ListDescription, MessageType: 'interactive' };
    }
    case SimulatedKind.FORM:
      return { ...common, FlowData: JSON.stringify(toSampleAnswers(text)), MessageType: 'interactive' };
    case SimulatedKind.UNSUPPORTED:
      return { ...common, Body: '', MessageType: 'unsupported' };
    default:
      return { ...common, MessageType: 'text' };
  }
}
