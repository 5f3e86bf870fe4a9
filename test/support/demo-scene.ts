/** The scene of the README's pictures: a few conversations on several numbers, with fixed times. */
import { MessageStatus } from '../../src/domain/delivery-status.js';
import type { TestApp } from './app.js';
import {
  AddNoteToDocument,
  SendReplyDocument,
  SimulateAnyDocument,
  type SimulateInboundInput,
} from './gql/operations.js';
import { pictureTime } from './pictures.js';
import { waitFor } from './wait-for.js';

/** One thing that happens; `reply` and `note` are of the conversation of the message before. */
type Step =
  | ({ readonly at: string; readonly to: string; readonly phone: string; readonly name: string } & Pick<
      Partial<SimulateInboundInput>,
      'kind' | 'text'
    >)
  | { readonly at: string; readonly reply: string }
  | { readonly at: string; readonly note: string };

const anar = { to: '7107000101', phone: '+77015550111', name: 'Анар Серікқызы' };
const steps: readonly Step[] = [
  {
    at: '11:05',
    to: 'instance_yyy',
    phone: '+77015550112',
    name: 'Ольга Ким',
    text: 'Подтверждаю, заберу в субботу',
  },
  { at: '11:06', reply: 'Отлично, ждём вас с 10:00' },
  {
    at: '12:31',
    to: '310000000000111',
    phone: '+77015550113',
    name: 'James Carter',
    text: 'Do you deliver to Astana?',
  },
  {
    at: '13:02',
    to: '+14155550167',
    phone: '+14155550198',
    name: '',
    text: 'Running 10 minutes late, sorry!',
  },
  { at: '13:10', reply: 'No problem, see you soon.' },
  {
    at: '13:40',
    to: '+918800000111',
    phone: '+77015550114',
    name: 'Дина Омарова',
    kind: 'LOCATION',
    text: 'Дом, подъезд 2',
  },
  { at: '13:48', ...anar, text: 'Сәлеметсіз бе! Мына түсті ламинат бар ма?' },
  { at: '13:49', ...anar, kind: 'IMAGE', text: '24 шаршы метр керек' },
  { at: '13:55', reply: 'Сәлеметсіз бе! Иә, *бар*: «Дуб натуральный», 33 класс.\n5 490 ₸ / м²' },
  { at: '13:56', note: 'Жеткізуге 10 % жеңілдік сұрады' },
  { at: '14:02', ...anar, kind: 'VOICE' },
  { at: '14:04', reply: 'Иә, ертең сағат 10-да жеткіземіз. Мекенжайды жіберіңізші.' },
  {
    at: '14:11',
    to: 'instance_xxx',
    phone: '+77015550115',
    name: 'Ерлан Абдиев',
    text: 'Сколько стоят панели МДФ?',
  },
  { at: '14:15', ...anar, kind: 'LOCATION', text: 'Үй, 3-подъезд' },
  { at: '14:16', ...anar, text: 'Рахмет! Күтемін' },
];

/** Plays the scene. @returns the conversation that the pictures open */
export async function playScene(server: TestApp, token: string): Promise<string> {
  const { pool } = server.app.database;
  const { rows: channels } = await pool.query('select id, external_id from channels');
  let conversationId = '';
  for (const [index, step] of steps.entries()) {
    const at = new Date(pictureTime);
    const [hours = 0, minutes = 0] = step.at.split(':').map(Number);
    // Almaty is five hours ahead.
    at.setUTCHours(hours - 5, minutes, index, 0);
    if ('note' in step) {
      const { addNote } = await server.run(
        AddNoteToDocument,
        { input: { conversationId, body: step.note } },
        token,
      );
      await pool.query('update notes set created_at = $2 where id = $1', [addNote.note.id, at]);
      continue;
    }
    const messageId = 'reply' in step ? await reply(step.reply) : await write(step);
    await pool.query('update messages set sent_at = $2, created_at = $2 where id = $1', [messageId, at]);
    await pool.query('update conversations set last_activity_at = $2, last_inbound_at = $2 where id = $1', [
      ...[conversationId, at],
    ]);
  }
  // Those that the server writes itself.
  await pool.query('update notes set created_at = $1 where created_at > $2', [
    new Date(pictureTime.getTime() - 32 * 60_000),
    pictureTime,
  ]);
  return conversationId;

  async function write(step: Extract<Step, { to: string }>): Promise<string> {
    const { at: _at, to, phone: from, name: senderName, ...content } = step;
    const channelId = channels.find(channel => channel.external_id === to)?.id ?? '';
    const input = { channelId, from, senderName: senderName || null, ...content };
    const { simulateInbound } = await server.run(SimulateAnyDocument, { input }, token);
    conversationId = simulateInbound.event?.message?.conversation.id ?? '';
    const id = simulateInbound.event?.message?.id ?? '';
    await settled(
      'select count(*)::int as n from attachments where message_id = $1 and state = $2',
      id,
      'PENDING',
      0,
    );
    return id;
  }

  async function reply(text: string): Promise<string> {
    const { sendReply } = await server.run(SendReplyDocument, { input: { conversationId, text } }, token);
    const id = sendReply.message?.id ?? '';
    // Numbers without reports stay at SENT.
    const { rows } = await pool.query(
      'select 1 from messages m join channels c on c.id = m.channel_id where m.id = $1 and c.kind = $2',
      [...[id, 'CHATFLOW']],
    );
    const last =
      rows.length > 0
        ? MessageStatus.SENT
        : text.startsWith('No problem')
          ? MessageStatus.DELIVERED
          : MessageStatus.READ;
    await settled('select count(*)::int as n from messages where id = $1 and status = $2', id, last, 1);
    return id;
  }

  async function settled(sql: string, id: string, value: string, count: number): Promise<void> {
    await waitFor(async () => (await pool.query(sql, [id, value])).rows[0].n === count);
  }
}
