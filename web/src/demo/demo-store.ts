/** What the parts of the demo have in common: the drawer is open, a customer received a reply. */
import { useSyncExternalStore } from 'react';

/** State of the demo. */
export interface DemoState {
  readonly isOpen: boolean;
  /** True as soon as the drawer has shown a reply on a customer's phone. */
  readonly hasArrived: boolean;
}

let state: DemoState = { isOpen: false, hasArrived: false };
const listeners = new Set<() => void>();

function set(next: Partial<DemoState>): void {
  if (Object.entries(next).every(([name, value]) => state[name as keyof DemoState] === value)) return;
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Opens or closes the drawer. */
export const showDemo = (isOpen: boolean): void => set({ isOpen });
/** Notes that a reply was seen on a customer's phone. */
export const noteArrived = (): void => set({ hasArrived: true });
/** The state. */
export const useDemo = (): DemoState => useSyncExternalStore(subscribe, () => state);
