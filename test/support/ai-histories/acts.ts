/** What happens in random histories: what customers, colleagues, owners, providers and machines do. */
import { updateChannel } from '../../../src/accounts/channels.js';
import { requestHandoff } from '../../../src/desk/request-handoff.js';
import { setHandoff } from '../../../src/desk/set-handoff.js';
import { AuthorKind, ChannelStatus, HandoffState, MessageKind } from '../../../src/domain/vocabulary.js';
import { claimMessage } from '../../../src/messages/claim-message.js';
import type { History, Said } from './history.js';
import { mortal } from './world.js';

type Act = (history: History) => Promise<void>;

const actorOf = ({ tenant }: History) =>
  ({ tenantId: tenant.tenantId, userId: tenant.userId }) as Parameters<typeof setHandoff>[1];
const stop = () => new AbortController();

/** The conversation that was written in last; most acts are about it. */
const current = (history: History): Said | null =>
  (history.random() < 0.85 ? history.said.at(-1) : history.pick(history.said)) ?? null;

async function changeNewest(history: History, event: object, author = AuthorKind.CONTACT): Promise<void> {
  const said = history.said.at(-1);
  if (!said) return;
  await history.accept({
    ...{ channelExternalId: said.number, messageKey: said.key, author, at: new Date() },
    ...{ kind: MessageKind.TEXT, text: null, emoji: null, ...event },
  });
}

async function echo(history: History, isFromApi: boolean): Promise<void> {
  const said = current(history);
  if (!said) return;
  await history.accept({
    ...{ type: 'echo', channelExternalId: said.number, to: said.address, kind: MessageKind.TEXT },
    ...{ text: 'С телефона', attachments: [], messageKey: crypto.randomUUID(), sentAt: new Date() },
    ...{ correlationId: null, isFromApi },
  });
  if (!isFromApi) history.held.add(said.conversationId);
}

async function hand(history: History, state: HandoffState): Promise<void> {
  const said = current(history);
  if (!said) return;
  if (state === HandoffState.AI_ACTIVE) history.held.delete(said.conversationId);
  try {
    await setHandoff(history.process().database, actorOf(history), { id: said.conversationId, state });
    if (state === HandoffState.HUMAN_ACTIVE) history.held.add(said.conversationId);
  } catch (error) {
    // The customer wants no assistant.
    if ((error as { code?: string }).code !== 'CONFLICT') throw error;
    history.held.add(said.conversationId);
  }
}

async function setChannel(history: History, input: object, number?: string): Promise<void> {
  const wanted = number ?? current(history)?.number;
  const channel = history.channels.find(one => one.number === wanted) ?? history.channels[0];
  await updateChannel(history.process().database, history.tenant.tenantId, {
    id: channel?.id ?? '',
    ...input,
  });
}

const changeAssistant = (history: History, set: string): Promise<unknown> =>
  history.sql(`update ai_assistants set ${set} where tenant_id = $1`);

const people = (history: History) =>
  history.sql<{ id: string }>(
    'select id from contacts where tenant_id = $1 and merged_into_id is null order by id',
  );

/** A colleague; refused on a number that is not ACTIVE. */
export const reply: Act = async history => {
  const said = current(history);
  if (!said) return;
  const { tenantId, userId } = history.tenant;
  const input = { conversationId: said.conversationId, text: 'Коллега на связи' };
  try {
    await history.process().sendReply({ tenantId, authorUserId: userId, input });
    history.held.add(said.conversationId);
  } catch (error) {
    if (!['CHANNEL_NOT_ACTIVE', 'RECIPIENT_OPTED_OUT'].includes(String((error as { code?: string }).code)))
      throw error;
  }
};

const say: Act = async history => void (await history.say());
const take: Act = history => hand(history, HandoffState.HUMAN_ACTIVE);
const phone: Act = history => echo(history, false);
const pause: Act = history => setChannel(history, { status: ChannelStatus.PAUSED });
const deleteNewest: Act = async history => {
  const said = history.said.at(-1);
  if (!said || said.isDeleted) return;
  await changeNewest(history, { type: 'deletion' });
  said.isDeleted = true;
};
const setMode = async (history: History, mode: string): Promise<void> => {
  await changeAssistant(history, `mode = '${mode}'`);
  history.mode = mode;
};
const merge: Act = async history => {
  const [one, other] = await people(history);
  if (!one || !other) return;
  await history.process().contacts.merge(actorOf(history), one.id, other.id);
};

/** During a call of the model. */
const meanwhile: readonly [string, Act][] = [
  ['reply', reply],
  ['take', take],
  ['phone', phone],
  ['say', say],
  ['delete', deleteNewest],
  ['pause', pause],
  ['off', history => setMode(history, 'OFF')],
  ['merge', merge],
  ['say stop', async history => void (await history.say({ words: 'стоп. ' }))],
];

async function turnWith(history: History, name: string, act: Act): Promise<void> {
  const said = history.said.at(-1);
  if (!said) return;
  let running = 0;
  let ended: Promise<void> = Promise.resolve();
  history.during = () => {
    running += 1;
    ended = act(history).finally(() => {
      running -= 1;
    });
    return ended;
  };
  await history.watch(`turn with ${name}`, async () => {
    await history.turn(history.process(), [said.conversationId]);
    if (running > 0) history.isUnsure = true;
    await ended;
  });
  history.during = null;
}

