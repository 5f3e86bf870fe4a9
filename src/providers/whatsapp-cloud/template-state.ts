import type { InboundEvent } from '../../domain/inbound-event.js';
import { approvedTemplate } from '../../domain/message-template.js';
import { readId, readWord, type Tree } from '../json/json-value.js';

/** Webhook field for template states. */
export const templateStateField = 'message_template_status_update';

/** States in which a template can be sent again. */
const approved = new Set(['APPROVED', 'REINSTATED', 'UNARCHIVED']);
/** States in which it cannot. Meta's other states (FLAGGED, LOCKED, …) leave a template unchanged. */
const stopped = new Set([
  'PENDING',
  'REJECTED',
  'PAUSED',
  'DISABLED',
  'IN_APPEAL',
  'ARCHIVED',
  'DELETED',
  'PENDING_DELETION',
]);

/** Reads one state of a template (docs/providers/whatsapp-cloud.md, "Templates"). */
export function readTemplateState(value: Tree): InboundEvent {
  const templateExternalId = readId(value.message_template_id);
  const word = readWord(value.event, 64)?.toUpperCase() ?? '';
  const base = {
    channelExternalId: null,
    eventType: templateStateField,
    externalEventId: templateExternalId,
  };
  if (templateExternalId !== null && (approved.has(word) || stopped.has(word))) {
    const state = approved.has(word) ? approvedTemplate : word;
    return { ...base, type: 'template-state', templateExternalId, state };
  }
  const reason = `Meta tells "${word || '?'}" of a template; that changes nothing here.`;
  return { ...base, type: 'ignored', reason };
}
