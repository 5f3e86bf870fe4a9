/** Webhooks as ChatFlow posts them: the format of the captured ones, with a marker in the text for timing. */
import { createHmac } from 'node:crypto';

/** Contacts that both servers know before a round begins are 1 to `knownPeople`; higher numbers are new contacts. */
const firstNewPerson = 5_000_000;

export const channelExternalIds = ['instance_xxx', 'instance_yyy', 'instance_zzz'];

/** A marker is unchanged by JSON and is found by one byte. */
export const markerByte = 0x7e;

const texts = [
  'Здравствуйте, есть ламинат?',
  'Сколько стоит доставка до Караганды?',
  'Добрый день! Я по поводу заказа, позвоните пожалуйста после 15:00',
  'ок, спасибо',
  'Нужны панели МДФ, примерно 40 квадратов, цвет дуб',
  'Жақсы, ертең келемін',
];

let newPeople = 0;
let messages = 0;
const run = Date.now().toString(16).toUpperCase();

/** The phone of a contact, in digits. */
export function phoneOf(person) {
  return `7701${String(person).padStart(7, '0')}`;
}

/** The next contact to write: a known one, or with the given probability a new one. */
export function pickPerson(knownPeople, newShare = 0) {
  if (newShare > 0 && Math.random() < newShare) {
    newPeople += 1;
    // Another process of the same run must not use the same new contacts.
    return firstNewPerson + (process.pid % 400) * 10_000 + newPeople;
  }
  return 1 + Math.floor(Math.random() * knownPeople);
}

/** A new message of a contact: its body, and the channel that receives it. */
export function toWebhook(person, marker = 0) {
  messages += 1;
  const messageId = `${run}${messages.toString(16).toUpperCase().padStart(9, '0')}`;
  const text = texts[messages % texts.length];
  const body = `{"messageType":"text","message":"${text} ~${marker}~","metadata":{"sender":"Айгерим ${person}","timestamp":${Math.floor(Date.now() / 1000)},"messageId":"${messageId}","remoteJid":"${phoneOf(person)}@s.whatsapp.net"},"mediaData":null,"nodeData":{"webHook":{"text":"https://crm.example/webhooks/chatflow?key=WEBHOOK_KEY","method":"POST"}}}`;
  return { body: Buffer.from(body), channel: channelExternalIds[person % channelExternalIds.length] };
}

/** The request that posts a webhook. Both servers get the same bytes; only the floor checks the signature. */
export function toRequest(target, webhook) {
  return {
    method: 'POST',
    path: `${target.webhook.path}${webhook.channel}`,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'axios/1.11.0',
      'x-signature': createHmac('sha256', target.webhook.secret).update(webhook.body).digest('hex'),
    },
    body: webhook.body,
  };
}
