/** Records what mutations change: none can be added that is not in the audit table. */
import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { auditedMutations } from '../audit/audit-table.js';
import { runAuditedMutation } from '../audit/run-audited.js';
import type { ResolverContext } from './context.js';

/**
 * Wraps every mutation, so that its transactions know their actor; changes the schema in place.
 * @throws Error that names every mutation without a row in the audit table
 */
export function auditMutations(schema: GraphQLSchema): void {
  const fields = Object.values(schema.getMutationType()?.getFields() ?? {});
  const missing = fields.filter(({ name }) => !Object.hasOwn(auditedMutations, name));
  if (missing.length > 0) {
    const names = missing.map(({ name }) => `Mutation.${name} has no row in the audit table`);
    throw new Error(`The schema and its audit table differ:\n  ${names.join('\n  ')}`);
  }
  for (const field of fields) {
    const { resolve = defaultFieldResolver } = field;
    field.resolve = (source, args, context: ResolverContext, info) =>
      runAuditedMutation(field.name, context, () => resolve(source, args, context, info));
  }
}
