import { createRandom } from '../seeded.js';
import { acts, settle } from './acts.js';
import { History } from './history.js';
import { programActs } from './program-acts.js';
import type { HistoryWorld } from './world.js';

const steps = 14;
/** Some histories have a program on one number; not those that broke a rule before there were programs. */
const hasProgram = (seed: number): boolean => seed % 5 === 1 || seed % 5 === 2;

/** Lives one history. @throws when it broke a rule, with its seed and its acts */
export async function liveHistory(world: HistoryWorld, seed: number): Promise<void> {
  const random = createRandom(seed);
  const { desk } = world;
  const tenant = await desk.addTenant();
  const numbers = ['a', 'b', 'c'].map(name => `instance_${name}`);
  const channels = [];
  for (const number of numbers) channels.push({ number, id: await tenant.addChannel(number) });
  const { pool } = desk.database;
  await pool.query('update channels set is_default = true where id = $1', [channels[0]?.id]);
  await pool.query(
    `insert into lead_stages (id, tenant_id, name, position) values (gen_random_uuid(), $1, 'New', 1)`,
    [tenant.tenantId],
  );
  const model = `model-${tenant.tenantId}`;
  const holdMinutes = random() < 0.5 ? null : 60;
  await desk.addAssistant(tenant, {
    ...{ model, endpointUrl: `${desk.model.url.replace('/v1', '')}/${tenant.tenantId}/v1` },
    ...{ humanHoldMinutes: holdMinutes, maxConsecutiveAnswers: random() < 0.8 ? 50 : 2 },
    conversationTokenLimit: random() < 0.8 ? null : 3_000,
    ...(random() < 0.8 ? {} : { channelIds: channels.slice(0, 2).map(({ id }) => id) }),
    maxOutputTokens: 100,
  });
  const ofProgram = channels.at(-1);
  const programId = hasProgram(seed)
    ? await desk.addProgram(tenant, {
        ...{ channelIds: [ofProgram?.id ?? ''], humanHoldMinutes: holdMinutes, maxConsecutiveAnswers: 50 },
      })
    : null;
  const phones = [world.nextPhone(), world.nextPhone()];
  const isRepeatable = random() < 0.3;
  const history = new History(
    ...([world, random, tenant, channels, phones, isRepeatable, holdMinutes] as const),
    ...([programId, ofProgram?.number ?? null] as const),
  );
  const all: readonly Act[] = programId === null ? acts : [...acts, ...programActs];
  const addresses = phones.map(phone => `${phone}@s.whatsapp.net`);
  world.byModel.set(model, history);
  for (const address of addresses) world.byRecipient.set(address, history);
  try {
    await history.say();
    for (let step = 0; step < steps; step += 1) {
      const [name, act] = choose(all, random());
      history.log.push(name);
      await act(history);
    }
    await settle(history);
    await history.check();
  } catch (error) {
    history.violations.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  } finally {
    world.byModel.delete(model);
    for (const address of addresses) world.byRecipient.delete(address);
  }
  if (history.violations.length > 0)
    throw new Error(
      `Repeat it: TEST_SEED=${seed} TEST_HISTORIES=1\n${history.violations.join('\n')}\nacts: ${history.log.join(', ')}`,
    );
}

type Act = (typeof acts)[number];

function choose(list: readonly Act[], at: number): [Act[1], Act[2]] {
  let left = at * list.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, name, act] of list) {
    left -= weight;
    if (left < 0) return [name, act];
  }
  throw new Error('There are no acts.');
}
