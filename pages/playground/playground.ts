/** The state of the page, and what the reader can do with it. */
import { effect, type Signal, signal } from '@preact/signals';
import { GraphQLError, parse } from 'graphql';
import { chooseOperation } from './choose-operation.js';
import { createGraphQLRequest } from './graphql-request.js';
import { createLiveConnection } from './live-connection.js';
import { fillPlaces, findUnfilledPlaces } from './operations/fill-places.js';
import type { ReadyOperation } from './operations/ready-operation.js';
import { readyOperations } from './operations/ready-operations.js';
import type { PageConfig } from './page-config.js';
import { createRunLog, type Run } from './run.js';
import { runRequest } from './run-request.js';
import { runSubscription } from './run-subscription.js';
import { createSchemaSource, type SchemaSource } from './schema.js';
import { createSession, type PageSession } from './session.js';
import { createTabs, type Tab, type Tabs } from './tabs.js';

/** The page. */
export interface Playground {
  readonly config: PageConfig;
  readonly session: PageSession;
  readonly schema: SchemaSource;
  readonly tabs: Tabs;
  /** One sentence about the session; empty when there is nothing to say. */
  readonly notice: Signal<string>;
  /** What the documentation shows: `Type` or `Type.field`; null while it is closed. */
  readonly documentation: Signal<string | null>;
  /** Runs a tab's operation; a run of the same tab is stopped before, those of other tabs go on. */
  run(tab: Tab): void;
  /** Opens a ready operation with its places filled in. */
  openReady(operation: ReadyOperation): Promise<void>;
}

/** Makes the page's state and loads the schema. */
export function createPlayground(config: PageConfig): Playground {
  const notice = signal('');
  const session = createSession(config.endpoint, text => {
    notice.value = text;
  });
  const request = createGraphQLRequest(config.endpoint, session);
  const connection = createLiveConnection(config.endpoint, session);
  const schema = createSchemaSource(request);
  const [first] = readyOperations;
  const tabs = createTabs({ document: first?.document ?? '', variables: formatVariables(first?.variables) });

  // Another person does not see the results of this one.
  let lastUser = session.user.peek();
  effect(() => {
    const user = session.user.value;
    if (user?.id === lastUser?.id) return;
    lastUser = user;
    for (const { run } of tabs.all.peek()) {
      run.peek()?.stop();
      run.value = null;
    }
    // Where introspection needs a signed-in user, this is the first moment that it works.
    if (user !== null && schema.schema.peek() === null) void schema.load();
  });
  void schema.load();

  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const answer = await request({ query, variables }).catch(() => null);
    return answer?.data ?? null;
  };
  return {
    config,
    session,
    schema,
    tabs,
    notice,
    documentation: signal(null),
    run: tab => {
      tab.run.value?.stop();
      tab.run.value = start(tab);
    },
    openReady: async operation => {
      const variables = operation.variables && (await fillPlaces(operation.variables, ask));
      tabs.open(operation.document, formatVariables(variables));
    },
  };

  function start(tab: Tab): Run {
    try {
      const document = parse(tab.document.value);
      const operation = chooseOperation(document, tab.offset.value);
      if (!operation) return fail('There is no operation here. Open one from the menu, or write one.');
      const variables = parseVariables(tab.variables.value);
      const [place] = findUnfilledPlaces(variables);
      if (place !== undefined)
        return fail(
          `The variables still hold ${place}: nothing here fits yet. Write a value in its place, or open the operation again later.`,
        );
      if (operation.operation !== 'subscription') {
        const parameters = {
          query: tab.document.value,
          operationName: operation.name?.value,
          variables,
        };
        return runRequest(operation.operation, parameters, request);
      }
      const options = { document, operation, variables, schema: schema.schema.value, request, connection };
      return runSubscription(options);
    } catch (error) {
      if (error instanceof GraphQLError) {
        const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
        return fail(`${error.message} (line ${line}, column ${column})`);
      }
      return fail(error instanceof Error ? error.message : String(error));
    }
  }
}

function fail(message: string): Run {
  const log = createRunLog('ENDED');
  log.addResult({ errors: [{ message }] });
  return { kind: 'query', ...log, stop: () => {} };
}

function formatVariables(variables: Readonly<Record<string, unknown>> | undefined): string {
  return variables ? JSON.stringify(variables, null, 2) : '';
}

function parseVariables(text: string): Record<string, unknown> {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The variables are not valid JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error('The variables must be a JSON object.');
  return value as Record<string, unknown>;
}
