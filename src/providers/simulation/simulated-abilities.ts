import { SimulatedKind, SimulatedReceipt } from '../../domain/vocabulary.js';
import type { ReportedStatus, SimulatedAbilities } from '../contract/simulator.js';

/** Kinds with a file. */
export const fileKinds: readonly SimulatedKind[] = [
  ...[SimulatedKind.IMAGE, SimulatedKind.VIDEO, SimulatedKind.VOICE, SimulatedKind.AUDIO],
  SimulatedKind.DOCUMENT,
];

/** Everything that a vendor reports about a message that arrived, in order. */
export const allStatuses: readonly ReportedStatus[] = ['sent', 'delivered', 'read'];

/** The receipts of WhatsApp. */
export const bothReceipts: readonly SimulatedReceipt[] = Object.values(SimulatedReceipt);

/** Abilities of a vendor whose simulator states none. */
export const textOnly: SimulatedAbilities = { kinds: [SimulatedKind.TEXT], quotes: false, receipts: [] };
