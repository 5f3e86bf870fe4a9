/** MikroORM over a database. A separate module, so that the mapper is loaded only at the first change. */
import { MikroORM } from '@mikro-orm/postgresql';
import type pg from 'pg';
import { createOrmOptions } from './orm-options.js';

/** Creates the mapper; connects at its first query. @param onPoolCreated receives the mapper's pool */
export function openMapper(
  databaseUrl: string,
  poolSize: number,
  onPoolCreated: (pool: pg.Pool) => void,
): MikroORM {
  const options = createOrmOptions(databaseUrl, poolSize);
  return new MikroORM({ ...options, driverOptions: { ...options.driverOptions, onPoolCreated } });
}
