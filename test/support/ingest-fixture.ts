/** A tenant with a ChatFlow account and its channels, by plain SQL, and items for ingest. */
import type { Database } from '../../src/database/database.js';
import type { InboundMessage } from '../../src/domain/inbound-event.js';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { MessageKind, WebhookSource } from '../../src/domain/vocabulary.js';
import { type AccountDirectory, createAccountDirectory } from '../../src/ingest/account-directory.js';

export interface IngestFixture {
  readonly tenantId: string;
  readonly accountId: string;
  readonly channelIds: Readonly<Record<string, string>>;
  readonly directory: AccountDirectory;
  item(message: Partial<InboundMessage>): Promise<IngestItem>;
}

export async function createIngestFixture(database: Database, slug = 'acme'): Promise<IngestFixture> {
  const { pool } = database;
  const tenantId = uuidV7();
  const accountId = uuidV7();
  await pool.query(
    `insert into tenants (id, slug, name, default_country, timezone, locale, created_at) values ($1, $2, 'Acme', 'KZ', 'Asia/Almaty', 'ru', now())`,
    [tenantId, slug],
  );
  await pool.query('insert into event_counters (tenant_id) values ($1)', [tenantId]);
  await pool.query('insert into lead_stages (id, tenant_id, name, position) values ($1, $2, $3, 1)', [
    uuidV7(),
    tenantId,
    'New',
  ]);
  await pool.query('insert into topics (id, tenant_id, name, keywords) values ($1, $2, $3, $4)', [
    uuidV7(),
    tenantId,
    'Ламинат',
    ['ламинат'],
  ]);
  await pool.query(
    `insert into provider_accounts (id, tenant_id, kind, name, webhook_key_hash, webhook_key_prefix, created_at)
     values ($1, $2, 'CHATFLOW', 'ChatFlow', encode(sha256($3), 'hex'), 'dem', now())`,
    [accountId, tenantId, Buffer.from(`key-${slug}`)],
  );
  const channelIds: Record<string, string> = {};
  for (const externalId of ['default', 'instance_xxx', 'instance_yyy']) {
    channelIds[externalId] = uuidV7();
    await pool.query(
      `insert into channels (id, tenant_id, account_id, kind, external_id, display_name, is_default, created_at)
       values ($1, $2, $3, 'CHATFLOW', $4, $4, $5, now())`,
      [channelIds[externalId], tenantId, accountId, externalId, externalId === 'default'],
    );
  }
  const directory = createAccountDirectory(database);
  return {
    tenantId,
    accountId,
    channelIds,
    directory,
    item: async message => {
      const account = await directory.findById(accountId, { fresh: true });
      if (!account) throw new Error('the fixture has no account');
      const event: InboundMessage = {
        type: 'message',
        channelExternalId: 'instance_xxx',
        eventType: 'text',
        externalEventId: message.messageKey ?? null,
        from: '77010000021@s.whatsapp.net',
        senderName: 'Айгерим',
        kind: MessageKind.TEXT,
        text: 'Здравствуйте',
        attachments: [],
        messageKey: uuidV7(),
        sentAt: new Date('2026-06-01T08:00:00Z'),
        replyToExternalId: null,
        ...message,
      };
      return {
        ledgerId: uuidV7(),
        account,
        source: WebhookSource.CHATFLOW,
        receivedAt: new Date(),
        headers: { 'content-type': 'application/json' },
        keptBody: JSON.stringify({ message: event.text }),
        itemIndex: 0,
        event,
        channelIdOverride: null,
      };
    },
  };
}
