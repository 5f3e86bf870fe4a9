import type { AnyVariables, TypedDocumentNode } from '@urql/core';
import { useCallback, useState } from 'react';
import { useDesk } from '../live/index.js';
import { type Fault, toFault } from './to-fault.js';

/** A mutation with what a form needs to know of it. */
export interface Change<Data, Variables> {
  /** @returns the data; null when the server refused, `fault` says why */
  readonly run: (variables: Variables) => Promise<Data | null>;
  readonly isBusy: boolean;
  readonly fault: Fault | null;
  readonly clearFault: () => void;
}

/** Runs a mutation; one at a time. */
export function useChange<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
): Change<Data, Variables> {
  const { client } = useDesk();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const run = useCallback(
    async (variables: Variables) => {
      setBusy(true);
      setFault(null);
      const { data, error } = await client.mutation(document, variables);
      setBusy(false);
      if (error) setFault(toFault(error));
      return error || !data ? null : data;
    },
    [client, document],
  );
  const clearFault = useCallback(() => setFault(null), []);
  return { run, isBusy, fault, clearFault };
}
