/**
 * After a slow webhook answer, ChatFlow sent the customer a text that the webhook call failed. That text can come back
 * as a chat message (docs/providers/chatflow.md, "Answer fast").
 */

const MAX_CHARS = 300;
const WEBHOOK = String.raw`(?:web-?\s?hook|в[еэ]б-?\s?хук)\p{L}*`;

/** «Ошибка вызова вебхука», «Ошибка при вызове webhook: …», "Webhook call error", and a technical suffix. */
const COMPLAINT = new RegExp(
  String.raw`^(?:ошибка\s+(?:при\s+)?(?:вызов|запрос|обращени)\p{L}*\s+(?:к\s+)?${WEBHOOK}` +
    String.raw`|webhook\s+call\s+(?:error|failed)|error\s+(?:while\s+)?calling\s+(?:the\s+)?webhook)` +
    String.raw`\s*(?:$|[.!:;,(\[–—-])`,
  'u',
);

/**
 * True if a text is ChatFlow's own webhook error. Only a short text that is nothing but the error counts; a customer's
 * question about those words is a message.
 */
export function isWebhookError(text: string): boolean {
  return text.length <= MAX_CHARS && COMPLAINT.test(text.toLowerCase().replace(/^[^\p{L}]+/u, ''));
}
