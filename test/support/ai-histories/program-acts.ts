/** What the program of an EXTERNAL assistant does in random histories; the server refuses what the rules forbid. */
import { handOffOfProgram } from '../../../src/ai/hand-off-of-program.js';
import { replyOfProgram } from '../../../src/ai/reply-of-program.js';
import { suggestReply } from '../../../src/ai/suggest-reply.js';
import type { History, Said } from './history.js';
import type { HistoryProcess } from './world.js';

type ProgramAct = (history: History, programId: string, said: Said) => Promise<unknown>;

const refusals = ['CONFLICT', 'CHANNEL_NOT_ACTIVE', 'RECIPIENT_OPTED_OUT'];

async function unlessRefused(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!refusals.includes(String((error as { code?: string }).code))) throw error;
  }
}

/** Answers what it has seen last, or an older message by name, which is too late when there is a newer one. */
function reply(history: History, programId: string, seen: Said, process: HistoryProcess): Promise<unknown> {
  const { tenantId, userId } = history.tenant;
  const { conversationId, n, messageId } = seen;
  const newest = history.said.findLast(said => said.conversationId === conversationId);
  const isNamed = seen !== newest || history.random() < 0.5;
  return replyOfProgram(process.sendReply, {
    ...{ tenantId, userId, assistantId: programId, inReplyToMessageId: isNamed ? messageId : null },
    input: { conversationId, text: `Ответ на ${n}.` },
  });
}

const answer: ProgramAct = (history, programId, said) => reply(history, programId, said, history.process());

/** The same webhook arrives at two copies of the program. */
const answerTwice: ProgramAct = (history, programId, said) =>
  Promise.all(
    history.world.processes.map(process => unlessRefused(reply(history, programId, said, process))),
  );

const askForPerson: ProgramAct = (history, programId, { conversationId: id }) =>
  handOffOfProgram(history.process().turns, history.tenant.tenantId, programId, { id, reason: 'VIP' });

const propose: ProgramAct = (history, programId, { conversationId }) =>
  suggestReply(history.process().turns, history.tenant.tenantId, programId, {
    ...{ conversationId, text: 'Предложение программы' },
  });

const about =
  (name: string, act: ProgramAct) =>
  async (history: History): Promise<void> => {
    const { programId, programNumber } = history;
    // Mostly the newest message of its number.
    const own = history.said.filter(({ number }) => number === programNumber);
    const said = history.random() < 0.8 ? own.at(-1) : own[Math.floor(history.random() * own.length)];
    if (programId === null || said === undefined) return;
    await history.watch(name, () => unlessRefused(act(history, programId, said).then(() => undefined)));
  };

/** The acts with their weights. */
export const programActs = [
  [10, 'the program answers', about('program', answer)],
  [4, 'two copies of the program answer', about('program twice', answerTwice)],
  [1.5, 'the program asks for a person', about('program asks', askForPerson)],
  [1, 'the program proposes', about('program proposes', propose)],
] as const;
