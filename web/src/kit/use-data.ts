import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useDesk } from '../live/index.js';
import { type Fault, toFault } from './to-fault.js';

/** An answer of the server. */
export interface DataState<Data> {
  /** The latest one; stays while it is loaded again. */
  readonly data: Data | null;
  readonly isLoading: boolean;
  readonly fault: Fault | null;
  readonly reload: () => void;
}

/** Asks a query, always the server. Other variables are another question; null asks nothing. */
export function useData<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables | null,
): DataState<Data> {
  const { plain } = useDesk();
  const [data, setData] = useState<Data | null>(null);
  const [isLoading, setLoading] = useState(variables !== null);
  const [fault, setFault] = useState<Fault | null>(null);
  const key = JSON.stringify(variables);
  const latest = useRef({ variables, key });
  latest.current = { variables, key };
  const reload = useCallback(async () => {
    const asked = latest.current;
    if (asked.variables === null) return;
    setLoading(true);
    const result = await plain.query(document, asked.variables);
    if (latest.current.key !== asked.key) return;
    setLoading(false);
    setFault(result.error ? toFault(result.error) : null);
    if (result.data && !result.error) setData(result.data);
  }, [plain, document]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other variables are another question
  useEffect(() => {
    setData(null);
    void reload();
  }, [key, reload]);
  return { data, isLoading, fault, reload: useCallback(() => void reload(), [reload]) };
}
