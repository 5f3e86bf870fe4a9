import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { Tenant } from '../entities/tenant.entity.js';
import { SettingsPayload, TenantSettings } from '../schema/tenant-settings.type.js';
import { UpdateTenantSettingsInput } from '../schema/update-tenant-settings.input.js';
import { toBusinessHours } from './business-hours.js';
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
    description:
      "Changes the company's name, language and settings; absent fields stay unchanged. Reported by TENANT_UPDATED.",
  })
  async updateTenantSettings(
    @Arg('input', () => UpdateTenantSettingsInput, { description: 'The changes.' })
    input: UpdateTenantSettingsInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<SettingsPayload> {
    const tenant = await useCases.provisioning.updateTenantSettings(requireViewer(viewer), input);
    return { settings: toSettings(tenant), tenant };
  }
}

function toSettings(tenant: Readonly<Tenant>): TenantSettings {
  const { replyWindowHours, webhookRetentionDays, recentActivityMinutes } = tenant;
  const { messageRetentionDays, showsDeletedText, requiresSecondFactor } = tenant;
  const { assignsOnReply, awayText, optOutWords } = tenant;
  return {
    ...{ replyWindowHours, webhookRetentionDays, recentActivityMinutes },
    ...{ messageRetentionDays, showsDeletedText, requiresSecondFactor },
    ...{ assignsOnReply, awayText, optOutWords },
    businessHours: toBusinessHours(tenant.businessHours, tenant.timezone),
  };
}
