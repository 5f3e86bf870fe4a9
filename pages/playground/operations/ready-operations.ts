/** The menu of the playground. A test validates each operation against the schema and its limits. */

import { assistantOperations } from './assistant-operations.js';
import { bookingOperations } from './booking-operations.js';
import { colleagueOperations } from './colleague-operations.js';
import { conversationOperations } from './conversation-operations.js';
import { dataOperations } from './data-operations.js';
import { deliveryOperations } from './delivery-operations.js';
import { labelOperations } from './label-operations.js';
import { listOperations } from './list-operations.js';
import { liveOperations } from './live-operations.js';
import { numberOperations } from './number-operations.js';
import { peopleOperations } from './people-operations.js';
import { programOperations } from './program-operations.js';
import type { ReadyOperation, ReadyOperationGroup } from './ready-operation.js';
import { simulatorOperations } from './simulator-operations.js';
import { templateOperations } from './template-operations.js';
import { webhookOperations } from './webhook-operations.js';

/** In the order of the menu. The first operation is open when the page is seen for the first time. */
export const readyOperationGroups: readonly ReadyOperationGroup[] = [
  conversationOperations,
  liveOperations,
  simulatorOperations,
  templateOperations,
  peopleOperations,
  listOperations,
  labelOperations,
  assistantOperations,
  dataOperations,
  numberOperations,
  colleagueOperations,
  webhookOperations,
  programOperations,
  deliveryOperations,
  bookingOperations,
];

/** All of them. */
export const readyOperations: readonly ReadyOperation[] = readyOperationGroups.flatMap(
  ({ operations }) => operations,
);
