import { createRandom } from '../seeded.js';
import { acts, settle } from './acts.js';
import { History } from './history.js';
import type { HistoryWorld } from './world.js';

const steps = 14;

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
  const phones = [world.nextPhone(), world.nextPhone()];
  const isRepeatable = random() < 0.3;
  const history = new History(world, random, tenant, channels, phones, isRepeatable, holdMinutes);
  const addresses = phones.map(phone => `${phone}@s.whatsapp.net`);
  world.byModel.set(model, history);
  for (const address of addresses) world.byRecipient.set(address, history);
  try {
    await history.say();
    for (let step = 0; step < steps; step += 1) {
      const [name, act] = choose(random());
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

function choose(
  at: number,
): (typeof acts)[number] extends readonly [number, infer N, infer A] ? [N, A] : never {
  let left = at * acts.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, name, act] of acts) {
    left -= weight;
    if (left < 0) return [name, act];
  }
  throw new Error('There are no acts.');
}
