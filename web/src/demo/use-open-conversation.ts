import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { DemoCustomerDocument } from '../gql/operations.js';
import { useDesk } from '../live/index.js';
import type { DemoConversation } from './use-phone.js';

/** The conversation that is open next to the drawer; null without one. */
export function useOpenConversation(): DemoConversation | null {
  const desk = useDesk();
  const [path] = useLocation();
  const id = /^\/c\/([\w-]+)$/.exec(path)?.[1] ?? null;
  const [found, setFound] = useState<DemoConversation | null>(null);
  useEffect(() => {
    let isCurrent = true;
    if (id === null) setFound(null);
    else
      void desk.plain.query(DemoCustomerDocument, { id }).then(({ data }) => {
        if (isCurrent) setFound(data?.conversation ?? null);
      });
    return () => {
      isCurrent = false;
    };
  }, [desk, id]);
  return found?.id === id ? found : null;
}
