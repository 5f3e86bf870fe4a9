import type { FastifyBaseLogger } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { AccessTokens } from '../accounts/access-token.js';
import type { ApiTokenCache } from '../accounts/api-token-cache.js';
import type { Sessions } from '../accounts/sessions.js';
import type { CalendarFiles } from '../bookings/calendar-file.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import type { Doorbell } from '../delivery/doorbell.js';
import type { Drafts } from '../delivery/drafts/drafts.js';
import type { UseCases } from '../resolvers/use-cases.js';
import type { MediaRoutesOptions } from './http/media-routes.js';
import type { Metrics } from './http/metrics.js';
import type { WebhooksOptions } from './http/webhooks.js';

/** Dependencies of the API. */
export interface ApiOptions {
  readonly schema: GraphQLSchema;
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly drafts: Drafts;
  readonly accessTokens: AccessTokens;
  readonly sessions: Sessions;
  readonly apiTokens: ApiTokenCache;
  /** Builds the schema of credentials that are limited to some numbers. */
  readonly createLimitedSchema: () => Promise<GraphQLSchema>;
  readonly useCases: UseCases;
  readonly webhooks: WebhooksOptions['webhooks'];
  readonly media: Pick<MediaRoutesOptions, 'storage' | 'links' | 'uploads'>;
  readonly metrics: Metrics;
  /** Credentials that the pages suggest, the e-mails of all users included; only ever the demo's. */
  readonly demoLogin: {
    readonly email: string;
    readonly password: string;
    readonly emails: readonly string[];
  } | null;
  /** Version of this package. */
  readonly version: string;
  /** True for a token of `trunkline doctor`. */
  readonly isDiagnosis: (token: string) => Promise<boolean>;
  /** Number of messages that wait to be sent. */
  readonly outboxDepth: () => Promise<number>;
  readonly bookings: WebhooksOptions['bookings'] & { readonly calendarFiles: CalendarFiles };
}
