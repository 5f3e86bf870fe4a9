/** Test client of a server at any URL: GraphQL, sockets, webhooks. */
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Answer } from './app.js';
import { InboxDocument, SignInDocument } from './gql/operations.js';
import { patient } from './patient.js';

/** A server, with a signed-in user. */
export interface RemoteApi {
  readonly url: string;
  readonly token: string;
  /** Runs an operation that must succeed. */
  run<Data, Variables>(document: TypedDocumentNode<Data, Variables>, variables: Variables): Promise<Data>;
  /** A client with its own socket; `onClosed` is called with the close code. The caller disposes of it. */
  connect(onClosed?: (code: number) => void): Client;
  /** The position in the event log from which to follow. */
  syncCursor(): Promise<string>;
}

/** Signs in. @throws with the server's response when it refuses */
export async function signInTo(
  url: string,
  email = 'owner@demo.test',
  password = 'trunkline',
): Promise<RemoteApi> {
  const answer = await askAt(url, SignInDocument, { email, password });
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  const token = answer.data.signIn.accessToken ?? '';
  const run: RemoteApi['run'] = async (document, variables) => {
    const { data, errors } = await askAt(url, document, variables, token);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  return {
    url,
    token,
    run,
    connect: onClosed =>
      createClient({
        url: toSocketUrl(url),
        webSocketImpl: WebSocket,
        connectionParams: { authorization: `Bearer ${token}` },
        retryAttempts: 0,
        on: { closed: event => onClosed?.((event as CloseEvent).code) },
      }),
    syncCursor: async () => (await run(InboxDocument, { first: 1 })).conversations.syncCursor,
  };
}

/** Runs an operation and returns its response, errors included. */
export async function askAt<Data, Variables>(
  url: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  token?: string,
): Promise<Answer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: print(document), variables }),
  });
  return (await response.json()) as Answer<Data>;
}

/** URL of the server's WebSocket. */
export function toSocketUrl(url: string): string {
  return `${url.replace(/^http/, 'ws')}/graphql`;
}

/** One ChatFlow webhook. */
export interface ChatFlowText {
  readonly text: string;
  readonly phone: string;
  readonly messageId: string;
  readonly instanceId?: string;
}

/** The body in which ChatFlow reports a text. */
export function toChatFlowBody({
  text,
  phone,
  messageId,
  instanceId = 'instance_xxx',
}: ChatFlowText): string {
  const metadata = { remoteJid: `${phone}@s.whatsapp.net`, sender: 'Айгерим', instance_id: instanceId };
  return JSON.stringify({ message: text, metadata: { ...metadata, messageId } });
}

/** Posts a text as ChatFlow does. @returns the status, or null without a response */
export async function postChatFlow(url: string, key: string, message: ChatFlowText): Promise<number | null> {
  try {
    const response = await fetch(`${url}/webhooks/chatflow?key=${encodeURIComponent(key)}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: toChatFlowBody(message),
      signal: AbortSignal.timeout(patient(30_000)),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}
