/**
 * When a webhook was slow to answer, ChatFlow wrote to the customer that calling the webhook failed; that text
 * can come back as a message of the chat (docs/providers/chatflow.md, "Answer fast").
 */

const MAX_CHARS = 300;
const WEBHOOK = String.raw`(?:web-?\s?hook|в[еэ]б-?\s?хук)\p{L}*`;

/** «Ошибка вызова вебхука», «Ошибка при вызове webhook: …», "Webhook call error", and nothing but a technical tail. */
const COMPLAINT = new RegExp(
  String.raw`^(?:ошибка\s+(?:при\s+)?(?:вызов|запрос|обращени)\p{L}*\s+(?:к\s+)?${WEBHOOK}` +
    String.raw`|webhook\s+call\s+(?:error|failed)|error\s+(?:while\s+)?calling\s+(?:the\s+)?webhook)` +
    String.raw`\s*(?:$|[.!:;,(\[–—-])`,
  'u',
);

/**
 * Whether a text is ChatFlow's own complaint about a webhook. Only a short text that is nothing but the complaint
 * counts: a person who asks what those words mean is a message.
 */
export function isWebhookError(text: string): boolean {
  return text.length <= MAX_CHARS && COMPLAINT.test(text.toLowerCase().replace(/^[^\p{L}]+/u, ''));
}