/** The acts with their weights. */
export const acts: readonly (readonly [number, string, Act])[] = [
  [14, 'say', say],
  [2, 'say to the default number', async history => void (await history.say({ toDefault: true }))],
  [
    2,
    'say twice',
    async history => {
      await history.say();
      await history.say();
    },
  ],
  [1, 'ask for a person', async history => void (await history.say({ words: 'позовите менеджера, ' }))],
  [0.6, 'say stop', async history => void (await history.say({ words: 'Стоп! ' }))],
  [1, 'send a sticker', async history => void (await history.say({ kind: MessageKind.STICKER }))],
  [1, 'react', history => changeNewest(history, { type: 'reaction', emoji: '👍' })],
  [
    1.5,
    'edit',
    history => changeNewest(history, { type: 'edit', text: `правка ${history.said.at(-1)?.n ?? 0}` }),
  ],
  [1.5, 'delete', deleteNewest],
  [
    1,
    'deliver again',
    async history => {
      const said = history.said.at(-1);
      if (!said) return;
      await history.accept({
        ...{ type: 'message', channelExternalId: said.number, from: said.address, senderName: null },
        ...{ kind: MessageKind.TEXT, text: 'повтор', attachments: [], messageKey: said.key },
        ...{ sentAt: new Date(), replyToExternalId: null },
      });
    },
  ],
  [
    0.7,
    'write in a group',
    async history => {
      const result = await history.accept({
        ...{
          type: 'message',
          channelExternalId: history.channels[0]?.number,
          from: '120363000000000001@g.us',
        },
        ...{ senderName: null, kind: MessageKind.TEXT, text: 'в группе', attachments: [] },
        ...{ messageKey: crypto.randomUUID(), sentAt: new Date(), replyToExternalId: null },
      });
      if (result.conversationId !== null) history.violations.push('a group became a conversation');
    },
  ],
  [14, 'turn', history => history.watch('turn', ids => history.turn(history.process(), ids))],
  [
    4,
    'turn twice at once',
    history =>
      history.watch('turn twice', async ids => {
        const isWriting = history.random() < 0.5;
        await Promise.all([
          ...history.world.processes.map(process => history.turn(process, ids)),
          ...(isWriting ? [history.say()] : []),
        ]);
      }),
  ],
  [
    5,
    'turn with something meanwhile',
    history => {
      const [name, act] = history.pick(meanwhile);
      return turnWith(history, name, act);
    },
  ],
  [
    4,
    'turn in a process that is killed',
    history =>
      history.watch('killed turn', async ids => {
        const process = history.process();
        const database = mortal(process.database, Math.floor(history.random() * 32));
        await history.turn(history.turnsOf(process, { database }), ids).catch(() => undefined);
      }),
  ],
  [
    1,
    'turn in a process that stops',
    history =>
      history.watch('stopped turn', async ids => {
        const stopping = stop();
        history.during = async () => stopping.abort();
        await history.turn(history.process(), ids, stopping.signal).catch(() => undefined);
        history.during = null;
      }),
  ],
  [
    12,
    'send',
    async history => {
      for (const job of await history.waiting()) await history.send(job);
    },
  ],
  [
    1.5,
    'claim in a process that is killed',
    async history => {
      const [job] = await history.waiting();
      if (job) await claimMessage(history.process().database, job, history.isRepeatable, null);
    },
  ],
  [2.5, 'reply', reply],
  [1.5, 'take over', take],
  [1.5, 'type on the phone', phone],
  [1, 'write by another program', history => echo(history, true)],
  [5, 'give back', history => hand(history, HandoffState.AI_ACTIVE)],
  [
    0.7,
    'request a hand-off',
    async history => {
      const said = current(history);
      if (!said) return;
      await requestHandoff(history.process().database, actorOf(history), { id: said.conversationId });
      history.held.delete(said.conversationId);
    },
  ],
  [
    1,
    'hours pass',
    async history => {
      await history.sql(
        `update messages set created_at = created_at - interval '2 hours', sent_at = sent_at - interval '2 hours' where tenant_id = $1`,
      );
      await history.sql(
        `update conversations set handoff_at = handoff_at - interval '2 hours' where tenant_id = $1`,
      );
      if (history.holdMinutes !== null) history.held.clear();
    },
  ],
  [
    0.7,
    'quiet hours',
    async history => {
      await changeAssistant(history, `quiet_from = '00:00', quiet_to = '24:00'`);
      history.isQuiet = true;
    },
  ],
  [
    2,
    'quiet hours end',
    async history => {
      history.isQuiet = false;
      await changeAssistant(history, 'quiet_from = null, quiet_to = null');
    },
  ],
  [0.7, 'mode', history => setMode(history, history.pick(['DRAFT', 'OFF']))],
  [2, 'mode AUTO', history => setMode(history, 'AUTO')],
  [1, 'pause a number', pause],
  [0.5, 'a number is disconnected', history => setChannel(history, { status: ChannelStatus.DISCONNECTED })],
  [3, 'activate a number', history => setChannel(history, { status: ChannelStatus.ACTIVE })],
  [
    1,
    'move the default',
    history => setChannel(history, { isDefault: true }, history.pick(history.channels).number),
  ],
  [0.7, 'merge', merge],
  [
    0.4,
    'undo a merge',
    async history => {
      const [merged] = await history.sql<{ id: string }>(
        'select id from contacts where tenant_id = $1 and merged_into_id is not null',
      );
      if (merged) await history.process().contacts.unmerge(actorOf(history), merged.id);
    },
  ],
];

/** The end: everything works again, so that everything that is due is done. */
export async function settle(history: History): Promise<void> {
  history.isHealthy = true;
  for (const { number } of history.channels)
    await setChannel(history, { status: ChannelStatus.ACTIVE }, number);
  await changeAssistant(history, `mode = 'AUTO', quiet_from = null, quiet_to = null`);
  history.mode = 'AUTO';
  history.isQuiet = false;
  await history.watch('last turn', ids => history.turn(history.process(), ids));
  for (let round = 0; round < 3; round += 1)
    for (const job of await history.waiting()) await history.send(job);
}
