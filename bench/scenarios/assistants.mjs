/**
 * Ingest with an assistant on every number against ingest without one, on one server in alternation: ingest itself knows
 * nothing of assistants. While the assistant waits for the end of the customer's turn, only the reader of the event log runs. With
 * AUTO each message would need an answer, many times what the machine could write: ingest comes first, and the server begins as few
 * turns as it promises (`src/ai/turns/turn-pace.ts`). How many were answered is reported; what is left is not work of the next state.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { compareRow, ownRow, promiseRow } from '../report/rows.mjs';
import { fillTrunkline } from '../setup/fill-trunkline.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { withClient } from '../setup/postgres.mjs';
import { startTrunkline } from '../setup/servers.mjs';

const upsert =
  'mutation ($input: UpsertAiAssistantInput!) { upsertAiAssistant(input: $input) { assistant { id } } }';
const drainMs = 20_000;

/** The states that are compared with the first; the settings of the assistant in each, and what ingest must keep of its rate. */
const states = [
  { name: 'none', title: 'none', settings: { isArchived: true } },
  { name: 'off', title: 'OFF', settings: { isArchived: false, mode: 'OFF' }, atLeast: 0.95 },
  {
    name: 'waits',
    title: 'AUTO, its turns wait',
    settings: { isArchived: false, mode: 'AUTO', waitSeconds: 30 },
    atLeast: 0.95,
  },
  {
    name: 'auto',
    title: 'AUTO, answering',
    settings: { isArchived: false, mode: 'AUTO', waitSeconds: 0 },
    atLeast: 0.9,
  },
];

export const assistants = {
  name: 'assistants',
  run: async bench => {
    const { company, people, messages } = bench;
    const url = await bench.postgres.create('trunkline_assistants', bench.emptyDatabase);
    await fillTrunkline(url, company, { people, messages });
    const { startSimulatedModel } = await bench.folder.load('ai/simulation/simulated-model.js');
    const model = await startSimulatedModel();
    const server = await startTrunkline(
      bench.folder,
      url,
      { ...company, env: { ...company.env, AI_ALLOW_PRIVATE: 'on' } },
      'assistants',
    );
    try {
      const { target } = server;
      const set = input => ask(target.url, upsert, { input }, target.token);
      const { upsertAiAssistant } = await set({
        ...{ name: 'Bench', model: 'simulated', endpointUrl: model.url, conversationTokenLimit: null },
        languages: [
          { language: 'ru', handoffText: 'Зову коллегу.', fallbackText: 'Ответим позже.' },
          { language: 'kk', handoffText: 'Әріптесімді шақырамын.', fallbackText: 'Кейінірек жауап береміз.' },
        ],
      });
      const { id } = upsertAiAssistant.assistant;
      const measure = async ({ settings }) => {
        await set({ id, ...settings });
        const { result, cpuMs } = await bench.withCpu(server, () =>
          bench.load.run('post', target, { concurrency: 64, knownPeople: people, ...bench.times }),
        );
        if (Object.keys(result.failures).length > 0)
          throw new Error(`the server answered ${JSON.stringify(result.failures)}`);
        const answers = settings.waitSeconds === 0 ? await firstAnswers(url) : await countAnswers(url);
        // The rest of the round must not be work of the next one.
        await set({ id, isArchived: true });
        await drain(url);
        const perMessage = name => cpuMs && (cpuMs[name] * 1_000) / result.answered;
        return { ...result, server: perMessage('server'), postgres: perMessage('postgres'), answers };
      };
      // The first answers load what models need, and compile it.
      for (const state of [states.at(-1), states[0]]) await measure(state);
      const rounds = [];
      for (let round = 0; round < bench.options.rounds; round += 1) {
        const results = {};
        for (const state of round % 2 === 0 ? states : states.toReversed())
          results[state.name] = await measure(state);
        rounds.push(results);
      }
      const pairsOf = (state, name) =>
        rounds.map(results => ({ floor: results.none[name], trunkline: results[state.name][name] }));
      const title = 'ingest, 64 at once, with an assistant on every number';
      const rows = states.slice(1).flatMap(state => {
        const goal = { atLeast: state.atLeast };
        const row = compareRow(
          `${title} (${state.title}) : without`,
          '/s',
          pairsOf(state, 'perSecond'),
          goal,
        );
        const used = rounds[0].none.server === null ? [] : ['server', 'postgres'];
        const cpu = used.map(side =>
          compareRow(`${title} (${state.title}), CPU a message: ${side}`, 'µs', pairsOf(state, side)),
        );
        return [row, ...cpu];
      });
      const answered = rounds.map(({ auto }) => auto.answers);
      const isAnswering = rounds.every(({ auto, waits }) => auto.answers > 0 && waits.answers === 0);
      return [
        ...rows,
        ownRow('assistants, answers and hand-offs written in the rounds with AUTO', '', answered),
        promiseRow(
          'assistants',
          '',
          `${answered.join(', ')} answers`,
          'turns are answered in the rounds with AUTO only',
          isAnswering,
        ),
      ];
    } finally {
      await server.stop();
      await model.stop();
    }
  },
};

/** Answers and hand-offs of the round. */
function countAnswers(url) {
  return withClient(url, async client => {
    const { rows } = await client.query(
      `select count(*)::int as answers from ai_turns where status in ('ANSWERED', 'HANDED_OFF')`,
    );
    return rows[0].answers;
  });
}

/** The same; a round with `--quick` is shorter than the reader's pause. */
async function firstAnswers(url) {
  for (let waitedMs = 0; ; waitedMs += 100) {
    const answers = await countAnswers(url);
    if (answers > 0 || waitedMs >= drainMs) return answers;
    await delay(100);
  }
}

/** Waits for turns and sends that run, and removes those that wait; every conversation may be answered again. */
function drain(url) {
  return withClient(url, async client => {
    for (let waitedMs = 0; waitedMs < drainMs; waitedMs += 100) {
      await client.query(
        `delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
          where t.id = j.task_id and t.identifier = 'send-message' and j.locked_at is null`,
      );
      await client.query('delete from ai_turn_jobs where locked_by is null');
      const { rows } = await client.query(
        `select (select count(*)::int from graphile_worker.jobs where task_identifier = 'send-message') as jobs,
                (select count(*)::int from ai_turn_jobs) as turns,
                (select count(*)::int from ai_positions p join event_counters c using (tenant_id) where c.position > p.position) as behind`,
      );
      if (rows[0].jobs + rows[0].turns + rows[0].behind === 0) break;
      await delay(100);
    }
    await client.query(
      `update conversations set handoff = 'HUMAN_ACTIVE', handoff_reason = null, handoff_at = null where handoff <> 'HUMAN_ACTIVE'`,
    );
    await client.query('delete from ai_turns');
    await client.query('delete from ai_calls');
  });
}
