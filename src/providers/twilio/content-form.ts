import type { OutboundTemplate } from '../contract/send.js';

/**
 * Fields that send a template by its SID, in place of `Body` and `MediaUrl` (docs/providers/twilio.md, "Templates").
 * @returns the fields of the form, or the reason why there are none
 */
export function toContentForm({
  externalId,
  variables,
}: OutboundTemplate): readonly (readonly [name: string, value: string])[] | string {
  if (externalId === null || !/^HX[0-9a-fA-F]{32}$/.test(externalId))
    return 'The template has no content SID of Twilio: list the templates again.';
  const values = Object.keys(variables).length === 0 ? [] : [JSON.stringify(variables)];
  return [['ContentSid', externalId], ...values.map(value => ['ContentVariables', value] as const)];
}
