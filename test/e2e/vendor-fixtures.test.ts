/** Every body of test/fixtures, posted as its vendor posts it, comes to what the manifest says. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startVendorDesk, type VendorDesk } from '../support/vendor-desk.js';

interface Row {
  readonly file: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
  readonly expect: {
    readonly kind: string;
    readonly channel?: string;
    readonly phone?: string;
    readonly text?: string;
    readonly status?: string;
    readonly state?: string;
    readonly source?: string;
    readonly media?: { readonly kind?: string; readonly mime?: string };
  };
}

const paths: Readonly<Record<string, string>> = {
  'green-api': '/whatsapp/webhook',
  tata: '/webhook/',
  'whatsapp-cloud': '/webhooks/whatsapp-cloud',
};
const { items } = JSON.parse(readFileSync('test/fixtures/manifest.json', 'utf8')) as { items: Row[] };
const rows = items.filter(row => (row.file.split('/')[0] ?? '') in paths && row.method !== 'GET');
const pathOf = (row: Row) => paths[row.file.split('/')[0] ?? ''] ?? '';
const bodyOf = (row: Row) => readFileSync(`test/fixtures/${row.file}`, 'utf8');

let desk: VendorDesk;
beforeAll(async () => {
  desk = await startVendorDesk();
});
afterAll(async () => {
  await desk.stop();
});

const post = (row: Row, headers = row.headers ?? {}) => desk.server.post(pathOf(row), bodyOf(row), headers);
const events = async (response: Response) =>
  ((await response.json()) as { events: { id: string; status: string; messageId?: string }[] }).events;
const rowsOf = async (sql: string, id: string | undefined) =>
  (await desk.server.app.database.pool.query(sql, [id])).rows;

describe('a fixture, posted over HTTP', () => {
  it.each(rows.map(row => [row.file, row] as const))(
    '%s comes to what the manifest says',
    async (_file, row) => {
      const response = await post(row);
      expect(response.status).toBe(200);
      const told = await events(response);
      expect(told).toHaveLength(1);
      const [event] = told;
      const expected = row.expect;
      const [ledger] = await rowsOf(
        `select w.*, h.external_id as channel, h.provider_state from webhook_events w
         left join channels h on h.id = w.channel_id where w.id = $1`,
        event?.id,
      );
      if (expected.channel && expected.channel !== 'default') expect(ledger.channel).toBe(expected.channel);
      switch (expected.kind) {
        case 'ignored':
          expect(ledger).toMatchObject({ status: 'IGNORED', reason: expect.stringMatching(/.{10}/) });
          return;
        case 'status': {
          expect(ledger.status).toBe('PROCESSED');
          const [change] = await rowsOf(
            'select * from message_status_changes where source_event_id = $1',
            event?.id,
          );
          expect(change.status).toBe(expected.status);
          return;
        }
        case 'same-person':
          expect(ledger.status).toBe('PROCESSED');
          return;
        case 'channel-state':
          expect(ledger).toMatchObject({ status: 'PROCESSED', provider_state: expected.state });
          return;
      }
      expect(ledger.status).toBe('PROCESSED');
      const [message] = await rowsOf(
        `select m.*, k.phone, a.mime_type from messages m join conversations c on c.id = m.conversation_id
         join contacts k on k.id = c.contact_id left join attachments a on a.message_id = m.id where m.id = $1`,
        event?.messageId,
      );
      expect(message.direction).toBe(expected.kind === 'echo' ? 'OUTBOUND' : 'INBOUND');
      if (expected.kind === 'echo')
        expect(message.author_kind).toBe(expected.source === 'phone' ? 'USER' : 'SYSTEM');
      if (expected.text) expect(message.text).toBe(expected.text);
      if (expected.phone) expect(message.phone).toBe(`+${expected.phone}`);
      if (expected.media?.kind) expect(message.kind).toBe(expected.media.kind.toUpperCase());
      if (expected.media?.mime) expect(message.mime_type).toBe(expected.media.mime);
    },
  );

  it('is stored once, however often it comes, and every time acknowledged', async () => {
    const { pool } = desk.server.app.database;
    const count = async () => (await pool.query('select count(*)::int as n from messages')).rows[0].n;
    const before = await count();
    for (const row of rows) {
      const response = await post(row);
      expect(response.status).toBe(200);
      const [event] = await events(response);
      if (['message', 'echo'].includes(row.expect.kind)) expect(event?.status).toBe('DUPLICATE');
    }
    expect(await count()).toBe(before);
  });

  it('is refused without a row when its credential is wrong, also from this machine', async () => {
    const { pool } = desk.server.app.database;
    const count = async () => (await pool.query('select count(*)::int as n from webhook_events')).rows[0].n;
    const before = await count();
    for (const row of rows) {
      const wrong = { authorization: 'Bearer wrong', 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
      const header = row.file.startsWith('tata/') ? {} : wrong;
      const path = row.file.startsWith('tata/') ? `${pathOf(row)}wrong-secret` : pathOf(row);
      expect((await desk.server.post(path, bodyOf(row), header)).status).toBe(401);
      expect((await desk.server.post(`${pathOf(row)}?key=wrong`, bodyOf(row))).status).toBe(401);
    }
    expect(await count()).toBe(before);
  });
});
