/** The demo's assistants: the simulated model answers on one number, and proposes on another. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AiEngine, AiMode, AiSchedule } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { defaultSettings } from './assistant-settings.js';
import { simulatedModelUrl } from './simulation/simulated-model-url.js';
import { startPosition } from './start-position.js';

const tenant = tableOf(Tenant).of('t');
const channel = tableOf(Channel).of('h');
const assistants = tableOf(AiAssistant);

/** $1 slug, $2 numbers by the vendor's ids. Nothing where there are assistants already. */
const findNumbers = statement(
  'ai-demo-numbers',
  sql`select ${as('tenantId', tenant.id)}, ${as('channelId', channel.id)}, ${as('externalId', channel.externalId)}
     from ${tableOf(Tenant).table} t join ${tableOf(Channel).table} h on ${channel.tenantId} = ${tenant.id}
    where ${tenant.slug} = $1 and ${channel.externalId} = any($2::text[])
      and not exists (select from ${assistants.table} a where ${assistants.of('a').tenantId} = ${tenant.id})`,
);

/** Vendors' ids of the demo's numbers. */
const numbers = [
  { externalId: '+918800000122', mode: AiMode.AUTO, name: 'Ассистент (симулятор модели)' },
  { externalId: '310000000000122', mode: AiMode.DRAFT, name: 'Подсказки (симулятор модели)' },
];

const facts = [
  'Панели МДФ: от 7 000 тенге за метр',
  'Ламинат: от 5 500 тенге за метр',
  'Доставка по городу: 2 000 тенге',
];
const languages = [
  {
    language: 'ru',
    fallbackText: 'Спасибо! Ответим чуть позже.',
    handoffText: 'Зову коллегу, он ответит здесь.',
  },
  {
    language: 'kk',
    fallbackText: 'Рақмет! Сәл кейінірек жауап береміз.',
    handoffText: 'Әріптесімді шақырамын.',
  },
  {
    language: 'en',
    fallbackText: 'Thank you! We answer a little later.',
    handoffText: 'I ask a colleague to answer.',
  },
];

/** Adds them to a company that has none. */
export async function seedDemoAssistants(database: Database, slug: string): Promise<void> {
  const found = await database.query(findNumbers, [slug, numbers.map(({ externalId }) => externalId)]);
  const [first] = found;
  if (!first) return;
  const { tenantId } = first;
  await database.change(tenantId, async ({ em, query }) => {
    for (const { externalId, mode, name } of numbers) {
      const number = found.find(row => row.externalId === externalId);
      if (!number) continue;
      em.create(AiAssistant, {
        ...defaultSettings,
        ...{ id: uuidV7(), tenantId, name, mode, channelIds: [number.channelId], facts, languages },
        ...{ engine: AiEngine.OPENAI_COMPATIBLE, handoffTeamId: null },
        ...{
          endpointUrl: simulatedModelUrl,
          model: 'simulated',
          schedule: AiSchedule.ALWAYS,
          waitSeconds: 2,
        },
        // Prices of a small model, so that the demo shows costs.
        ...{ setsTopics: true, promptTokenPrice: '0.15', completionTokenPrice: '0.6', priceCurrency: 'USD' },
        ...{ apiKeyCipher: null, fault: null, faultAt: null, archivedAt: null, createdAt: new Date() },
      });
    }
    await query(startPosition, [tenantId]);
  });
}
