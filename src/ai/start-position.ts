import { tableOf } from '../database/columns.js';
import { statement } from '../database/statement.js';
import { AiPosition } from '../entities/ai-position.entity.js';
import { EventCounter } from '../entities/event-counter.entity.js';

const positions = tableOf(AiPosition);
const counters = tableOf(EventCounter);

/** The log of a company is read from now on; does nothing where it is read already. $1 tenant. */
export const startPosition = statement(
  'ai-start-position',
  `insert into ${positions.table} (${positions.list(['tenantId', 'position'])})
   select ${counters.column.tenantId}, ${counters.column.position} from ${counters.table} where ${counters.column.tenantId} = $1
   on conflict do nothing`,
);
