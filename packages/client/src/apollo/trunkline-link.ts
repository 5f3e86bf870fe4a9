import { ApolloLink, HttpLink } from '@apollo/client';
import { OperationTypeNode } from 'graphql';
import { authorizedFetch } from '../authorized-fetch.js';
import type { Fetch } from '../fetch.js';
import type { TokenKeeper } from '../session/token-keeper.js';
import { ResumeLink, type ResumeLinkOptions } from './resume-link.js';

/** Options of `createTrunklineLink`. */
export interface TrunklineLinkOptions extends ResumeLinkOptions {
  /** Address of the server, such as `https://trunkline.example`; in a page of the server itself, ''. */
  readonly url: string;
  readonly keeper: TokenKeeper;
  readonly fetch?: Fetch;
}

/**
 * The last link of a client. Queries and mutations are sent with the keeper's token, and once more with a fresh one when
 * the server answers UNAUTHENTICATED; subscriptions go through a `ResumeLink`.
 */
export function createTrunklineLink(options: TrunklineLinkOptions): ApolloLink {
  const { url, keeper, fetch, ...resumeOptions } = options;
  return ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new ResumeLink(resumeOptions),
    new HttpLink({ uri: `${url.replace(/\/+$/, '')}/graphql`, fetch: authorizedFetch(keeper, fetch) }),
  );
}
