/** MikroORM over a database. A module of its own, so that the mapper is loaded when something is changed with it. */
import { MikroORM } from '@mikro-orm/postgresql';
import { createOrmOptions } from './orm-options.js';

/** Makes the mapper; connects at its first query. */
export function openMapper(databaseUrl: string): MikroORM {
  return new MikroORM(createOrmOptions(databaseUrl));
}
