/** `GET /audit/export`: the audit log as a file. */
import { Readable } from 'node:stream';
import * as z from 'zod';
import { isUuid } from '../../domain/uuid-v7.js';
import { exportActivities } from '../../queries/export-activities.js';
import { exportFormats, formatActivities } from '../../queries/format-activities.js';
import { type RestRoute, readInput } from './rest-route.js';
import { StreamedBody } from './streamed-body.js';

const moment = z.iso.datetime({ offset: true });

const toList = (text: string): readonly string[] => text.split(',').map(part => part.trim());

/** The query of the route. */
export const auditExportQuery = z.object({
  format: z.enum(exportFormats).default('csv').describe('csv, or jsonl: one JSON object per line.'),
  createdAfter: moment.optional().describe('Only what was done at or after this moment.'),
  createdBefore: moment.optional().describe('Only what was done before this moment.'),
  actions: z
    .string()
    .max(2_000)
    .optional()
    .describe('Only these actions, with commas between them, such as lead.updated.'),
  actorIds: z
    .string()
    .max(4_000)
    .refine(text => toList(text).every(isUuid), 'must be ids with commas between them')
    .optional()
    .describe('Only by these users: ids with commas between them.'),
  targetTypes: z
    .string()
    .max(2_000)
    .optional()
    .describe('Only on rows of these types, with commas between them, such as Lead.'),
});

const contentTypes = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' };

/** The route. */
export const auditExportRoute: RestRoute = {
  method: 'GET',
  path: '/audit/export',
  access: { rootType: 'Query', field: 'activities' },
  handle: async ({ reader }, { query }) => {
    const { format, createdAfter, createdBefore, ...lists } = readInput(auditExportQuery, query);
    const chunks = exportActivities(reader, {
      createdAfter: createdAfter === undefined ? null : new Date(createdAfter),
      createdBefore: createdBefore === undefined ? null : new Date(createdBefore),
      actions: lists.actions === undefined ? null : toList(lists.actions),
      actorIds: lists.actorIds === undefined ? null : toList(lists.actorIds),
      targetTypes: lists.targetTypes === undefined ? null : toList(lists.targetTypes),
    });
    // The first chunk is read before the response begins: a database that is away is answered with 503.
    const first = await chunks.next();
    const all = async function* () {
      if (first.done) return;
      yield first.value;
      yield* chunks;
    };
    const text = Readable.from(formatActivities(all(), format), { objectMode: false });
    return new StreamedBody(contentTypes[format], `audit.${format}`, text);
  },
};
