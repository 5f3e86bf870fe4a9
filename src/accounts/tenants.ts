/** Tenants and their users: what must exist before a user can sign in. */
import type { Database, UnitOfWork } from '../database/database.js';
import { UnauthenticatedError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Availability, type Role, UserKind } from '../domain/vocabulary.js';
import { EventCounter } from '../entities/event-counter.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { User } from '../entities/user.entity.js';
import {
  parseCountry,
  parseEmail,
  parseLine,
  parseLocale,
  parsePassword,
  parseRole,
  parseSlug,
  parseTimezone,
  parseWithin,
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

/** Changed settings; an absent or null field is unchanged. */
export interface TenantSettingsChange {
  readonly defaultCountry?: string | null;
  readonly timezone?: string | null;
  readonly recentActivityMinutes?: number | null;
  readonly replyWindowHours?: number | null;
  readonly showsDeletedText?: boolean | null;
  readonly requiresSecondFactor?: boolean | null;
}

/** The pipeline that every company starts with. */
const firstStages = [
  { name: 'New', isTerminal: false, isLost: false },
  { name: 'In progress', isTerminal: false, isLost: false },
  { name: 'Won', isTerminal: true, isLost: false },
  { name: 'Lost', isTerminal: true, isLost: true },
] as const;

const maxRecentActivityMinutes = 1_440;
/** The shortest reply window of a provider; a later deadline would have no effect. */
const maxReplyWindowHours = 24;

/** Adds a company with its pipeline and its event counter to the unit of work of tenant `id`. */
export function addTenant({ em }: UnitOfWork, id: string, input: NewTenant): Tenant {
  const tenant = em.create(Tenant, {
    id,
    slug: parseSlug('slug', input.slug),
    name: parseLine('name', input.name),
    defaultCountry: parseCountry('defaultCountry', input.defaultCountry),
    timezone: parseTimezone('timezone', input.timezone),
    locale: parseLocale('locale', input.locale),
    replyWindowHours: 24,
    webhookRetentionDays: 90,
    recentActivityMinutes: 5,
    showsDeletedText: true,
    requiresSecondFactor: false,
    createdAt: new Date(),
  });
  em.create(EventCounter, { tenantId: id, position: 0, droppedThrough: 0 });
  for (const [position, stage] of firstStages.entries()) {
    em.create(LeadStage, { id: uuidV7(), tenantId: id, position, archivedAt: null, ...stage });
  }
  return tenant;
}

/** Adds a user whose password is hashed already. */
export function addUser(
  { em }: UnitOfWork,
  tenantId: string,
  input: Omit<NewUser, 'password'> & { readonly passwordHash: string | null },
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

/** Changes settings and returns the updated company. @throws BadUserInputError */
export function updateTenantSettings(
  database: Database,
  tenantId: string,
  input: TenantSettingsChange,
): Promise<Tenant> {
  const { defaultCountry: country, timezone, recentActivityMinutes: minutes } = input;
  return database.change(tenantId, async ({ em }) => {
    const tenant = await em.findOne(Tenant, { id: tenantId });
    if (!tenant) throw new UnauthenticatedError();
    if (country != null) tenant.defaultCountry = parseCountry('defaultCountry', country);
    if (timezone != null) tenant.timezone = parseTimezone('timezone', timezone);
    if (minutes != null) {
      tenant.recentActivityMinutes = parseWithin(
        'recentActivityMinutes',
        minutes,
        0,
        maxRecentActivityMinutes,
      );
    }
    if (input.replyWindowHours != null) {
      const hours = input.replyWindowHours;
      tenant.replyWindowHours = parseWithin('replyWindowHours', hours, 1, maxReplyWindowHours);
    }
    if (input.showsDeletedText != null) tenant.showsDeletedText = input.showsDeletedText;
    if (input.requiresSecondFactor != null) tenant.requiresSecondFactor = input.requiresSecondFactor;
    return tenant;
  });
}
