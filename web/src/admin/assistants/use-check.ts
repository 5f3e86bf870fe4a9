import { useCallback, useState } from 'react';
import { TestAssistantDocument, type TestAssistantMutation } from '../../gql/operations.js';
import { t } from '../../i18n/index.js';
import { type Fault, useChange } from '../../kit/index.js';

/** The answer to a question. */
export type Answer = TestAssistantMutation['testAiAssistant'];

/** What a call right after saving found. */
export interface Check {
  readonly assistantId: string;
  readonly answer: Answer | null;
}

/** Asks the model right after it was set, so that a wrong URL or key is told at once. */
export function useCheck() {
  const { run, isBusy, fault } = useChange(TestAssistantDocument);
  const [check, setCheck] = useState<Check | null>(null);
  const ask = useCallback(
    async (assistantId: string) => {
      setCheck(null);
      const data = await run({ input: { assistantId, text: t('ai_hello') } });
      setCheck({ assistantId, answer: data?.testAiAssistant ?? null });
    },
    [run],
  );
  return { check, isBusy, fault: fault as Fault | null, ask };
}

/** What the check is and does. */
export type CheckState = ReturnType<typeof useCheck>;
