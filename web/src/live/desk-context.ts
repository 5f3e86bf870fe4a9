import { createContext, useContext, useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection.js';
import type { Company, Desk } from './desk.js';

/** The desk of the session, and the lists of its company. */
export const DeskContext = createContext<{ readonly desk: Desk; readonly company: Company } | null>(null);

function useContextValue() {
  const value = useContext(DeskContext);
  if (value === null) throw new Error('This component is outside of the desk.');
  return value;
}

/** The desk. */
export const useDesk = (): Desk => useContextValue().desk;
/** User, numbers, colleagues, stages and topics. */
export const useCompany = (): Company => useContextValue().company;

/** Whether events arrive. */
export function useConnection(): ConnectionState {
  const { connection } = useDesk();
  return useSyncExternalStore(connection.subscribe, connection.state);
}
