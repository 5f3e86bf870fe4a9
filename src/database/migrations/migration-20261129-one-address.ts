import { Migration } from '@mikro-orm/migrations';

/** Addresses of the kind PHONE on WhatsApp channels, with the address that the same phone has now. */
const spelled = `select p.id, p.tenant_id, p.contact_id, ltrim(p.canonical, '+') || '@s.whatsapp.net' as jid
       from contact_identities p
      where p.kind = 'PHONE' and exists (select from conversations v join channels h on h.id = v.channel_id
              where v.identity_id = p.id and h.kind in ('CHATFLOW', 'GREEN_API', 'TATA', 'WHATSAPP_CLOUD'))`;
const twins = `twins as materialized (
       select s.id as spelled_id, j.id as jid_id, j.contact_id from (${spelled}) s
         join contact_identities j on j.tenant_id = s.tenant_id and j.kind = 'WHATSAPP_JID' and j.canonical = s.jid
     )`;
/** Two conversations of one contact on one channel: the contents of \`gone\` move to \`kept\`. */
const pairs = `${twins}, pairs as materialized (
       select v.id as gone, k.id as kept from twins t
         join conversations v on v.identity_id = t.spelled_id
         join conversations k on k.identity_id = t.jid_id and k.channel_id = v.channel_id
     )`;

/** In this order; a second run finds nothing to do. */
export const mergeSpelledAddresses: readonly string[] = [
  `with ${pairs} update messages m set conversation_id = p.kept from pairs p where m.conversation_id = p.gone`,
  `with ${pairs} update notes n set conversation_id = p.kept from pairs p where n.conversation_id = p.gone`,
  `with ${pairs} update conversations k set
       unread_count = k.unread_count + v.unread_count,
       last_message_id = greatest(k.last_message_id, v.last_message_id),
       last_activity_at = greatest(k.last_activity_at, v.last_activity_at),
       last_inbound_at = greatest(k.last_inbound_at, v.last_inbound_at),
       status = case when 'OPEN' in (k.status, v.status) then 'OPEN' else k.status end,
       assignee_id = coalesce(k.assignee_id, v.assignee_id), lead_id = coalesce(k.lead_id, v.lead_id)
     from pairs p join conversations v on v.id = p.gone where k.id = p.kept`,
  `with ${pairs} delete from conversations v using pairs p where v.id = p.gone`,
  `with ${twins} update conversations v set identity_id = t.jid_id, contact_id = t.contact_id
     from twins t, channels h
    where v.identity_id = t.spelled_id and h.id = v.channel_id and h.kind in ('CHATFLOW', 'GREEN_API', 'TATA', 'WHATSAPP_CLOUD')`,
  `with alone as materialized (
       select s.* from (${spelled}) s
        where not exists (select from conversations v join channels h on h.id = v.channel_id
                where v.identity_id = s.id and h.kind like 'TWILIO%')
     ) update contact_identities i set kind = 'WHATSAPP_JID', canonical = a.jid from alone a where i.id = a.id`,
];

/** A phone in any spelling is one address on a WhatsApp channel: conversations that a spelling had split are merged. */
export class Migration20261129OneAddress extends Migration {
  override up(): void {
    for (const sql of mergeSpelledAddresses) this.addSql(sql);
  }
}
