import { createTenant } from '../../src/accounts/tenants.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { createTestDatabase } from './test-database.js';

/** A database with one company, which was created as the command line does. */
export interface CompanyDatabase {
  /** Of the test database; processes open it. */
  readonly url: string;
  readonly database: Database;
  readonly tenantId: string;
  /** Closes and drops it. */
  drop(): Promise<void>;
}

/** Creates it. */
export async function createCompanyDatabase(): Promise<CompanyDatabase> {
  const { url, drop } = await createTestDatabase();
  const database = await openDatabase({ url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
  const company = { slug: 'acme', name: 'Acme', defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
  const { id: tenantId } = await createTenant(database, company);
  return {
    ...{ url, database, tenantId },
    drop: async () => {
      await database.close();
      await drop();
    },
  };
}
