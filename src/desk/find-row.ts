/** Finds the rows that a use case changes: always of the tenant, always locked before they are read. */
import { type EntityClass, LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { User } from '../entities/user.entity.js';

/**
 * The row, locked until the transaction ends, so that a decision based on it still holds when it is written.
 * @throws NotFoundError when the tenant has none with this id
 */
export async function lockRow<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  what: string,
  id: string,
): Promise<Entity> {
  return findRow(em, entity, what, id, LockMode.PESSIMISTIC_WRITE);
}

/** The row, which no other transaction can change until this one ends. @throws NotFoundError, like `lockRow` */
export async function holdRow<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  what: string,
  id: string,
): Promise<Entity> {
  return findRow(em, entity, what, id, LockMode.PESSIMISTIC_READ);
}

/** The row, unlocked. @throws NotFoundError when the tenant has none with this id */
export async function getRow<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  what: string,
  id: string,
): Promise<Entity> {
  return findRow(em, entity, what, id, LockMode.NONE);
}

/** A user to whom work can be assigned. @throws NotFoundError for a disabled, unknown or foreign one */
export async function getColleague(em: EntityManager, id: string): Promise<User> {
  const user = await getRow(em, User, 'user', id);
  if (user.disabledAt !== null) throw new NotFoundError('user', id);
  return user;
}

async function findRow<Entity extends { id: string }>(
  em: EntityManager,
  entity: EntityClass<Entity>,
  what: string,
  id: string,
  lockMode: LockMode,
): Promise<Entity> {
  const row = isUuid(id) ? await em.findOne(entity, { id } as never, { lockMode: lockMode as never }) : null;
  if (row === null) throw new NotFoundError(what, id);
  return row as Entity;
}
