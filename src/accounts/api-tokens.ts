/** API tokens: create, rotate, revoke. */
import type { Database, UnitOfWork } from '../database/database.js';
import {
  BadUserInputError,
  ConflictError,
  ForbiddenError,
  LimitReachedError,
  NotFoundError,
} from '../domain/errors.js';
import { Permission, rolesWith } from '../domain/permission.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { AiEngine, Availability, EventType, Role, UserKind } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { ApiToken } from '../entities/api-token.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { User } from '../entities/user.entity.js';
import { createApiTokenSecret, hashApiTokenSecret, toApiTokenPrefix } from './api-token-secret.js';
import { parseLine, parseWithin } from './input-rules.js';
import type { Viewer } from './viewer.js';

/** A token to create. */
export interface NewApiToken {
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** Null or absent: all numbers; an empty list: none. */
  readonly channelIds?: readonly string[] | null;
  /** An EXTERNAL assistant, the author of what it sends; null or absent: its user. */
  readonly assistantId?: string | null;
  /** Null or absent: never. */
  readonly expiresAt?: Date | null;
}

/** A token with its secret, which cannot be read again. */
export interface ApiTokenWithSecret {
  readonly apiToken: ApiToken;
  readonly secret: string;
}

/** Use cases of API tokens. */
export interface ApiTokens {
  /** @throws BadUserInputError, NotFoundError, ForbiddenError for a permission the viewer lacks, LimitReachedError */
  create(viewer: Viewer, input: NewApiToken): Promise<ApiTokenWithSecret>;
  /**
   * Replaces the secret; the old one is accepted for `overlapMinutes` more, 0 to 1,440.
   * @throws BadUserInputError, NotFoundError, ConflictError for a revoked token
   */
  rotate(viewer: Viewer, id: string, overlapMinutes: number): Promise<ApiTokenWithSecret>;
  /** Ends a token at once, its sockets too; safe to repeat. @throws NotFoundError */
  revoke(viewer: Viewer, id: string): Promise<ApiToken>;
}

/** Permissions over data of numbers; a token that is limited to some numbers can have only these. */
const ofNumbers: readonly Permission[] = [
  Permission.READ,
  Permission.SEND,
  Permission.WORK,
  Permission.READ_LEDGER,
];
/** Of a token of an assistant: with more, its program could take a conversation back from a person. */
const ofAssistants: readonly Permission[] = [Permission.READ, Permission.SEND];
const maxActive = 100;
const maxChannels = 100;
const maxOverlapMinutes = 1_440;

/** Creates the use cases. @param onEnded called after the commit, as this process can answer before the notification */
export function createApiTokens(database: Database, onEnded: (userId: string) => void): ApiTokens {
  return {
    create: (viewer, input) => database.change(viewer.tenantId, unit => create(unit, viewer, input)),
    rotate: async (viewer, id, overlapMinutes) => {
      const rotated = await database.change(viewer.tenantId, unit => rotate(unit, id, overlapMinutes));
      onEnded(rotated.apiToken.userId);
      return rotated;
    },
    revoke: async (viewer, id) => {
      const revoked = await database.change(viewer.tenantId, async unit => {
        const token = await getToken(unit, id);
        if (token.revokedAt !== null) return token;
        token.revokedAt = new Date();
        const user = await unit.em.findOneOrFail(User, { id: token.userId });
        user.disabledAt = token.revokedAt;
        unit.emit(toUserUpdated(user));
        return token;
      });
      onEnded(revoked.userId);
      return revoked;
    },
  };
}

async function create(unit: UnitOfWork, viewer: Viewer, input: NewApiToken): Promise<ApiTokenWithSecret> {
  const { em } = unit;
  const { tenantId } = viewer;
  const name = parseLine('name', input.name);
  const channelIds = await toChannelIds(unit, input.channelIds);
  const assistantId = await toAssistantId(unit, input.assistantId);
  const scopes = toScopes(viewer, input.scopes, channelIds !== null, assistantId !== null);
  const now = new Date();
  if (input.expiresAt != null && input.expiresAt <= now)
    throw new BadUserInputError('expiresAt', 'must be in the future');
  const active = await em.count(ApiToken, { revokedAt: null });
  if (active >= maxActive) throw new LimitReachedError('API tokens', maxActive, 'revoke one first');
  const id = uuidV7();
  const user = em.create(User, {
    id: uuidV7(),
    tenantId,
    // No one signs in with it; the address only has to be unique.
    email: `token-${id}@service.invalid`,
    name,
    role: Role.INTEGRATION,
    kind: UserKind.SERVICE,
    availability: Availability.OFFLINE,
    passwordHash: null,
    sessionEpoch: 0,
    recoveryHashes: [],
    teamIds: [],
    disabledAt: null,
    unreadSince: now,
    createdAt: now,
  });
  const secret = createApiTokenSecret();
  const apiToken = em.create(ApiToken, {
    id,
    tenantId,
    userId: user.id,
    createdById: viewer.userId,
    name,
    scopes,
    ...{ channelIds, assistantId },
    ...toStored(secret),
    previousHash: null,
    previousEndsAt: null,
    expiresAt: input.expiresAt ?? null,
    lastUsedAt: null,
    revokedAt: null,
    createdAt: now,
  });
  unit.emit(toUserUpdated(user));
  return { apiToken, secret };
}

