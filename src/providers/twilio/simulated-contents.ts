/**
 * Content templates of the simulated Twilio, for both products: listed like the Content API does, and filled when one
 * is sent by its SID (docs/providers/twilio.md, "Templates").
 */
import { fillVariables, findVariables } from '../../domain/message-template.js';
import type { SimulatorReply, SimulatorRequest } from '../contract/simulator.js';
import { readText, toFields } from './fields.js';
import { answerError, answerJson, toSid } from './simulated-request.js';

/** The templates, in Twilio's format. */
const simulatedContents = [
  {
    sid: toSid('HX', 'appointment_reminder'),
    friendly_name: 'appointment_reminder',
    language: 'en',
    variables: { '1': 'Asha', '2': 'Friday at 10:00' },
    types: { 'twilio/text': { body: 'Hello {{1}}, we are expecting you on {{2}}.' } },
    approval_requests: { name: 'appointment_reminder', category: 'UTILITY', status: 'approved' },
  },
  {
    sid: toSid('HX', 'delivery_today'),
    friendly_name: 'delivery_today',
    language: 'ru',
    variables: { '1': '10042' },
    types: {
      'twilio/quick-reply': {
        body: 'Заказ {{1}} приедет сегодня. Вам удобно?',
        actions: [
          { title: 'Да', id: 'yes' },
          { title: 'Перенести', id: 'move' },
        ],
      },
    },
    approval_requests: { name: 'delivery_today', category: 'UTILITY', status: 'unsubmitted' },
  },
] as const;

const listPath = '/v1/ContentAndApprovals';
const pageSize = 1;

/** Answers the list, one page at a time; null for any other request. */
export function answerContents({ method, path, query }: SimulatorRequest): SimulatorReply | null {
  if (method !== 'GET' || path !== listPath) return null;
  const page = Number(query.Page ?? 0) || 0;
  const isLast = (page + 1) * pageSize >= simulatedContents.length;
  const next = `https://content.twilio.com${listPath}?PageSize=${pageSize}&Page=${page + 1}&PageToken=PT${page}`;
  return answerJson(200, {
    contents: simulatedContents.slice(page * pageSize, (page + 1) * pageSize),
    meta: { page, page_size: pageSize, key: 'contents', next_page_url: isLast ? null : next },
  });
}

/** The template of a form: its name and text, Twilio's refusal, or null when the form names none. */
export type FilledContent =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | { readonly ok: false; readonly refusal: SimulatorReply };

/** Reads `ContentSid` and `ContentVariables`. A missing value becomes the template's own sample, as at Twilio. */
export function readContent(form: URLSearchParams): FilledContent | null {
  const sid = form.get('ContentSid');
  if (sid === null) return null;
  const content = simulatedContents.find(known => known.sid === sid);
  if (!content) return refuse(21655, 'The ContentSid is Invalid');
  const given = readVariables(form.get('ContentVariables'));
  if (given === null) return refuse(21656, 'The ContentVariables Parameter is invalid');
  const [type] = Object.values(content.types);
  const body = readText(toFields(type), 'body') ?? '';
  const values = { ...content.variables, ...given };
  const isWhole = findVariables(body).every(name => Object.hasOwn(values, name));
  return isWhole
    ? { ok: true, name: content.friendly_name, text: fillVariables(body, values) }
    : refuse(21656, 'The ContentVariables Parameter is invalid');
}

function readVariables(text: string | null): Record<string, string> | null {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    const entries = Object.entries(toFields(value));
    const isRight = entries.every(([, one]) => typeof one === 'string' && one !== '' && !/[\n\t]/.test(one));
    return isRight ? (Object.fromEntries(entries) as Record<string, string>) : null;
  } catch {
    return null;
  }
}

function refuse(code: number, message: string): FilledContent {
  return { ok: false, refusal: answerError(400, code, message) };
}
