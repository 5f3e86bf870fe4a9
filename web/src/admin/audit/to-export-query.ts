import type { AdminActivitiesQueryVariables } from '../../gql/operations.js';

/** The query string of the export with the same rows as the page. */
export function toExportQuery(
  filter: NonNullable<AdminActivitiesQueryVariables['filter']>,
  format: 'csv' | 'jsonl',
): string {
  const query = new URLSearchParams({ format });
  for (const name of ['createdAfter', 'createdBefore'] as const) {
    const value = filter[name];
    if (value) query.set(name, value);
  }
  for (const name of ['actorIds', 'targetTypes'] as const) {
    const values = filter[name];
    if (values) query.set(name, [values].flat().join(','));
  }
  return query.toString();
}
