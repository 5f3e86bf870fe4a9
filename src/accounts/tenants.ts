/** Tenants and their users: what must exist before a user can sign in. */
import type { Database, UnitOfWork } from '../database/database.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Availability, type Role, UserKind } from '../domain/vocabulary.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';
import { type FirstTopic, firstListsIn } from './first-lists.js';
import {
  parseCountry,
  parseEmail,
  parseLine,
  parseLocale,
  parsePassword,
  parseRole,
  parseSlug,
  parseTimezone,
} from './input-rules.js';
import { hashPassword } from './password.js';
import { refuseDuplicates } from './refuse-duplicates.js';

/** A company to create. */
export interface NewTenant {
  readonly slug: string;
  readonly name: string;
  readonly defaultCountry: string;
  readonly timezone: string;
  readonly locale: string;
}

/** A user to create. */
export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

/** Position of the won stage; the lost one follows. */
const firstTerminal = 2;

/**
 * Adds a company with its event counter, and the stages and topics of its language, to the unit of work of tenant `id`.
 *
 * @param topics other topics to start with
 */
export function addTenant(
  { em }: UnitOfWork,
  id: string,
  input: NewTenant,
  topics?: readonly FirstTopic[],
): Tenant {
  const tenant = em.create(Tenant, {
    id,
    slug: parseSlug('slug', input.slug),
    name: parseLine('name', input.name),
    defaultCountry: parseCountry('defaultCountry', input.defaultCountry),
    timezone: parseTimezone('timezone', input.timezone),
    locale: parseLocale('locale', input.locale),
    replyWindowHours: 24,
    webhookRetentionDays: 90,
    messageRetentionDays: null,
    recentActivityMinutes: 5,
    showsDeletedText: true,
    requiresSecondFactor: false,
    currency: null,
    assignsOnReply: false,
    businessHours: null,
    awayText: null,
    optOutWords: [],
    createdAt: new Date(),
  });
  em.create(EventCounter, { tenantId: id, position: 0, droppedThrough: 0 });
  const lists = firstListsIn(tenant.locale);
  for (const [position, name] of lists.stages.entries()) {
    const outcome = { isTerminal: position >= firstTerminal, isLost: position > firstTerminal };
    em.create(LeadStage, { id: uuidV7(), tenantId: id, position, name, archivedAt: null, ...outcome });
  }
  for (const { name, keywords } of topics ?? lists.topics)
    em.create(Topic, { id: uuidV7(), tenantId: id, name, keywords: [...keywords], archivedAt: null });
  return tenant;
}

/** Adds a user whose password is hashed already. */
export function addUser(
  { em }: UnitOfWork,
  tenantId: string,
  input: Omit<NewUser, 'password'> & {
    readonly passwordHash: string | null;
    readonly teamIds?: readonly string[];
  },
): User {
  return em.create(User, {
    id: uuidV7(),
    tenantId,
    kind: UserKind.PERSON,
    email: parseEmail('email', input.email),
    name: parseLine('name', input.name),
    role: parseRole('role', input.role),
    availability: Availability.OFFLINE,
    passwordHash: input.passwordHash,
    sessionEpoch: 0,
    disabledAt: null,
    locale: null,
    totpCipher: null,
    totpConfirmedAt: null,
    totpLastStep: null,
    recoveryHashes: [],
    teamIds: [...(input.teamIds ?? [])],
    lastSeenAt: null,
    createdAt: new Date(),
  });
}

/** Creates a company. @throws BadUserInputError, ConflictError when the slug is taken */
export function createTenant(database: Database, input: NewTenant): Promise<Tenant> {
  const id = uuidV7();
  return refuseDuplicates(
    { tenants_slug_key: `A company with the slug "${input.slug}" exists already.` },
    () => database.change(id, async unit => addTenant(unit, id, input)),
  );
}

/** Creates a user. @throws BadUserInputError, ConflictError when another user of this server has the e-mail */
export async function createUser(database: Database, tenantId: string, input: NewUser): Promise<User> {
  const passwordHash = await hashPassword(parsePassword('password', input.password));
  return refuseDuplicates({ users_email_key: 'Another user has this e-mail.' }, () =>
    database.change(tenantId, async unit => addUser(unit, tenantId, { ...input, passwordHash })),
  );
}
