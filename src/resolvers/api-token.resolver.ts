import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { type ApiTokenRow, listTokens } from '../accounts/api-token-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { ApiToken } from '../entities/api-token.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { User } from '../entities/user.entity.js';
import {
  ApiTokenPayload,
  ApiTokenSecretPayload,
  CreateApiTokenInput,
  RateLimit,
  RevokeApiTokenInput,
  RotateApiTokenInput,
} from '../schema/api-token.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** Credentials of programs. */
@Resolver(() => ApiToken)
export class ApiTokenResolver {
  @Query(() => [ApiToken], {
    description: 'The API tokens, newest first; those that ended, for 30 days. At most 200.',
  })
  apiTokens(@Ctx() { reader }: ResolverContext): Promise<ApiTokenRow[]> {
    return reader.rows(listTokens);
  }

  @Query(() => RateLimit, {
    nullable: true,
    description:
      'What your credential may still do this minute; null for a session, which has no limit of its own.',
  })
  rateLimit(@Ctx() { viewer, useCases }: ResolverContext): Promise<RateLimit | null> {
    return useCases.tokenLimits.read(requireViewer(viewer));
  }

  @FieldResolver(() => Int, {
    description:
      'Requests of the token that are accepted in a minute by one process of this server; more get RATE_LIMITED.',
  })
  requestsPerMinute(@Ctx() { useCases }: ResolverContext): number {
    return useCases.tokenLimits.requestsPerMinute;
  }

  @FieldResolver(() => [Channel], {
    nullable: true,
    description: 'The numbers whose data the token may see and change; null: all.',
  })
  async channels(@Root() { channelIds }: ApiTokenRow, @Ctx() { loaders }: ResolverContext) {
    if (channelIds === null) return null;
    const channels = await Promise.all(channelIds.map(id => loaders.channel.load(id)));
    return channels.filter(channel => channel !== null);
  }

  @FieldResolver(() => AiAssistant, {
    nullable: true,
    description: 'The assistant that is the author of what the token sends; null: its user.',
  })
  assistant(@Root() { assistantId }: ApiTokenRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.assistant.load(assistantId);
  }

  @FieldResolver(() => User, { description: 'The user that the token acts as: the author of what it sends.' })
  user(@Root() { userId }: ApiTokenRow, @Ctx() { loaders }: ResolverContext) {
    return getFound('user', userId, loaders.user.load(userId));
  }

  @FieldResolver(() => User, { description: 'Who created the token.' })
  createdBy(@Root() { createdById }: ApiTokenRow, @Ctx() { loaders }: ResolverContext) {
    return getFound('user', createdById, loaders.user.load(createdById));
  }

  @Mutation(() => ApiTokenSecretPayload, {
    description:
      'Creates a token and the SERVICE user that it acts as. The secret is shown only once. FORBIDDEN for a permission that you do not have; CONFLICT for an assistant that is archived or not EXTERNAL; LIMIT_REACHED for more than 100 tokens. Reported by USER_UPDATED.',
  })
  createApiToken(
    @Arg('input', () => CreateApiTokenInput, { description: 'The token.' }) input: CreateApiTokenInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ApiTokenSecretPayload> {
    return useCases.apiTokens.create(requireViewer(viewer), input);
  }

  @Mutation(() => ApiTokenSecretPayload, {
    description:
      'Replaces the secret of a token; permissions, numbers and user stay. CONFLICT (`reason` NOT_ACTIVE) for a revoked one.',
  })
  rotateApiToken(
    @Arg('input', () => RotateApiTokenInput, { description: 'The token.' }) input: RotateApiTokenInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ApiTokenSecretPayload> {
    return useCases.apiTokens.rotate(requireViewer(viewer), input.apiTokenId, input.overlapMinutes);
  }

  @Mutation(() => ApiTokenPayload, {
    description:
      'Ends a token at once in every process: requests get UNAUTHENTICATED, its sockets close with 4403. Safe to repeat. Reported by USER_UPDATED.',
  })
  async revokeApiToken(
    @Arg('input', () => RevokeApiTokenInput, { description: 'The token.' }) input: RevokeApiTokenInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ApiTokenPayload> {
    return { apiToken: await useCases.apiTokens.revoke(requireViewer(viewer), input.apiTokenId) };
  }
}
