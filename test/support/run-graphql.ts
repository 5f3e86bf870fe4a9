/** Runs GraphQL documents against the schema itself, and records their statements. */
import { type GraphQLError, type GraphQLSchema, graphql } from 'graphql';
import { createCursorCodec } from '../../src/database/cursors.js';
import type { Database } from '../../src/database/database.js';
import type { TenantStatement } from '../../src/database/statement.js';
import { createTenantReader, type TenantReader } from '../../src/database/tenant-reader.js';
import { createDesk } from '../../src/desk/desk.js';
import { TrunklineError } from '../../src/domain/errors.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createOutboxUseCases } from '../../src/outbox/outbox.js';
import { createContacts } from '../../src/people/contacts.js';
import { getProvider } from '../../src/providers/registry.js';
import { createLoaders } from '../../src/queries/loaders.js';
import type { ResolverContext } from '../../src/resolvers/context.js';
import { createSearch } from '../../src/search/search.js';
import type { SeededTenant } from './seed.js';

/** A statement of a document, with its parameters after `$1`. */
export interface TakenStatement {
  readonly statement: TenantStatement;
  readonly parameters: readonly unknown[];
}

/** The result of a document. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what its own document asked for
  readonly data: any;
  readonly codes: readonly string[];
  readonly errors: readonly GraphQLError[];
  readonly statements: readonly TakenStatement[];
}

/** The cursors of the tests. */
export const testCursors = createCursorCodec('secret of the tests');

/** A reader that records its statements. */
export function countReads(reader: TenantReader): { reader: TenantReader; taken: TakenStatement[] } {
  const taken: TakenStatement[] = [];
  const note = (statement: TenantStatement, parameters: readonly unknown[]) =>
    taken.push({ statement, parameters });
  return {
    taken,
    reader: {
      tenantId: reader.tenantId,
      rows: (statement, ...parameters) => {
        note(statement, parameters);
        return reader.rows(statement, ...parameters);
      },
      row: (statement, ...parameters) => {
        note(statement, parameters);
        return reader.row(statement, ...parameters);
      },
    },
  };
}

/** Runs documents as a user of a tenant; `null` for no user. */
export function createRunner(schema: GraphQLSchema, database: Database) {
  const desk = createDesk(database);
  const outbox = createOutboxUseCases({ database, getProvider });
  const contacts = createContacts(database);
  const search = createSearch(database);
  return async (
    tenant: SeededTenant,
    source: string,
    variableValues: Record<string, unknown> = {},
    role: Role | null = Role.MANAGER,
  ): Promise<Answer> => {
    const { reader, taken } = countReads(createTenantReader(database, tenant.tenantId));
    const viewer = role && {
      tenantId: tenant.tenantId,
      role,
      permissions: permissionsOf(role),
      channelIds: null,
      apiToken: null,
      userId: tenant.users[role],
      expiresAt: new Date(Date.now() + 60_000),
      sessionId: '019a0000-0000-7000-8000-000000000009',
      sessionEpoch: 0,
    };
    const contextValue: ResolverContext = {
      scope: viewer,
      viewer,
      reader,
      loaders: createLoaders(reader),
      useCases: {
        ...{ cursors: testCursors, desk, outbox, contacts, search },
      } as unknown as ResolverContext['useCases'],
      clientAddress: null,
      requestId: 'test',
    };
    const { data, errors = [] } = await graphql({ schema, source, variableValues, contextValue });
    const codeOf = ({ originalError, extensions, message }: GraphQLError) =>
      originalError instanceof TrunklineError ? originalError.code : String(extensions.code ?? message);
    return { data, errors, codes: errors.map(codeOf), statements: taken };
  };
}
