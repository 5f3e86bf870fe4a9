import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { Tenant } from '../entities/tenant.entity.js';
import { SettingsPayload, TenantSettings } from '../schema/tenant-settings.type.js';
import type { ResolverContext } from './context.js';

/** The company of the viewer. */
@Resolver(() => Tenant)
export class TenantResolver {
  @Query(() => Tenant, { description: "The viewer's company." })
  tenant(@Ctx() { reader }: ResolverContext) {
    return getTenant(reader);
  }

  @FieldResolver(() => TenantSettings, { description: "The company's settings." })
  settings(@Root() tenant: Tenant): TenantSettings {
    return toSettings(tenant);
  }

  @Mutation(() => SettingsPayload, {
    description: "Changes the company's settings; absent arguments stay unchanged.",
  })
  async updateTenantSettings(
    @Arg('defaultCountry', () => String, {
      nullable: true,
      description:
        'ISO 3166-1 alpha-2 code in capitals, such as KZ, for phone numbers written without a country.',
    })
    defaultCountry: string | null | undefined,
    @Arg('timezone', () => String, { nullable: true, description: 'IANA time zone, such as Asia/Almaty.' })
    timezone: string | null | undefined,
    @Arg('recentActivityMinutes', () => Int, {
      nullable: true,
      description: '0 to 1440: a contact who wrote within this many minutes gets no automatic notice.',
    })
    recentActivityMinutes: number | null | undefined,
    @Arg('replyWindowHours', () => Int, {
      nullable: true,
      description: "1 to 24: the company's own reply deadline in hours.",
    })
    replyWindowHours: number | null | undefined,
    @Arg('webhookRetentionDays', () => Int, {
      nullable: true,
      description: '1 to 36500: days for which received webhooks are kept, at most those of the server.',
    })
    webhookRetentionDays: number | null | undefined,
    @Arg('messageRetentionDays', () => Int, {
      nullable: true,
      description: '1 to 36500: days for which messages and notes are kept; null keeps them.',
    })
    messageRetentionDays: number | null | undefined,
    @Arg('showsDeletedText', () => Boolean, {
      nullable: true,
      description:
        'True if all roles can read text and files of deleted messages; see TenantSettings.showsDeletedText.',
    })
    showsDeletedText: boolean | null | undefined,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<SettingsPayload> {
    const change = {
      ...{ defaultCountry, timezone, recentActivityMinutes, replyWindowHours, showsDeletedText },
      ...{ webhookRetentionDays, messageRetentionDays },
    };
    const tenant = await useCases.provisioning.updateTenantSettings(requireViewer(viewer), change);
    return { settings: toSettings(tenant) };
  }
}

function toSettings({
  replyWindowHours,
  webhookRetentionDays,
  messageRetentionDays,
  recentActivityMinutes,
  showsDeletedText,
}: Readonly<Tenant>): TenantSettings {
  return {
    replyWindowHours,
    webhookRetentionDays,
    messageRetentionDays,
    recentActivityMinutes,
    showsDeletedText,
  };
}
