/** Seed data of the demo. Everything here is invented, documented in the README, and works only in the demo. */
import { type ProviderKind, Role } from '../domain/vocabulary.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { getProvider, listProviders } from '../providers/registry.js';
import type { DemoAccountOptions, NewProviderAccount } from './provider-accounts.js';
import { toSimulatedBaseUrl } from './simulated-provider.js';
import type { NewTenant, NewUser } from './tenants.js';

/** The demo's company. */
export const demoTenant: NewTenant = {
  slug: 'demo',
  name: 'Demo',
  defaultCountry: 'KZ',
  timezone: 'Asia/Almaty',
  locale: 'ru',
};

/** The password of all demo users. */
export const demoPassword = 'trunkline';

/** The webhook key of every demo account. */
export const demoWebhookKey = 'demo';

/** Demo users. */
export const demoUsers: readonly Omit<NewUser, 'password'>[] = [
  { email: 'owner@demo.test', name: 'Айгерим Омарова', role: Role.OWNER },
  { email: 'head@demo.test', name: 'Данияр Сеитов', role: Role.HEAD_OF_SALES },
  { email: 'manager@demo.test', name: 'Мария Ким', role: Role.MANAGER },
];

/** Demo topics, with keywords in the two languages in which customers write. */
export const demoTopics: readonly { readonly name: string; readonly keywords: readonly string[] }[] = [
  { name: 'Панели', keywords: ['панель', 'панели', 'мдф', 'рейка', 'қабырға тақтасы'] },
  { name: 'Ламинат', keywords: ['ламинат', 'паркет', 'кварцвинил', 'еден'] },
  { name: 'Доставка', keywords: ['доставка', 'привезти', 'привезёте', 'курьер', 'самовывоз', 'жеткіз*'] },
  {
    name: 'Цена',
    keywords: ['цена', 'стоимость', 'сколько стоит', 'прайс', 'скидка', 'баға', 'қанша тұрады'],
  },
];

/** The accounts, one for each vendor. A vendor added later is seeded into an existing demo. */
export function listDemoAccounts(): readonly (NewProviderAccount & Pick<DemoAccountOptions, 'channels'>)[] {
  return listProviders().map(({ kind, simulator: { account } }) => ({
    ...{ kind, name: account.name, channels: account.channels },
    credentials: account.toCredentials(toSimulatedBaseUrl(kind)),
  }));
}

/** The credentials of a vendor's demo account; null when there are none that pass the vendor's own validation. */
export function findDemoCredentials(kind: ProviderKind): ProviderCredentials | null {
  const provider = getProvider(kind);
  const { account } = provider.simulator;
  const parsed = provider.parseCredentials(account.toCredentials(toSimulatedBaseUrl(kind)));
  return parsed.ok ? parsed.credentials : null;
}
