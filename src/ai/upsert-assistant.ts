/** Use case: create or change an assistant. */
import { parseLine } from '../accounts/input-rules.js';
import type { SecretCipher } from '../accounts/secret-cipher.js';
import type { Database, UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError, ConflictError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { AiEngine, AiMode, AiSchedule, EventType } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Team } from '../entities/team.entity.js';
import {
  type AssistantSettings,
  defaultSettings,
  readSettings,
  type SettingsInput,
} from './assistant-settings.js';
import type { Models } from './model/model.js';
import { startPosition } from './start-position.js';

/** Input of `upsertAiAssistant`: without an id an assistant to create. An absent field is unchanged. */
export interface UpsertAssistantInput extends SettingsInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly engine?: AiEngine | null;
  readonly mode?: AiMode | null;
  readonly channelIds?: readonly string[] | null;
  readonly schedule?: AiSchedule | null;
  readonly endpointUrl?: string | URL | null;
  readonly model?: string | null;
  readonly apiKey?: string | null;
  readonly isArchived?: boolean | null;
  /** Null: none. */
  readonly handoffTeamId?: string | null;
}

/** Dependencies. */
export interface AssistantOptions {
  readonly database: Database;
  readonly cipher: SecretCipher;
  readonly models: Models;
}

const maxAssistants = 20;
const maxChannels = 100;
const maxUrlChars = 2_000;
const maxKeyChars = 1_000;

/**
 * Creates or changes an assistant.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a number that has one already, LimitReachedError
 */
export async function upsertAssistant(
  { database, cipher, models }: AssistantOptions,
  tenantId: string,
  input: UpsertAssistantInput,
): Promise<string> {
  const endpointUrl = input.endpointUrl === undefined ? undefined : await parseUrl(models, input.endpointUrl);
  const key = parseKey(input.apiKey);
  const settings = readSettings(input);
  const given = {
    ...(input.name !== undefined && { name: parseLine('name', input.name ?? '', 100) }),
    ...(input.model !== undefined && { model: parseLine('model', input.model ?? '', 200) }),
    ...(input.mode != null && { mode: input.mode }),
    ...(input.schedule != null && { schedule: input.schedule }),
    ...(endpointUrl !== undefined && { endpointUrl }),
  };
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const all: AiAssistant[] = await unit.em.find(AiAssistant, {});
    const known = findKnown(all, input.id);
    const engine = input.engine ?? known?.engine ?? AiEngine.OPENAI_COMPATIBLE;
    if (engine === AiEngine.EXTERNAL) refuseForeignFields(input);
    const channelIds = await readChannels(unit, input.channelIds);
    const handoffTeamId = await readTeam(unit, input.handoffTeamId);
    const assistant = known ?? make(unit, tenantId, all, { ...given, ...settings, engine });
    const before = JSON.stringify(assistant);
    setEngine(assistant, engine, given);
    Object.assign(assistant, given, settings);
    if (channelIds !== undefined) assistant.channelIds = channelIds;
    if (handoffTeamId !== undefined) assistant.handoffTeamId = handoffTeamId;
    if (key !== undefined) assistant.apiKeyCipher = key === null ? null : cipher.seal(key, assistant.id);
    if (input.isArchived != null)
      assistant.archivedAt = input.isArchived ? (assistant.archivedAt ?? new Date()) : null;
    if (endpointUrl !== undefined || key !== undefined || input.model !== undefined) {
      assistant.fault = null;
      assistant.faultAt = null;
    }
    if ((assistant.quietFrom === null) !== (assistant.quietTo === null))
      throw new BadUserInputError('quietTo', 'must be given together with quietFrom');
    refuseHalfPrices(assistant);
    refuseForeignCostLimit(assistant);
    refuseOtherCurrency(all, assistant);
    refuseSharedNumbers(all, assistant);
    if (known === null || JSON.stringify(assistant) !== before) {
      unit.emit({ kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed: ['aiAssistants'] });
      await unit.em.flush();
      await unit.query(startPosition, [tenantId]);
    }
    return assistant.id;
  });
}

function findKnown(all: readonly AiAssistant[], id: string | null | undefined): AiAssistant | null {
  if (id == null) return null;
  const found = all.find(assistant => assistant.id === id.toLowerCase());
  if (!found) throw new NotFoundError('assistant', id);
  return found;
}

function make(
  { em }: UnitOfWork,
  tenantId: string,
  all: readonly AiAssistant[],
  given: Given & Partial<AssistantSettings> & Pick<AiAssistant, 'engine'>,
): AiAssistant {
  if (all.length >= maxAssistants)
    throw new LimitReachedError('assistants', maxAssistants, 'take an archived one back and change it');
  const { name, engine } = given;
  if (name === undefined) throw new BadUserInputError('name', 'is required for a new assistant');
  return em.create(AiAssistant, {
    ...defaultSettings,
    ...{ id: uuidV7(), tenantId, name, engine, model: '', endpointUrl: '', handoffTeamId: null },
    ...{ mode: given.mode ?? AiMode.OFF, schedule: given.schedule ?? AiSchedule.ALWAYS },
    ...{
      channelIds: null,
      apiKeyCipher: null,
      fault: null,
      faultAt: null,
      archivedAt: null,
      createdAt: new Date(),
    },
  });
}

/** Both prices and their currency, or none. */
function refuseHalfPrices({ promptTokenPrice, completionTokenPrice, priceCurrency }: AiAssistant): void {
  const given = [promptTokenPrice, completionTokenPrice, priceCurrency].filter(value => value !== null);
  if (given.length > 0 && given.length < 3)
    throw new BadUserInputError(
      'priceCurrency',
      'must be given together with promptTokenPrice and completionTokenPrice',
    );
}

