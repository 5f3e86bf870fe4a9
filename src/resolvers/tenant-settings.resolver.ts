import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { findDefaultChannel } from '../accounts/account-rows.js';
import { Channel } from '../entities/channel.entity.js';
import { TenantSettings } from '../schema/tenant-settings.type.js';
import type { ResolverContext } from './context.js';

/** Resolved fields of the settings. */
@Resolver(() => TenantSettings)
export class TenantSettingsResolver {
  @FieldResolver(() => Channel, {
    nullable: true,
    description: 'The channel of requests without a number; null when no account has one.',
  })
  defaultChannel(@Ctx() { reader }: ResolverContext) {
    return findDefaultChannel(reader);
  }
}
