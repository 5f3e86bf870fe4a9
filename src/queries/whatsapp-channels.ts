/** Which of the tenant's numbers are WhatsApp numbers. */
import { tableOf } from '../database/columns.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';

const channel = tableOf(Channel).of('ch');
/** Twilio carries SMS too, and writes `whatsapp:` in front of the numbers that are not; all others are WhatsApp only. */
const ofTwilio = [ProviderKind.TWILIO_CONVERSATIONS, ProviderKind.TWILIO_MESSAGING];

const whatsAppChannels = tenantStatement(
  'whatsapp-channels',
  `select ${channel.id} as id from ${tableOf(Channel).table} ch
    where ${channel.tenantId} = $1 and (${channel.kind} <> all($2::text[]) or ${channel.externalId} like 'whatsapp:%')`,
);

/** The ids of the numbers that are on WhatsApp. */
export async function readWhatsAppChannelIds(reader: TenantReader): Promise<string[]> {
  return (await reader.rows<{ id: string }>(whatsAppChannels, ofTwilio)).map(row => row.id);
}
