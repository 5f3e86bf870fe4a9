/** Notices to customers outside the reply window: the approved template that a wording names is sent instead. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { BookingNotificationKind } from '../../src/domain/booking-vocabulary.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { decisionsOf, ownRecord, postBooking } from '../support/booking-notices.js';
import {
  ChannelsDocument,
  UpsertNotificationTemplateDocument,
  UpsertSalonDocument,
} from '../support/gql/operations.js';
import { waitForTemplates } from '../support/listed-templates.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;
const channel = '310000000000111';
const templateIds = new Map<string, string>();

beforeAll(async () => {
  server = await startTestApp();
  owner = await server.signIn('owner@demo.test');
  const { channels } = await server.run(ChannelsDocument, {}, owner);
  const channelId = channels.nodes.find(({ externalId }) => externalId === channel)?.id ?? '';
  for (const { name, id } of await waitForTemplates(server, owner, channelId)) templateIds.set(name, id);
  const input = { companyId: '307001', noticeChannelId: channelId, recentActivityMinutes: 0 };
  await server.run(UpsertSalonDocument, { input }, owner);
});
afterAll(async () => {
  await server.stop();
});

const wording = { kind: 'CREATED' as BookingNotificationKind, locale: 'ru', body: 'Вы записаны: {{when}}' };
const upsert = async (given: Record<string, unknown>) =>
  (await server.run(UpsertNotificationTemplateDocument, { input: { ...wording, ...given } }, owner))
    .upsertNotificationTemplate.template;
const tell = async () => {
  const { envelope, id, phone } = ownRecord();
  await postBooking(server, envelope);
  const [decision] = await decisionsOf(server, id);
  return { decision, phone };
};

it('says so when the wording names no template', async () => {
  expect((await tell()).decision).toMatchObject({
    decision: 'FAILED',
    reason: expect.stringContaining('template'),
  });
});

it('takes a wording for each of its variables, and keeps them until they are taken away', async () => {
  const messageTemplateId = templateIds.get('appointment_reminder');
  const templateVariables = { '1': '{{client}}', '2': '{{when}}, {{address}}' };
  const kept = { messageTemplateId, templateVariables };
  expect(await upsert(kept)).toMatchObject(kept);
  expect(await upsert({ body: 'Ждём вас {{when}}' })).toMatchObject(kept);
  const refusals: [Record<string, unknown>, string][] = [
    [{ messageTemplateId, templateVariables: { '1': '{{client}}' } }, 'BAD_USER_INPUT'],
    [
      { messageTemplateId, templateVariables: { ...templateVariables, '2': '{{nothing}}' } },
      'BAD_USER_INPUT',
    ],
    [{ messageTemplateId: '01990000-0000-7000-8000-000000000001', templateVariables }, 'NOT_FOUND'],
  ];
  for (const [given, code] of refusals) {
    const input = { ...wording, ...given };
    const { errors = [] } = await server.ask(UpsertNotificationTemplateDocument, { input } as never, owner);
    expect(errors[0]?.extensions.code).toBe(code);
  }
});

it('is one wording, and one branch, of calls that come at once', async () => {
  const at = { kind: 'UPDATED' as BookingNotificationKind, locale: 'en', body: 'See you {{when}}' };
  const calls = Array.from({ length: 6 }, () => upsert(at));
  expect(new Set((await Promise.all(calls)).map(template => template?.id)).size).toBe(1);
  const input = { companyId: '307999' };
  const branches = Array.from({ length: 6 }, () => server.run(UpsertSalonDocument, { input }, owner));
  expect(new Set((await Promise.all(branches)).map(({ upsertSalon }) => upsertSalon.salon?.id)).size).toBe(1);
});

it('goes to somebody who never wrote, from the number of the branch, filled in', async () => {
  const { decision, phone } = await tell();
  expect(decision).toMatchObject({ decision: 'SENT', reason: null, channel, author: 'SYSTEM' });
  expect(decision?.text).toMatch(/^Hello \S.*, we are expecting you on .*Ленина 10\. Answer here/);
  const sent = () =>
    server.app.simulatorHost?.deliveries(simulatedAccount).filter(({ to }) => to === phone.slice(1)) ?? [];
  await waitFor(() => sent().length === 1);
  expect(sent()).toMatchObject([{ from: channel, template: 'appointment_reminder', text: decision?.text }]);
});

it('is refused with the reason when the provider has stopped the template, or nobody names one any more', async () => {
  const { pool } = server.app.database;
  const id = templateIds.get('appointment_reminder');
  await pool.query(`update message_templates set status = 'PAUSED' where id = $1`, [id]);
  expect((await tell()).decision).toMatchObject({
    decision: 'FAILED',
    reason: expect.stringContaining('PAUSED'),
  });
  await pool.query(`update message_templates set status = 'APPROVED' where id = $1`, [id]);
  expect((await tell()).decision?.decision).toBe('SENT');
  expect(await upsert({ messageTemplateId: null })).toMatchObject({
    ...{ messageTemplateId: null, templateVariables: null },
  });
  expect((await tell()).decision?.decision).toBe('FAILED');
});
