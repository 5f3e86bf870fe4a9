/**
 * Templates of the simulated vendors in Meta's Cloud API format: listed, and checked and filled on a send, like Meta
 * does (docs/providers/whatsapp-cloud.md, "Templates").
 */
import { fillVariables, findVariables } from '../../domain/message-template.js';
import { readText, readWord, type Tree, toList, toTree } from '../json/json-value.js';

/** The templates, in Meta's format. */
const simulatedTemplates = [
  {
    id: '594425479261596',
    name: 'appointment_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'POSITIONAL',
    components: [
      {
        type: 'BODY',
        text: 'Hello {{1}}, we are expecting you on {{2}}. Answer here if that does not suit you.',
      },
      { type: 'FOOTER', text: 'Trunkline demo' },
    ],
  },
  {
    id: '564750795574598',
    name: 'order_ready',
    language: 'ru',
    status: 'APPROVED',
    category: 'UTILITY',
    parameter_format: 'NAMED',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Заказ {{order}}' },
      { type: 'BODY', text: 'Здравствуйте, {{name}}! Заказ готов, ждём вас по адресу {{address}}.' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'URL', text: 'Открыть заказ', url: 'https://demo.example/orders/{{1}}' },
          { type: 'QUICK_REPLY', text: 'Спасибо' },
        ],
      },
    ],
  },
  {
    id: '1627019861106475',
    name: 'spring_offer',
    language: 'en_US',
    status: 'PENDING',
    category: 'MARKETING',
    parameter_format: 'POSITIONAL',
    components: [{ type: 'BODY', text: 'Spring is here, {{1}}: 20% off until {{2}}.' }],
  },
] as const;

const pageSize = 2;

/** One page in Meta's format; `after` is the cursor of the previous page. */
export function listSimulatedTemplates(after: string | undefined, url: string): object {
  const from = after === undefined ? 0 : Number(Buffer.from(after, 'base64url').toString('utf8')) || 0;
  const end = from + pageSize;
  const cursor = (index: number) => Buffer.from(String(index)).toString('base64url');
  const cursors = { before: cursor(from), after: cursor(end) };
  const isLast = end >= simulatedTemplates.length;
  return {
    data: simulatedTemplates.slice(from, end),
    paging: { cursors, ...(!isLast && { next: `${url}?access_token=simulated&after=${cursors.after}` }) },
  };
}

/** Result of sending a template: the rendered text, or Meta's error. */
export type SentTemplate =
  | { readonly ok: true; readonly name: string; readonly text: string }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: number;
      readonly message: string;
      readonly details: string;
    };

/** Checks and fills the `template` of a send. */
export function fillSimulatedTemplate(sent: Tree): SentTemplate {
  const name = readWord(sent.name) ?? '';
  const language = readWord(toTree(sent.language).code) ?? '';
  const template = simulatedTemplates.find(known => known.name === name && known.language === language);
  if (template === undefined || template.status !== 'APPROVED') {
    const message = '(#132001) Template name does not exist in the translation';
    const details = `template name (${name}) does not exist in ${language}`;
    return { ok: false, status: 404, code: 132_001, message, details };
  }
  const given = toList(sent.components).map(toTree);
  const texts: string[] = [];
  for (const component of template.components) {
    const type = component.type.toLowerCase();
    if ('buttons' in component) {
      const fault = checkButtons(component.buttons, given);
      if (fault !== null) return fault;
      continue;
    }
    const parameters = toList(given.find(one => readWord(one.type)?.toLowerCase() === type)?.parameters);
    const values = Object.fromEntries(
      parameters
        .map(toTree)
        .map((one, n) => [readWord(one.parameter_name) ?? String(n + 1), readText(one.text)]),
    );
    const expected = findVariables(component.text);
    const isSame = expected.length === parameters.length && expected.every(key => values[key] != null);
    if (!isSame) return mismatch(type, parameters.length, expected.length);
    texts.push(fillVariables(component.text, values as Record<string, string>));
  }
  return { ok: true, name, text: texts.join('\n\n') };
}

function checkButtons(
  buttons: readonly { readonly type: string; readonly url?: string }[],
  given: readonly Tree[],
): SentTemplate | null {
  for (const [index, { url = '' }] of buttons.entries()) {
    const expected = findVariables(url).length;
    const button = given.find(
      one => readWord(one.type)?.toLowerCase() === 'button' && readWord(one.index) === String(index),
    );
    const values = toList(button?.parameters).map(one => readText(toTree(one).text));
    if (values.length !== expected || values.includes(null))
      return mismatch('button', values.length, expected);
  }
  return null;
}

function mismatch(part: string, given: number, expected: number): SentTemplate {
  const message = '(#132000) Number of parameters does not match the expected number of params';
  const details = `${part}: number of localizable_params (${given}) does not match the expected number of params (${expected})`;
  return { ok: false, status: 400, code: 132_000, message, details };
}
