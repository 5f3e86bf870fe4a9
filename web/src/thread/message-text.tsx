import { type ReactNode, useMemo, useState } from 'react';
import { t } from '../i18n/index.js';
import { parseRichText, type TextPart } from './rich-text.js';

const maxChars = 4_000;
const maxLines = 40;
const tags = { BOLD: 'strong', ITALIC: 'em', STRUCK: 's', CODE: 'code' } as const;
/** Change the direction of the text after them, or hide parts of it. */
const bidiControls = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** The text of a message: isolated, with WhatsApp's formatting and links; long ones are cut until asked for. */
export function MessageText({ text }: { readonly text: string }) {
  const [isWhole, setWhole] = useState(false);
  const lines = text.split('\n');
  const isLong = text.length > maxChars || lines.length > maxLines;
  const shown = isLong && !isWhole ? lines.slice(0, maxLines).join('\n').slice(0, maxChars) : text;
  const parts = useMemo(() => parseRichText(shown.replaceAll(bidiControls, '')), [shown]);
  return (
    <>
      <p className="text" dir="auto">
        {parts.map(render)}
      </p>
      {isLong && !isWhole && (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          {t('showAll')}
        </button>
      )}
    </>
  );
}

function render(part: TextPart, index: number): ReactNode {
  if (part.kind === 'TEXT') return part.text;
  if (part.kind === 'LINK') {
    // The host as it is resolved: letters of two scripts can look the same.
    const { host } = new URL(part.href);
    const isDisguised = !part.text.toLowerCase().includes(host);
    return (
      <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
        {isDisguised ? part.href : part.text}
      </a>
    );
  }
  const Tag = tags[part.kind];
  return <Tag key={index}>{part.parts.map(render)}</Tag>;
}