async function rotate(unit: UnitOfWork, id: string, overlapMinutes: number): Promise<ApiTokenWithSecret> {
  const minutes = parseWithin('overlapMinutes', overlapMinutes, 0, maxOverlapMinutes);
  const apiToken = await getToken(unit, id);
  if (apiToken.revokedAt !== null)
    throw new ConflictError('This token was revoked; create another one.', { reason: 'NOT_ACTIVE' });
  const secret = createApiTokenSecret();
  apiToken.previousHash = minutes === 0 ? null : apiToken.secretHash;
  apiToken.previousEndsAt = minutes === 0 ? null : new Date(Date.now() + minutes * 60_000);
  Object.assign(apiToken, toStored(secret));
  return { apiToken, secret };
}

function toStored(secret: string): Pick<ApiToken, 'secretHash' | 'prefix'> {
  const secretHash = hashApiTokenSecret(secret);
  if (secretHash === null) throw new Error('A new secret has the form of secrets.');
  return { secretHash, prefix: toApiTokenPrefix(secret) };
}

async function getToken({ em }: UnitOfWork, id: string): Promise<ApiToken> {
  const token = isUuid(id) ? await em.findOne(ApiToken, { id }) : null;
  if (!token) throw new NotFoundError('API token', id);
  return token;
}

function toScopes(
  viewer: Viewer,
  given: readonly Permission[],
  isLimited: boolean,
  isOfAssistant: boolean,
): Permission[] {
  const scopes = [...new Set(given)].sort();
  if (scopes.length === 0) throw new BadUserInputError('scopes', 'must contain at least one permission');
  if (!scopes.includes(Permission.READ))
    throw new BadUserInputError('scopes', 'must contain READ, which every response needs');
  const missing = scopes.find(scope => !viewer.permissions.includes(scope));
  if (missing !== undefined)
    throw new ForbiddenError(`create a token with ${missing}`, missing, rolesWith(missing));
  const more = isOfAssistant ? scopes.find(scope => !ofAssistants.includes(scope)) : undefined;
  if (more !== undefined)
    throw new BadUserInputError(
      'scopes',
      `cannot contain ${more} together with assistantId; an assistant's program can have ${ofAssistants.join(', ')}`,
    );
  const strange = isLimited ? scopes.find(scope => !ofNumbers.includes(scope)) : undefined;
  if (strange !== undefined) {
    throw new BadUserInputError(
      'scopes',
      `cannot contain ${strange} together with channelIds; a token that is limited to some numbers can have ${ofNumbers.join(', ')}`,
    );
  }
  return scopes;
}

async function toChannelIds(
  { em }: UnitOfWork,
  given: readonly string[] | null | undefined,
): Promise<string[] | null> {
  if (given == null) return null;
  const ids = [...new Set(given.map(id => id.toLowerCase()))].sort();
  if (ids.length > maxChannels)
    throw new BadUserInputError('channelIds', `takes at most ${maxChannels} values`);
  const found = await em.find(Channel, { id: { $in: ids.filter(isUuid) } });
  const known = new Set(found.map(({ id }) => id));
  const unknown = ids.find(id => !known.has(id));
  if (unknown !== undefined) throw new NotFoundError('channel', unknown);
  return ids;
}

async function toAssistantId({ em }: UnitOfWork, given: string | null | undefined): Promise<string | null> {
  if (given == null) return null;
  const found = isUuid(given) ? await em.findOne(AiAssistant, { id: given.toLowerCase() }) : null;
  if (!found) throw new NotFoundError('assistant', given);
  if (found.archivedAt !== null)
    throw new ConflictError('This assistant is archived.', { reason: 'ARCHIVED' });
  if (found.engine !== AiEngine.EXTERNAL)
    throw new ConflictError('Only an assistant with the engine EXTERNAL is a program of yours.', {
      reason: 'WRONG_STATE',
    });
  return found.id;
}

function toUserUpdated({ id }: User) {
  return { kind: EventType.USER_UPDATED, subjectId: id, changed: ['isActive'] };
}
