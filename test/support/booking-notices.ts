/** Helpers of booking tests: decisions, texts, and events to post. */
import { readFileSync } from 'node:fs';
import type { TestApp } from './app.js';
import { waitFor } from './wait-for.js';

/** A decision with its text. */
export interface DecisionRow {
  readonly kind: string;
  readonly decision: string;
  readonly reason: string | null;
  readonly text: string | null;
  readonly channel: string | null;
  readonly author: string | null;
  readonly address: string | null;
}

/** A YClients envelope of the fixtures. */
export interface Envelope {
  company_id: number;
  resource: string;
  resource_id: number;
  status: string;
  data: Record<string, unknown> & { client: Record<string, unknown>; staff: Record<string, unknown> };
}

let lastRecord = 2_147_490_000;

/** A fixture's times, moved by ten years: no notice is sent for a visit that is over. */
export const inTenYears = (text: string): string => text.replaceAll('2026-', '2036-');

/** A fixture's body, as text, with its visit in the future. */
export const fixtureText = (file: string): string =>
  inTenYears(readFileSync(`test/fixtures/yclients/${file}`, 'utf8'));

/** A fixture as a separate record with a separate customer; ids are beyond 32 bits. */
export function ownRecord(file = 'record-create.json'): { envelope: Envelope; id: string; phone: string } {
  lastRecord += 1;
  const envelope = JSON.parse(fixtureText(file)) as Envelope;
  const phone = `+7701${String(lastRecord).slice(-7)}`;
  envelope.resource_id = lastRecord;
  envelope.data = {
    ...envelope.data,
    id: lastRecord,
    client: { ...envelope.data.client, id: lastRecord, phone },
  };
  return { envelope, id: String(lastRecord), phone };
}

/** The envelope with other values; `data` is merged. */
export function changed(envelope: Envelope, status: string, data: Record<string, unknown>): Envelope {
  return { ...envelope, status, data: { ...envelope.data, ...data } };
}

/** Posts an envelope with the demo's key, and returns the result of each event. */
export async function postBooking(
  server: TestApp,
  body: unknown,
  path = '/webhook/yclients?key=demo',
): Promise<{ id: string; status: string; reason?: string }[]> {
  const response = await server.post(path, body);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { events: { id: string; status: string }[] }).events;
}

/** Waits until no event of the booking system waits for its job. */
export async function settled(server: TestApp): Promise<void> {
  await waitFor(async () => {
    const { rows } = await server.app.database.pool.query(
      "select 1 from webhook_events where source = 'YCLIENTS' and status = 'RECEIVED'",
    );
    return rows.length === 0;
  });
}

/** Makes scheduled notices due now, and waits until they are sent. */
export async function closeWindows(server: TestApp): Promise<void> {
  await settled(server);
  await server.app.database.pool.query(
    `select graphile_worker.reschedule_jobs(array_agg(id), run_at => now() - interval '1 s')
       from graphile_worker.jobs where key like 'booking-notices:%'`,
  );
  await waitFor(async () => {
    const { rows } = await server.app.database.pool.query(
      "select 1 from booking_notifications where decision = 'SCHEDULED'",
    );
    return rows.length === 0;
  });
}

/** The decisions about a booking, oldest first. */
export async function decisionsOf(server: TestApp, externalId: string): Promise<DecisionRow[]> {
  await settled(server);
  const { rows } = await server.app.database.pool.query<DecisionRow>(
    `select n.notification_type as kind, n.decision, n.reason, m.text, c.external_id as channel,
            m.author_kind as author, v.address
       from booking_notifications n join bookings b on b.id = n.booking_id
       left join messages m on m.id = n.message_id left join channels c on c.id = m.channel_id
       left join conversations v on v.id = m.conversation_id
      where b.external_id = $1 order by n.id`,
    [externalId],
  );
  return rows;
}

/** Kind and decision only. */
export const verdicts = (rows: readonly DecisionRow[]): string[] =>
  rows.map(({ kind, decision }) => `${kind} ${decision}`);
