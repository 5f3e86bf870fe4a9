/**
 * Templates in Meta's Cloud API format (docs/providers/whatsapp-cloud.md, "Templates"): names of their variables, and
 * the payload that sends one.
 *
 * Body variables keep their names: `1` or `first_name`. Others name their place: `header.1`; `media.image` (or video,
 * document) for a file's URL; `button.0` for the end of a button's URL; `coupon.0` for a code.
 */

import type { OutboundTemplate } from '../contract/send.js';
import type { CloudPayload } from './payload-type.js';

type Parameter = Readonly<Record<string, unknown>>;

const bodyName = /^[A-Za-z0-9_]{1,64}$/;
const placedName = /^(header|media|button|coupon)\.([A-Za-z0-9_]{1,64})$/;
const mediaTypes = new Set(['image', 'video', 'document']);
const buttonTypes: Readonly<Record<string, string>> = { button: 'url', coupon: 'copy_code' };

/** True if a message supports a variable with this name. */
export function isCloudVariable(name: string): boolean {
  if (bodyName.test(name)) return true;
  const [, place, key = ''] = placedName.exec(name) ?? [];
  if (place === 'header') return true;
  return place === 'media' ? mediaTypes.has(key) : place !== undefined && /^\d$/.test(key);
}

/** The payload that sends a template, or the reason why it cannot be sent. */
export function toCloudTemplate({ name, language, variables }: OutboundTemplate): CloudPayload {
  const header: [key: string, parameter: Parameter][] = [];
  const body: [key: string, parameter: Parameter][] = [];
  const buttons: object[] = [];
  for (const [variable, value] of Object.entries(variables)) {
    if (!isCloudVariable(variable)) return refuse(`WhatsApp has no place for the variable "${variable}".`);
    const [, place = 'body', key = variable] = placedName.exec(variable) ?? [];
    if (place === 'body') body.push([key, toText(key, value)]);
    else if (place === 'header') header.push([key, toText(key, value)]);
    else if (place === 'media') {
      if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
        return refuse(`"${variable}" has to be the http(s) address of a file.`);
      header.push([key, { type: key, [key]: { link: value } }]);
    } else buttons.push(toButton(place, key, value));
  }
  const components = [
    ...(header.length === 0 ? [] : [{ type: 'header', parameters: inOrder(header) }]),
    ...(body.length === 0 ? [] : [{ type: 'body', parameters: inOrder(body) }]),
    ...buttons,
  ];
  return {
    ok: true,
    payload: {
      type: 'template',
      template: { name, language: { code: language }, ...(components.length > 0 && { components }) },
    },
  };
}

/** Numbered parameters are identified by position, named ones by name. */
function toText(key: string, text: string): Parameter {
  return /^\d+$/.test(key) ? { type: 'text', text } : { type: 'text', parameter_name: key, text };
}

function inOrder(parameters: readonly [key: string, parameter: Parameter][]): readonly Parameter[] {
  return parameters.toSorted(([a], [b]) => Number(a) - Number(b) || 0).map(([, parameter]) => parameter);
}

function toButton(place: string, index: string, value: string): object {
  const parameter =
    place === 'coupon' ? { type: 'coupon_code', coupon_code: value } : { type: 'text', text: value };
  return { type: 'button', sub_type: buttonTypes[place], index, parameters: [parameter] };
}

function refuse(detail: string): CloudPayload {
  return { ok: false, detail };
}
