/** What the demo is seeded with. Everything here is invented, documented in the README, and works only there. */
import { ProviderKind, Role } from '../domain/vocabulary.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import { getProvider } from '../providers/registry.js';
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

/** The people who can sign in. */
export const demoUsers: readonly Omit<NewUser, 'password'>[] = [
  { email: 'owner@demo.test', name: 'Айгерим Омарова', role: Role.OWNER },
  { email: 'head@demo.test', name: 'Данияр Сеитов', role: Role.HEAD_OF_SALES },
  { email: 'manager@demo.test', name: 'Мария Ким', role: Role.MANAGER },
];

/** What a dialogue can be about, in the two languages in which customers write. */
export const demoTopics: readonly { readonly name: string; readonly keywords: readonly string[] }[] = [
  { name: 'Панели', keywords: ['панель', 'панели', 'мдф', 'рейка', 'қабырға тақтасы'] },
  { name: 'Ламинат', keywords: ['ламинат', 'паркет', 'кварцвинил', 'еден'] },
  { name: 'Доставка', keywords: ['доставка', 'привезти', 'привезёте', 'курьер', 'самовывоз', 'жеткіз*'] },
  {
    name: 'Цена',
    keywords: ['цена', 'стоимость', 'сколько стоит', 'прайс', 'скидка', 'баға', 'қанша тұрады'],
  },
];

/** One account at Twilio, connected once for each of its products. */
const twilioAccount = {
  accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
  authToken: '0123456789abcdef0123456789abcdef',
};

/** The accounts, one for each vendor that the demo has. A vendor added later is seeded into an existing demo. */
export const demoAccounts: readonly (NewProviderAccount & Pick<DemoAccountOptions, 'channels'>)[] = [
  {
    kind: ProviderKind.CHATFLOW,
    name: 'ChatFlow (simulated)',
    credentials: {
      apiToken: 'demo-chatflow-token',
      instanceId: 'instance_default',
      baseUrl: toSimulatedBaseUrl(ProviderKind.CHATFLOW),
    },
    channels: [
      { externalId: 'default', displayName: 'Основной' },
      { externalId: 'instance_xxx', displayName: 'Номер 1 — Панели' },
      { externalId: 'instance_yyy', displayName: 'Номер 2' },
      { externalId: 'instance_zzz', displayName: 'Номер 3' },
    ],
  },
  {
    kind: ProviderKind.TWILIO_CONVERSATIONS,
    name: 'Twilio Conversations (simulated)',
    credentials: {
      ...twilioAccount,
      serviceSid: 'IS961e38b5146c0b07d078f53dec9b699a',
      routes: { support: '*', sales: '*' },
      baseUrl: toSimulatedBaseUrl(ProviderKind.TWILIO_CONVERSATIONS),
    },
    channels: [
      { externalId: 'whatsapp:+14155550123', displayName: 'Twilio — беседы', phoneNumber: '+14155550123' },
    ],
  },
  {
    kind: ProviderKind.TWILIO_MESSAGING,
    name: 'Twilio Messaging (simulated)',
    credentials: {
      ...twilioAccount,
      routes: { support: 'whatsapp:+14155550145', sales: '+14155550167' },
      baseUrl: toSimulatedBaseUrl(ProviderKind.TWILIO_MESSAGING),
    },
    channels: [
      { externalId: 'whatsapp:+14155550145', displayName: 'Twilio — WhatsApp', phoneNumber: '+14155550145' },
      { externalId: '+14155550167', displayName: 'Twilio — SMS', phoneNumber: '+14155550167' },
    ],
  },
  {
    kind: ProviderKind.GREEN_API,
    name: 'Green API (simulated)',
    credentials: {
      idInstance: '7107000101',
      apiTokenInstance: 'demo-green-api-token',
      webhookUrlToken: 'ga-test-token',
      apiUrl: toSimulatedBaseUrl(ProviderKind.GREEN_API),
    },
    // The guide's flat body names no instance, so the account's only number takes it.
    channels: [{ externalId: '7107000101', displayName: 'Green API', isDefault: true }],
  },
  {
    kind: ProviderKind.TATA,
    name: 'TATA (simulated)',
    credentials: {
      // Each names its number, as some of TATA's do: the simulator knows the sender by it.
      tokens: {
        '+918800000111': 'demo.eyJwaG9uZU51bWJlciI6Iis5MTg4MDAwMDAxMTEifQ.unsigned',
        '+918800000122': 'demo.eyJwaG9uZU51bWJlciI6Iis5MTg4MDAwMDAxMjIifQ.unsigned',
      },
      baseUrl: toSimulatedBaseUrl(ProviderKind.TATA),
    },
    channels: [
      { externalId: '+918800000111', displayName: 'TATA 1', phoneNumber: '+918800000111' },
      { externalId: '+918800000122', displayName: 'TATA 2', phoneNumber: '+918800000122' },
    ],
  },
  {
    kind: ProviderKind.WHATSAPP_CLOUD,
    name: 'WhatsApp Cloud (simulated)',
    credentials: {
      accessToken: 'demo-cloud-token',
      appSecret: 'test-app-secret',
      verifyToken: 'test-verify-token',
      businessAccountId: '210000000000001',
      baseUrl: toSimulatedBaseUrl(ProviderKind.WHATSAPP_CLOUD),
    },
    channels: [
      { externalId: '310000000000111', displayName: 'WhatsApp Cloud 1' },
      { externalId: '310000000000122', displayName: 'WhatsApp Cloud 2' },
    ],
  },
];

/** The credentials that a vendor's demo account works with; null when the demo has no account there. */
export function findDemoCredentials(kind: ProviderKind): ProviderCredentials | null {
  const account = demoAccounts.find(candidate => candidate.kind === kind);
  const parsed = account && getProvider(kind).parseCredentials(account.credentials);
  return parsed?.ok ? parsed.credentials : null;
}