/** Costs are counted by the prices, so a limit in money needs them, and is in their currency. */
function refuseForeignCostLimit({ dailyCostLimit, priceCurrency }: AiAssistant): void {
  if (dailyCostLimit === null || dailyCostLimit.currency === priceCurrency) return;
  throw new BadUserInputError(
    'dailyCostLimit',
    priceCurrency === null
      ? 'must be null without prices, as no cost is counted then'
      : `must be in the currency of the prices, ${priceCurrency}`,
  );
}

/** Costs of a company are added up, so their currency is the same. */
function refuseOtherCurrency(all: readonly AiAssistant[], { id, priceCurrency }: AiAssistant): void {
  if (priceCurrency === null) return;
  const other = all.find(
    one => one.id !== id && one.archivedAt === null && (one.priceCurrency ?? priceCurrency) !== priceCurrency,
  );
  if (other)
    throw new ConflictError(`The assistant "${other.name}" has prices in ${other.priceCurrency}.`, {
      reason: 'WRONG_STATE',
    });
}

type Given = Partial<Pick<AiAssistant, 'name' | 'model' | 'endpointUrl' | 'mode' | 'schedule'>>;

/** Settings of an endpoint, which a program of the company does not have. */
const ofEndpoint = [
  ...(['endpointUrl', 'model', 'apiKey', 'instructions', 'temperature', 'maxOutputTokens'] as const),
  ...(['timeoutSeconds', 'waitSeconds', 'contextTokens', 'facts', 'allowedLinks'] as const),
  ...(['conversationTokenLimit', 'dailyTokenLimit', 'monthlyTokenLimit', 'dailyCostLimit'] as const),
];

function refuseForeignFields(input: UpsertAssistantInput): void {
  const foreign = ofEndpoint.find(field => input[field] != null);
  if (foreign !== undefined)
    throw new BadUserInputError(
      foreign,
      'is a setting of OPENAI_COMPATIBLE; the program of an EXTERNAL assistant decides it itself',
    );
}

/** A program has no endpoint, and the server does not wait for it. @throws BadUserInputError for an endpoint without address */
function setEngine(assistant: AiAssistant, engine: AiEngine, { model, endpointUrl }: Given): void {
  assistant.engine = engine;
  if (engine === AiEngine.EXTERNAL) {
    Object.assign(assistant, { endpointUrl: '', model: '', apiKeyCipher: null, fault: null, faultAt: null });
    assistant.waitSeconds = 0;
    return;
  }
  if (endpointUrl === undefined && assistant.endpointUrl === '')
    throw new BadUserInputError('endpointUrl', 'is required for a new assistant');
  if (model === undefined && assistant.model === '')
    throw new BadUserInputError('model', 'is required for a new assistant');
}

async function readTeam(
  { em }: UnitOfWork,
  given: string | null | undefined,
): Promise<string | null | undefined> {
  if (given == null) return given;
  const found = isUuid(given) ? await em.findOne(Team, { id: given.toLowerCase() }) : null;
  if (!found || found.archivedAt !== null) throw new NotFoundError('team', given);
  return found.id;
}

/** A number has one assistant; one of them may have all numbers that no other one has. */
function refuseSharedNumbers(all: readonly AiAssistant[], assistant: AiAssistant): void {
  if (assistant.archivedAt !== null) return;
  const own = assistant.channelIds;
  const holder = all.find(
    other =>
      other.id !== assistant.id &&
      other.archivedAt === null &&
      (own === null ? other.channelIds === null : own.some(id => other.channelIds?.includes(id) ?? false)),
  );
  if (holder)
    throw new ConflictError(
      `The assistant "${holder.name}" has such a number already; take it away there first.`,
      {
        reason: 'EXISTS',
        id: holder.id,
      },
    );
}

async function readChannels(
  { em }: UnitOfWork,
  given: readonly string[] | null | undefined,
): Promise<string[] | null | undefined> {
  if (given == null) return given;
  if (given.length > maxChannels)
    throw new BadUserInputError('channelIds', `takes at most ${maxChannels} numbers; null means all`);
  const ids = [...new Set(given.map(id => id.toLowerCase()))].sort();
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError('channel', id);
  const found: { id: string }[] = ids.length === 0 ? [] : await em.find(Channel, { id: { $in: ids } });
  const missing = ids.find(id => found.every(row => row.id !== id));
  if (missing !== undefined) throw new NotFoundError('channel', missing);
  return ids;
}

async function parseUrl(models: Pick<Models, 'findFault'>, given: string | URL | null): Promise<string> {
  const url = given === null ? null : URL.parse(String(given));
  if (url === null || url.href.length > maxUrlChars)
    throw new BadUserInputError('endpointUrl', `must be a URL of at most ${maxUrlChars} characters`);
  url.hash = '';
  const fault = await models.findFault(url.href);
  if (fault !== null) throw new BadUserInputError('endpointUrl', fault);
  return url.href.replace(/\/+(?:chat\/completions)?\/*$/, '');
}

/** Null takes the key away; undefined leaves it. */
function parseKey(key: string | null | undefined): string | null | undefined {
  if (key == null) return key;
  if (!/^[\x21-\x7e]+$/.test(key) || key.length > maxKeyChars)
    throw new BadUserInputError(
      'apiKey',
      `must have 1 to ${maxKeyChars} characters of ASCII, without spaces`,
    );
  return key;
}
