/** Customers and first messages of the demo. All invented. */
import type { SimulatedKind } from '../gql/operations.js';

/** A customer who writes to a number. */
export interface Customer {
  /** As the provider names them: a phone, or an address of a messenger. */
  readonly address: string;
  readonly name: string;
}

/** Customers to choose from. */
export const customers: readonly Customer[] = [
  { address: '+77015550101', name: 'Айгерім Сейтова' },
  { address: '+77015550102', name: 'Ольга Ким' },
  { address: '+77015550103', name: 'Ерлан Абдиев' },
];

/** What customers write at first; one message to each number, in turn. */
export const firstMessages: readonly { readonly kind: SimulatedKind; readonly text: string }[] = [
  { kind: 'TEXT', text: 'Сәлеметсіз бе! Ламинат бар ма?' },
  { kind: 'IMAGE', text: 'Нужен такой цвет, есть в наличии?' },
  { kind: 'TEXT', text: 'Здравствуйте! Сколько стоит доставка до Каскелена?' },
];

/** Kinds without words. */
export const wordless: ReadonlySet<SimulatedKind> = new Set<SimulatedKind>([
  ...(['VOICE', 'AUDIO', 'STICKER', 'CALL', 'DELETION', 'UNSUPPORTED'] as const),
]);
/** Kinds with a file. */
export const withFile: ReadonlySet<SimulatedKind> = new Set<SimulatedKind>([
  ...(['IMAGE', 'VIDEO', 'VOICE', 'AUDIO', 'DOCUMENT', 'STICKER'] as const),
]);
/** Kinds that change an earlier message. */
export const changing: ReadonlySet<SimulatedKind> = new Set<SimulatedKind>([
  ...(['REACTION', 'EDIT', 'DELETION'] as const),
]);
